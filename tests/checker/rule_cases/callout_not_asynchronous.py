"""Further cases of the rule."""

from stageproof.checker.rule import Example

APEX = """<?xml version="1.0" encoding="UTF-8"?>
<Flow xmlns="http://soap.sforce.com/2006/04/metadata">
    <apiVersion>67.0</apiVersion>
    <actionCalls>
        <name>Do</name>
        <actionType>apex</actionType>
    </actionCalls>
    <processType>AutoLaunchedFlow</processType>
    <status>Active</status>
</Flow>
"""

CASES = (
    (
        """
orchestration Order {
  api 63
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow  elements waits }
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
  flow Look_Up { type AutoLaunchedFlow  elements waits }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  api 62
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow  elements actionCalls }
}
""",
        "actions that may call out",
    ),
    (
        """
orchestration Order {
  api 62
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow  async }
}
""",
        "declared asynchronous",
    ),
    (
        """
orchestration Order {
  api 62
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow  elements decisions }
}
""",
        None,
    ),
    (
        Example(
            """
orchestration Order {
  api 62
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
}
""",
            {"Look_Up": APEX},
        ),
        "may call out \\(apex\\)",
    ),
    (
        Example(
            """
orchestration Order {
  api 62
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
}
""",
            {"Look_Up": APEX.replace("apex", "emailSimple")},
        ),
        None,
    ),
)
