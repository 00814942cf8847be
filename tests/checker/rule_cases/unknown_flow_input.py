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
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up { input ordreId = "1" }
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up { input ordreId }
  }
  flow Look_Up { type AutoLaunchedFlow  in orderId: text }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up { input total = 1 }
  }
  flow Look_Up { type AutoLaunchedFlow  in orderId: text  out total: number }
}
""",
        "does not make that variable available",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up { input ordreId = "1" }
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
    background Look calls Look_Up { input orderId = "1" }
  }
}
""",
            {"Look_Up": FLOW},
        ),
        "has no such variable",
    ),
)
