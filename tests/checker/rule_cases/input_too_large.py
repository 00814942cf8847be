"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start when Order is created -> Check
  stage Check {
    background Look calls Look_Up { input row = $Record }
  }
  flow Look_Up { type AutoLaunchedFlow  in row: record }
}
""",
        "a whole record, \\$Record, to Look_Up",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up { input row = "1" }
  }
  flow Look_Up { type AutoLaunchedFlow  in row: text }
}
""",
        None,
    ),
)
