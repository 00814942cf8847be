"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> Chekc
  stage Check { background Look calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        '^Start leads to "Chekc"',
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up  on error -> Gone }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        '^Check leads to "Gone"',
    ),
    (
        """
orchestration Order {
  start autolaunched -> check
  stage Check { background Look calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        None,
    ),
)
