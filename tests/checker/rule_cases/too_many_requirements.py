"""Further cases of the rule."""

ELEVEN = " or ".join(f"Look.Outputs.a = {number}" for number in range(11))
ORDER = """
orchestration Order {{
  start autolaunched -> Check
  stage Check {{
    background Look calls Look_Up {entry}
    then Route
  }}
  decision Route {{ outcome First when {outcome} -> end  otherwise -> end }}
}}
"""

CASES = (
    (
        ORDER.format(entry=f"starts when {ELEVEN}", outcome="Look is Completed"),
        "^The entry condition of step Look has 11 requirements, and 10 is the limit",
    ),
    (ORDER.format(entry="", outcome=ELEVEN), None),
)
