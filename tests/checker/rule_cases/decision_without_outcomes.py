"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> Route
  stage Check { background Look calls Look_Up }
  decision Route { otherwise -> end }
}
""",
        "every run takes its default path to End",
    ),
)
