"""Further cases of the rule."""

ROUTE = """
orchestration Order {{
  start autolaunched -> Route
  variable level: text input
  decision Route {{
    when level = "A" -> {target}
    when level = "B" -> Check
    otherwise {default}
  }}
  stage Check {{ background Look calls Look_Up }}
}}
"""

CASES = (
    (ROUTE.format(target="Check", default="-> end"), "without reaching Check"),
    (ROUTE.format(target="end", default='"Something else" -> end'), "without reaching Check"),
    (ROUTE.format(target="end", default="-> Check"), None),
    (
        """
orchestration Order {
  start autolaunched -> Route
  variable level: text input
  decision Route { when level = "A" -> end  otherwise -> end }
  stage Check { background Look calls Look_Up }
}
""",
        None,
    ),
)
