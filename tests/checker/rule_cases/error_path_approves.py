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


CASES = (
    (contract("on error -> Tell"), "If stage Prepare fails before anyone rejects"),
    (contract("on error -> end"), "If stage Prepare fails before anyone rejects"),
    (contract("on error -> Review"), None),
    (contract("on error -> Tell", tell="Again"), None),
    (contract(post="on error -> Tell"), None),
    (contract("on error -> Tell", kind="orchestration"), None),
    (contract("on error -> Nowhere"), None),
)
