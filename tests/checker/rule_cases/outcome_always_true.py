"""Further cases of the rule."""

ROUTE = """
orchestration Order {{
  start autolaunched -> Route
  constant mode: String = "Live"
  variable level: text input
  variable amount: number input
  decision Route {{
    outcome First when {condition} -> Check
    otherwise -> end, intended
  }}
  stage Check {{ background Look calls Look_Up {clause} }}
  flow Look_Up {{ type AutoLaunchedFlow }}
}}
"""

CASES = (
    (ROUTE.format(condition='mode = "Live"', clause=""), 'Outcome First of decision Route .*: mode = "Live"'),
    (ROUTE.format(condition='mode = "Test"', clause=""), None),
    (ROUTE.format(condition="amount < 5 or amount >= 5", clause=""), None),
    (
        ROUTE.format(condition="amount < 5 or amount >= 5 or amount is null", clause=""),
        "amount < 5; amount >= 5 and amount is null hold",
    ),
    (ROUTE.format(condition='not (level = "A" and level = "B")', clause=""), "always taken"),
    (ROUTE.format(condition='level = "A"', clause='starts when level <> "A" or level <> "B"'), None),
)
