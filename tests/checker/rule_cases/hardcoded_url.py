"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> Check
  template t = "see https://acme.lightning.force.com/x"
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        "text template t",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  template t = "see acme.lightning.force.com"
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        None,
    ),
)
