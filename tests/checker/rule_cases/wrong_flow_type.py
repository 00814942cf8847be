"""Further cases of the rule."""

from stageproof.checker.rule import Example

TRIGGERED = """<?xml version="1.0" encoding="UTF-8"?>
<Flow xmlns="http://soap.sforce.com/2006/04/metadata">
    <apiVersion>67.0</apiVersion>
    <start>
        <triggerType>RecordAfterSave</triggerType>
    </start>
    <processType>AutoLaunchedFlow</processType>
    <status>Active</status>
</Flow>
"""

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
  flow Is_Ready { type AutoLaunchedFlow  out isOrchestrationConditionMet: boolean }
}
""",
        "The condition of Check calls Is_Ready, which is an autolaunched flow",
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
  flow Is_Ready { type EvaluationFlow  out isOrchestrationConditionMet: boolean }
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
    completes when flow Is_Ready type "flow" returns true
  }
  flow Look_Up { type AutoLaunchedFlow }
  flow Is_Ready { type AutoLaunchedFlow }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start autolaunched -> Ask
  stage Ask { interactive Form calls Ask_Form assigned to queue Desk }
  flow Ask_Form { type AutoLaunchedFlow }
}
""",
        "^Form calls Ask_Form, which is an autolaunched flow; it needs a screen flow",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Ask
  stage Ask { interactive Form calls Ask_Form assigned to queue Desk }
  flow Ask_Form { type Flow }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start autolaunched -> Ask
  stage Ask { mulesoft Form calls Ask_Form }
  flow Ask_Form { type Flow }
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
  }
  flow Look_Up { type AgxBackgroundFlow }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls ""
  }
}
""",
        None,
    ),
    (
        Example(
            """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
}
""",
            {"Look_Up": TRIGGERED},
        ),
        "starts by itself \\(RecordAfterSave\\)",
    ),
)
