"""Further cases of the rule."""

CHARGE = """
orchestration Order {{
  start autolaunched -> Charge
  stage Charge {{ background Pay calls Pay_Card  {error}  then Ship }}
  stage Ship {{ background Send calls Write_Log  then end }}
  stage Note {{ background Log calls Write_Log  then Prepare }}
  stage Prepare {{ background Again calls Write_Log  then go to Charge }}
  stage Repair {{ interactive Fix calls Form assigned to queue Desk  then go to Charge }}
  stage Round {{ background Turn calls Write_Log  then go to Round }}
}}
"""

CASES = (
    (CHARGE.format(error="on error -> Charge"), "leads back to Charge: while .* never shows Error"),
    (CHARGE.format(error="on error -> Note"), "leads back to Charge through Note and Prepare: while"),
    (CHARGE.format(error="on error -> Repair"), "each lap asks Fix, and nothing limits the laps"),
    (CHARGE.format(error="on error -> Ship"), None),
    (CHARGE.format(error="on error -> Round"), None),
    (CHARGE.format(error="on error -> Nowhere"), None),
    (CHARGE.format(error=""), None),
)
