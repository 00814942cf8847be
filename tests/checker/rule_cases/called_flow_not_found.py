"""Further cases of the rule."""

from stageproof.checker.rule import Example

FLOW = """<?xml version="1.0" encoding="UTF-8"?>
<Flow xmlns="http://soap.sforce.com/2006/04/metadata">
    <apiVersion>67.0</apiVersion>
    <processType>AutoLaunchedFlow</processType>
    <status>Active</status>
</Flow>
"""

CASES = (
    (
        Example(
            """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    background Post calls Post_It
    background Tell calls Tell_Them
  }
}
""",
            {"Look_Up": FLOW},
        ),
        "2 called flows are not",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
}
""",
        None,
    ),
)
