"""Further cases of the rule."""

CONTRACT = """
{kind} Contract {{
  start when Contract is updated -> Prepare {{ where Status = "Draft"  only when changed to meet }}
  stage Prepare {{ background Read calls Read_Contract  {prepare} then Review }}
  stage Review {{ {step} Legal calls standard_approvals__EvaluateApproval assigned to group Legal  then Post }}
  stage Post {{ background Send calls Send_Mail  {post} }}
  stage Tell {{ background Inform calls Send_Mail  then {tell} }}
  decision Again {{ when Inform is Completed -> go to Tell  otherwise -> go to Review }}
}}
"""


def contract(prepare: str = "", post: str = "", tell: str = "end", kind: str = "approval") -> str:
    """A contract approval with these fault paths."""
    step = "approval" if kind == "approval" else "interactive"
    return CONTRACT.format(kind=kind, prepare=prepare, post=post, tell=tell, step=step)


DECIDED = """
approval Contract {{
  start when Contract is updated -> Small {{ where Status = "Draft"  only when changed to meet }}
  field $Record.Amount__c: integer 0..9 not null, never changed
  decision Small {{ when $Record.Amount__c < 5 -> Prepare  otherwise -> Review }}
  stage Prepare {{ background Read calls Read_Contract  on error -> Tell  then Review }}
  stage Tell {{ background Inform calls Send_Mail  then Large }}
  decision Large {{ when $Record.Amount__c {large} -> end  otherwise -> go to Review }}
  stage Review {{ approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal  then end }}
}}
"""
"""Prepare is for small amounts."""

ANSWERED = """
approval Contract {{
  start when Contract is updated -> Review {{ where Status = "Draft"  only when changed to meet }}
  stage Review {{ approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal  then Approved }}
  decision Approved {{ when Legal.Outputs.approvalDecision = "{answer}" -> Post  otherwise -> end }}
  stage Post {{ background Send calls Send_Mail async  on error -> end  then Last }}
  stage Last {{ approval Board calls standard_approvals__EvaluateApproval assigned to group Board  then end }}
}}
"""
"""A submission whose work item was rejected is not Approved."""

STATUS = """
approval Contract {{
  start when Contract is updated -> Prepare {{ where Status = "Draft"  only when changed to meet }}
  stage Prepare {{ background Read calls Read_Contract  on error -> Which  then Review }}
  decision Which {{ when Read is {status} -> end  otherwise -> go to Review }}
  stage Review {{ approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal  then end }}
}}
"""
"""The fault path looks at what the error made of the step."""

APPEALED = """
approval Contract {
  start when Contract is updated -> Review { where Status = "Draft"  only when changed to meet }
  stage Review { approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal  then Rejected }
  decision Rejected { when Legal.Outputs.approvalDecision = "Reject" -> Appeal  otherwise -> end }
  stage Appeal { approval Board calls standard_approvals__EvaluateApproval assigned to group Board  then Post }
  stage Post { background Send calls Send_Mail async  on error -> end  then Last }
  stage Last { approval Owner calls standard_approvals__EvaluateApproval assigned to group Owners  then end }
}
"""
"""Whoever fails in Post was rejected before."""

CASES = (
    (APPEALED, None),
    (STATUS.format(status="Error"), "If stage Prepare fails before anyone rejects"),
    (STATUS.format(status="Completed"), None),
    (DECIDED.format(large="< 5"), "If stage Prepare fails before anyone rejects"),
    (DECIDED.format(large=">= 5"), None),
    (ANSWERED.format(answer="Approve"), "If stage Post fails before anyone rejects"),
    (ANSWERED.format(answer="Reject"), None),
    (contract("on error -> Tell"), "If stage Prepare fails before anyone rejects"),
    (contract("on error -> end"), "If stage Prepare fails before anyone rejects"),
    (contract("on error -> Review"), None),
    (contract("on error -> Tell", tell="Again"), None),
    (contract(post="on error -> Tell"), None),
    (contract("on error -> Tell", kind="orchestration"), None),
    (contract("on error -> Nowhere"), None),
)
