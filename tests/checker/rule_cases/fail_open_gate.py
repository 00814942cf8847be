"""Further cases of the rule."""

CONTRACT = """
approval Contract {{
  start when Contract is updated -> Review {{ where Status = "Draft"  only when changed to meet }}
  formula Was_Rejected: Boolean = "CONTAINS({{!Legal.Outputs.approvalDecision}}, \\"Reject\\")"
  constant rejection: String = "Reject"
  stage Review {{
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal
    approval Finance calls standard_approvals__EvaluateApproval assigned to group Finance
    then Gate
  }}
  decision Gate {{ {outcomes} otherwise {default} }}
  decision Next {{
    when {next} -> Sign
    otherwise -> Tell
  }}
  stage Tell {{ background Inform calls Send_Mail }}
  stage Sign {{ background Send calls Send_Mail }}
}}
"""


def gate(outcomes: str, default: str = "-> Sign", next: str = "Legal is Completed") -> str:
    """A gate after two approvals, and a decision that may follow it."""
    return CONTRACT.format(outcomes=outcomes, default=default, next=next)


REJECT = 'when Legal.Outputs.approvalDecision = "Reject" -> Tell'
CASES = (
    (gate(REJECT), "Decision Gate goes on to Sign for every answer of Legal"),
    (gate("when Legal.Outputs.approvalDecision = rejection -> end"), "for every answer of Legal"),
    (gate(REJECT, "-> Tell"), None),
    (gate(REJECT, "-> end, intended"), None),
    (gate(REJECT, "-> Next"), "Decision Gate goes on to Next"),
    (gate(REJECT, "-> Next", 'Legal.Outputs.approvalDecision = "Approve"'), None),
    (gate(REJECT, "-> Next", 'Finance.Outputs.approvalDecision = "Approve"'), "for every answer of Legal"),
    (gate("when Was_Rejected = true -> Tell"), None),
    (
        gate('when Legal.Outputs.approvalDecision <> "Reject" -> Sign', "-> end, intended"),
        "Outcome .* of decision Gate takes every answer of Legal",
    ),
    (gate('when Legal.Outputs.approvalDecision <> "Approve" -> Tell', "-> end, intended"), None),
    (gate('when Legal.Outputs.approvalDecision <> "Reject" -> end', "-> Tell"), None),
    (
        gate(
            'when Legal.Outputs.approvalDecision = "Approve" -> Sign '
            'when Legal.Outputs.approvalDecision <> "Reject" -> Next',
            "-> Tell",
        ),
        None,
    ),
    (gate('when Legal.Outputs.approvalComments = "Reject" -> Tell'), None),
    (gate("when Legal is Completed -> Tell"), None),
)
