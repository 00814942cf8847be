"""Further cases of the rule."""

ROUTE = """
orchestration Order {{
  start autolaunched -> Route
  constant mode: String = "Live"
  variable level: text input
  decision Route {{
    outcome First when {condition} -> Check
    otherwise -> end, intended
  }}
  stage Check {{ background Look calls Look_Up {clause} }}
  flow Look_Up {{ type AutoLaunchedFlow }}
}}
"""

CASES = (
    (ROUTE.format(condition='mode = "Test"', clause=""), 'Outcome First of decision Route .*: mode = "Test"'),
    (ROUTE.format(condition='mode = "Live" and level = "A"', clause=""), None),
    (ROUTE.format(condition='mode = "Live"', clause=""), None),
    (ROUTE.format(condition='level = "A"', clause='starts when level = "A" and level = "B"'), None),
)
