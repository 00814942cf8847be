"""Further cases of the rule."""

from stageproof.checker.rule import Example

FLOW = """<?xml version="1.0" encoding="UTF-8"?>
<Flow xmlns="http://soap.sforce.com/2006/04/metadata">
    <apiVersion>67.0</apiVersion>
    <variables>
        <name>isOrchestrationConditionMet</name>
        <dataType>Boolean</dataType>
        <isCollection>false</isCollection>
        <isInput>false</isInput>
        <isOutput>true</isOutput>
    </variables>
    <processType>EvaluationFlow</processType>
    <status>Active</status>
</Flow>
"""
SETTING = FLOW.replace(
    "    <processType>",
    """    <assignments>
        <name>Set</name>
        <assignmentItems>
            <assignToReference>isOrchestrationConditionMet</assignToReference>
            <operator>Assign</operator>
            <value>
                <booleanValue>true</booleanValue>
            </value>
        </assignmentItems>
    </assignments>
    <processType>""",
)

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    completes when flow Is_Ready returns true
  }
  flow Look_Up { type AutoLaunchedFlow }
  flow Is_Ready { type EvaluationFlow  in isOrchestrationConditionMet: boolean  out x: text }
}
""",
        "available for output",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    completes when flow Is_Ready returns true
  }
  flow Look_Up { type AutoLaunchedFlow }
  flow Is_Ready { type EvaluationFlow }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    completes when flow Is_Ready returns true
  }
  flow Look_Up { type AutoLaunchedFlow }
  flow Is_Ready { type EvaluationFlow  out isOrchestrationConditionMet: text }
}
""",
        "as text, not as Boolean",
    ),
    (
        Example(
            """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Post_It starts when flow Look_Up returns true
  }
}
""",
            {"Look_Up": FLOW},
        ),
        "never sets isOrchestrationConditionMet, so Look never starts",
    ),
    (
        Example(
            """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Post_It starts when flow Look_Up returns true
  }
}
""",
            {"Look_Up": SETTING},
        ),
        None,
    ),
)
