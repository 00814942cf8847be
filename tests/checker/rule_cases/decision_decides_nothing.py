"""Further cases of the rule."""

LOAN = """
orchestration Loan {{
  start autolaunched -> Ask
  stage Ask {{ background Score calls Get_Score async  then First }}
  decision First {{
    outcome Plain when Score.Outputs.score {first} -> Second
    otherwise "No" -> end, intended
  }}
  decision Second {{
    outcome Gold when Score.Outputs.score {second} -> Grant
    {more}
    otherwise "None" -> Talk
  }}
  stage Grant {{ background Pay calls Get_Score async  then end }}
  stage Talk {{ background Tell calls Get_Score async  then end }}
  flow Get_Score {{ type AutoLaunchedFlow  async  out score: {domain} not null }}
}}
"""


def loan(first: str, second: str, more: str = "", domain: str = "integer 300..400") -> str:
    """Two decisions on a score, one after the other."""
    return LOAN.format(first=first, second=second, more=more, domain=domain)


DIVIDED = """
orchestration Loan {
  start autolaunched -> Ask
  formula Share: boolean = "100 / {!Score.Outputs.score} > 1"
  stage Ask { background Score calls Get_Score async  then Which }
  decision Which {
    outcome Plain when Share = true -> Grant
    otherwise "No" -> end, intended
  }
  stage Grant { background Pay calls Get_Score async  then end }
  flow Get_Score { type AutoLaunchedFlow  async  out score: integer 0..50 not null }
}
"""
"""The run stops at a score of 0, so that not every run takes the outcome."""

CASES = (
    (DIVIDED, None),
    (DIVIDED.replace("0..50", "1..50"), "takes the outcome Plain of decision Which"),
    (loan("> 200", "> 350"), "takes the outcome Plain of decision First: the default is never taken"),
    (loan("> 200", "> 250"), "the outcome Plain of decision First and Gold of decision Second: "),
    (loan("> 350", "> 350"), "the outcome Gold of decision Second: "),
    (loan("> 350", "> 360"), None),
    (loan("> 350", "> 380", "outcome Silver when Score.Outputs.score > 340 -> Grant"), None),
    (loan("> 500", "> 500"), None),
    (loan("> 350", "> 350", domain="number"), "the outcome Gold of decision Second: "),
)
