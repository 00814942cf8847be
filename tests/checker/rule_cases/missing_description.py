"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  description "an order"
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up { description "reads" }
    background Post calls Post_It
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        "description: 1 of 1 stage and 1 of 2 steps\\.",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check {
    background Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        "description: the orchestration, 1 of 1 stage and 1 of 1 step\\.",
    ),
)
