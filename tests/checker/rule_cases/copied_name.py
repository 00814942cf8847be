"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> Stage_1
  stage Stage_1 {
    background Copy_1_of_Look calls Look_Up
  }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
        "2 elements have .* Stage_1 and Copy_1_of_Look",
    ),
)
