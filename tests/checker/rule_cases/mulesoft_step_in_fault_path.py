"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    mulesoft Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        None,
    ),
)
