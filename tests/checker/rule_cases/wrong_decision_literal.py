"""Further cases of the rule."""

CONTRACT = """
approval Contract {{
  start when Contract is updated -> Review {{ where Status = "Draft"  only when changed to meet }}
  constant yes: String = "Yes"
  stage Review {{
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal
    interactive Ask calls Form assigned to queue Desk
    then Gate
  }}
  decision Gate {{ outcome First when {condition} -> end  otherwise -> end }}
}}
"""

CASES = (
    (CONTRACT.format(condition='Legal.Outputs.approvalDecision = "approve"'), '"approve" .* never holds'),
    (CONTRACT.format(condition='Legal.Outputs.approvalDecision <> "Rejected"'), '"Rejected" .* always holds'),
    (CONTRACT.format(condition="Legal.Outputs.approvalDecision = yes"), '"Yes" in outcome First'),
    (CONTRACT.format(condition='Legal.Outputs.approvalDecision = "Reject"'), None),
    (CONTRACT.format(condition='Legal.Outputs.approvalDecision contains "Appr"'), None),
    (CONTRACT.format(condition="Legal.Outputs.approvalDecision = $Label.Approve"), None),
    (CONTRACT.format(condition='Legal.Outputs.approvalComments = "Approved"'), None),
    (CONTRACT.format(condition='Ask.Outputs.approvalDecision = "Approved"'), None),
    (CONTRACT.format(condition='Gone.Outputs.approvalDecision = "Approved"'), None),
)
