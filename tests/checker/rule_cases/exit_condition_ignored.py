"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check { mulesoft Look calls Look_Up { completes when flow Is_Ready returns true } }
}
""",
        "a MuleSoft step is Completed as soon as",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
    interactive Ask calls Form assigned to queue Desk { completes when flow Is_Ready returns true }
  }
}
""",
        None,
    ),
)
