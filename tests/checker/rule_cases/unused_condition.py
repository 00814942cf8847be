"""Further cases of the rule."""

ROUTE = """
orchestration Order {{
  start autolaunched -> Route
  variable a: number input
  decision Route {{
    outcome First when logic "{logic}" {{
      1: a = 1
      2: a = 2
      3: a = 3
    }} -> end
    otherwise -> end
  }}
}}
"""

CASES = (
    (ROUTE.format(logic="NOT 3"), "Condition 1 of outcome First of decision Route is not used"),
    (ROUTE.format(logic="1 AND (2 OR NOT 3)"), None),
    (ROUTE.format(logic="1 OR ("), None),
    (ROUTE.format(logic="or"), None),
)
