"""Further cases of the rule."""

CONTRACT = """
approval Contract {{
  start when Contract is updated -> Review {{ where Status = "Draft"  only when changed to meet }}
  formula Was_Rejected: Boolean = "CONTAINS({{!Legal.Outputs.approvalDecision}}, \\"Reject\\")"
  constant rejection: String = "Reject"
  stage Review {{
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal {starts}
    approval Finance calls standard_approvals__EvaluateApproval assigned to group Finance
    {exit}
    then Gate
  }}
  decision Gate {{ {outcomes} otherwise {default} }}
  decision Next {{
    when {next} -> Sign
    otherwise -> Tell
  }}
  stage Tell {{ background Inform calls Send_Mail {tell} }}
  stage Sign {{ background Send calls Send_Mail }}
}}
"""


def gate(
    outcomes: str,
    default: str = "-> Sign",
    next: str = "Legal is Completed",
    starts: str = "",
    exit: str = "",
    tell: str = "",
) -> str:
    """A gate after two approvals, and a decision that may follow it."""
    return CONTRACT.format(outcomes=outcomes, default=default, next=next, starts=starts, exit=exit, tell=tell)


REJECT = 'when Legal.Outputs.approvalDecision = "Reject" -> Tell'
NOT_REJECTED = 'when Legal.Outputs.approvalDecision <> "Reject" -> Sign'
CASES = (
    (gate(REJECT), 'every answer of Legal except "Reject"\\.$'),
    (gate(NOT_REJECTED, "-> end"), 'except "Reject" for an approval\\.$'),
    (
        gate(NOT_REJECTED, "-> end", exit="completes when Finance is Completed"),
        "for an approval, null included",
    ),
    (gate(REJECT, starts="starts when Finance is Completed"), '"Reject", null included'),
    (gate(REJECT, starts="starts when flow Is_Ready returns true"), '"Reject", null included'),
    (gate(REJECT, exit="completes when Finance is Completed"), '"Reject", null included'),
    (gate(REJECT, exit="completes when flow Is_Ready returns true"), '"Reject", null included'),
    (gate(REJECT, exit="on error -> Tell"), 'except "Reject"\\.$'),
    (gate(REJECT, exit="on error -> Tell", tell="then go to Review"), 'except "Reject"\\.$'),
    (gate(REJECT, exit="on error -> Tell", tell="then go to Gate"), '"Reject", null included'),
    (gate(REJECT, exit="on error -> Gate"), '"Reject", null included'),
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
