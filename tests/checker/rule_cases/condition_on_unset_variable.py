"""Further cases of the rule."""

ROUTE = """
orchestration Order {{
  start autolaunched -> Route
  variable level: text {value}
  formula Is_High: Boolean = "{{!level}} = \\"High\\""
  decision Route {{
    outcome First when {condition} -> Check
    otherwise -> end, intended
  }}
  stage Check {{ background Look calls Look_Up {block} }}
  flow Look_Up {{ type AutoLaunchedFlow  in level: text  out found: text }}
}}
"""

CASES = (
    (ROUTE.format(value="", condition='level = "High"', block=""), "level is null in every run"),
    (ROUTE.format(value="output", condition='level = "High"', block=""), "level is null in every run"),
    (ROUTE.format(value="", condition="Is_High = true", block=""), "level is null in every run"),
    (ROUTE.format(value='= "Low"', condition='level = "High"', block=""), None),
    (ROUTE.format(value="", condition='level = "High"', block="{ output found -> level }"), None),
    (ROUTE.format(value="", condition="Look is Completed", block="{ input level = level }"), None),
    (
        """
orchestration Order {
  start autolaunched -> Check
  variable level: text
  stage Check {
    background Look calls Look_Up starts when flow Is_Ready returns true { input level = level }
  }
}
""",
        None,
    ),
)
