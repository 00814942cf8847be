"""Further cases of the rule."""

REVIEW = """
approval Contract {{
  start when Contract is updated -> Review {{ where Status = "Draft"  only when changed to meet }}
  variable answer: text
  formula Somebody_Rejected: Boolean = "OR({{!Legal.Outputs.approvalDecision}} = \\"Reject\\")"
  stage Review {{
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal {legal}
    approval Finance calls standard_approvals__EvaluateApproval assigned to group Finance
    then Approved
  }}
  decision Approved {{
    when Finance.Outputs.approvalDecision = "Approve" {condition} -> Sign
    otherwise -> end, intended
  }}
  stage Sign {{ background Send calls Send_Contract {{ {send} }} }}
  flow Send_Contract {{ type AutoLaunchedFlow  in answer: text }}
}}
"""


def review(legal: str = "", condition: str = "", send: str = "") -> str:
    """A review by two in which only Finance is read, with these additions."""
    return REVIEW.format(legal=legal, condition=condition, send=send)


CASES = (
    (review(), "Nothing reads what Legal answers.*can still reach Sign"),
    (review(condition="and Legal is Completed"), "Nothing reads what Legal answers"),
    (review(condition='and Legal.Outputs.approvalComments = "fine"'), "Nothing reads what Legal answers"),
    (review(condition="and Somebody_Rejected = false"), None),
    (review(condition='and $Record.Legal_Agreed__c = "Yes"'), None),
    (review(send="input answer = Legal.Outputs.approvalDecision"), None),
    (review(send="input answer = Legal.Outputs.approvalComments"), "Nothing reads what Legal answers"),
    (
        review(legal="{ output approvalDecision -> answer }", condition='and answer = "Approve"'),
        None,
    ),
    (
        """
approval Contract {
  start when Contract is updated -> Review { where Status = "Draft"  only when changed to meet }
  stage Review {
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal
    then Approved
  }
  decision Approved {
    when Legal.Outputs.approvalDecision = "Approve" -> Board
    otherwise -> end, intended
  }
  stage Board { approval Chair calls standard_approvals__EvaluateApproval assigned to group Board }
}
""",
        None,
    ),
)
