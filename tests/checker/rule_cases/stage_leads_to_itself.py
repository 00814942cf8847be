"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up  on error -> Repair  then go to check }
  stage Repair { background Fix calls Look_Up  then end }
}
""",
        "Stage Check leads to itself",
    ),
)
