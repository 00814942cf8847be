"""Further cases of the rule."""

CASES = (
    (
        """
orchestration Order {
  start autolaunched -> Check
  variable Check: text input
  stage Check { background Look calls Look_Up  then Look }
  decision Look { outcome Level when Check = "A" -> end  otherwise -> end }
}
""",
        "Check is used twice, by variable Check and by stage Check",
    ),
    (
        """
orchestration Order {
  start autolaunched -> Check
  constant level: String = "A"
  formula other: String = "{!level}"
  template third = "{!level}"
  stage Check { background Look calls Look_Up  then Route }
  decision Route { outcome LEVEL when level = "A" -> end  otherwise -> end }
}
""",
        "LEVEL is used twice, by constant level and by outcome LEVEL of decision Route",
    ),
)
