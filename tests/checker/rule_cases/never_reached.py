"""Further cases of the rule."""

LOAN = """
orchestration Loan {{
  start autolaunched -> Ask
  stage Ask {{ background Score calls Get_Score async  then Which }}
  decision Which {{
    outcome Low when Score.Outputs.score < 600 -> Decline
    outcome Middle when Score.Outputs.score < {border} -> {middle}
    otherwise "High" -> Pay
  }}
  stage Decline {{ background Tell calls Get_Score async  then end }}
  stage Look {{ background Check calls Get_Score async  then end }}
  stage Pay {{ background Send calls Get_Score async  then end }}
  flow Get_Score {{ type AutoLaunchedFlow  async  out score: integer 300..900 not null }}
}}
"""
OTHERS = """
orchestration Loan {
  start autolaunched -> Ask
  stage Ask { background Score calls Get_Score async  then Which }
  decision Which {
    outcome Wrong when Score.Outputs.score > 1000 -> Look
    otherwise "High" -> Pay
  }
  stage Look { background Check calls Get_Score async  then end }
  stage Pay { background Send calls Get_Score async  then end }
  flow Get_Score { type AutoLaunchedFlow  async  out score: integer 300..900 not null }
}
"""
CASES = (
    (
        LOAN.format(border=500, middle="Look"),
        r"whatever meets its conditions meets those of Low first\. So this is never reached either: Look\.",
    ),
    (
        LOAN.format(border=500, middle="Pay").replace("  stage Look", "  # stage Look"),
        r"meets those of Low first\.$",
    ),
    (LOAN.format(border=700, middle="Look"), None),
    (
        OTHERS,
        r"Look is never reached: on the way there, Score.Outputs.score > 1000 never holds: Score never gives score > 1000\. Never reached either: Which/Wrong\.$",
    ),
)
