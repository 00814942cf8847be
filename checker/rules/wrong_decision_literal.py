"""An answer that no approver can give."""

from collections.abc import Iterator

from ...grammar.sites import Clause
from ..approvals import APPROVE, REJECT, asked_approval
from ..context import Context
from ..finding import Confidence, Severity
from ..literals import text_of
from ..prose import did_you_mean
from ..rule import Found, Preset, rule
from ..subjects import subject_of


@rule(
    on=Clause,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="An approval's decision is compared with a text that it never is.",
    rationale='approvalDecision is "Approve" or "Reject", spelled so. A comparison with "Approved", "approve" or '
    '"Rejected" has the same result for every answer, so approved requests may be treated as rejected.',
    source='Salesforce Help, "Flow Approval Process Steps": approvalDecision is Approve or Reject',
    bad="""
approval Contract {
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Review { where Status = "Draft"  only when changed to meet }
  stage Review {
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal
    then Approved
  }
  decision Approved {
    when Legal.Outputs.approvalDecision = "Approved" -> Sign
    otherwise -> end, intended
  }
  stage Sign { background Send calls Send_Contract }
  flow Send_Contract { type AutoLaunchedFlow }
}
""",
    good="""
approval Contract {
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Review { where Status = "Draft"  only when changed to meet }
  stage Review {
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal
    then Approved
  }
  decision Approved {
    when Legal.Outputs.approvalDecision = "Approve" -> Sign
    otherwise -> end, intended
  }
  stage Sign { background Send calls Send_Contract }
  flow Send_Contract { type AutoLaunchedFlow }
}
""",
)
def check(clause: Clause, context: Context) -> Iterator[Found]:
    """Report equality tests of an approval step's decision with another text."""
    for condition in clause.requirements.conditions:
        if condition.operator not in ("EqualTo", "NotEqualTo") or not asked_approval(condition, context):
            continue
        literal = text_of(condition.right, context.names)
        if literal is None or literal in (APPROVE, REJECT):
            continue
        never = "never holds" if condition.operator == "EqualTo" else "always holds"
        yield Found(
            condition.where("right"),
            f'{condition.left.text} is "{APPROVE}" or "{REJECT}", spelled so; the comparison with "{literal}" in '
            f"{subject_of(clause)} {never}.",
            help=did_you_mean(literal, (APPROVE, REJECT), f'Compare with "{APPROVE}" or "{REJECT}".'),
        )
