"""Further cases of the rule."""

CONTRACT = """
approval Contract {{
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Review {{ where Status = "Draft"  only when changed to meet }}
  stage Review {{
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal
    approval Finance calls standard_approvals__EvaluateApproval assigned to group Finance
    background Size calls Get_Size async {size}
    then Agreed
  }}
  decision Agreed {{
    when {condition} -> {yes}
    otherwise "Not agreed" -> {no}
  }}
  decision Large {{
    when {second} -> Sign
    otherwise "Small" -> Return
  }}
  stage Sign {{ background Send calls Get_Size async {input} }}
  stage Return {{ background Back calls Get_Size async }}
  flow Get_Size {{ type AutoLaunchedFlow  async  in what: text  out size: integer 0..9 not null }}
}}
"""
ANSWER = "Legal.Outputs.approvalDecision"
LEGAL = 'Legal.Outputs.approvalDecision = "Approve"'
FINANCE = 'Finance.Outputs.approvalDecision = "Approve"'
LARGE = "Size.Outputs.size > 5"


def contract(
    condition: str,
    *,
    yes: str = "Sign",
    no: str = "Return",
    second: str = LARGE,
    input: str = "",
    size: str = "",
) -> str:
    """Two approvers, and a decision or two on what they answer."""
    return CONTRACT.format(condition=condition, yes=yes, no=no, second=second, input=input, size=size)


FOUND = "Decision Agreed reads what Legal answers, but the run goes the same way"
CASES = (
    (contract(f"{LEGAL} and {FINANCE}"), None),
    (contract(f"{LEGAL} or {FINANCE}"), None),
    (contract(f"({LEGAL} or Size.Outputs.size >= 0) and {FINANCE}"), FOUND),
    (contract(f"({LEGAL} or {LARGE}) and {FINANCE}"), None),
    (contract(f"({LEGAL} and Size.Outputs.size > 10) or {FINANCE}"), FOUND),
    (contract(LEGAL, no="Sign"), FOUND),
    (contract(LEGAL, no="Large"), None),
    (contract(LEGAL, no="Sign", input="{ input what = Legal.Outputs.approvalDecision }"), None),
    (contract(LEGAL, no="Sign", input="{ input what = Legal.Status }"), FOUND),
    (contract(LEGAL, no="Sign", size=f"starts when flow Ready(what = {ANSWER}) returns true"), None),
    (contract(LEGAL, no="Sign").replace("assigned to group Finance", f"assigned to user {ANSWER}"), None),
    (contract(LEGAL, no="Sign", size=f"starts when {LEGAL}"), None),
    (contract(LEGAL, yes="Large", no="Large", second=LEGAL), None),
    (contract(LARGE), None),
)
