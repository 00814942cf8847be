"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  api 68
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow  elements actionCalls, waits }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  api 68
  start autolaunched -> Check
  stage Check {
    background Look calls ""
  }
}
""",
        None,
    ),
    (
        """
orchestration Order {
  api 68
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    background Post calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow  elements actionCalls }
}
""",
        "Look and Post call flows",
    ),
    (
        """
orchestration Order {
  api 68
  start autolaunched -> Check
  stage Check {
    interactive Look calls Look_Up
  }
  flow Look_Up { type Flow  elements actionCalls }
}
""",
        None,
    ),
)
