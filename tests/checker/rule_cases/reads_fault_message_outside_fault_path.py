"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> Check
  template t = "{!$Flow.FaultMessage}"
  stage Check {
    background Look calls Look_Up
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
    background Look calls Look_Up { input text = $Flow.FaultMessage }
    on error -> end
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        "Check reads \\$Flow.FaultMessage",
    ),
)
