"""Submissions that are approved without anybody being asked."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    proves=True,
    severity=Severity.NOTE,
    confidence=Confidence.CERTAIN,
    preset=Preset.RECOMMENDED,
    summary="An approval run can complete, and its submission be Approved, without any approval step having started.",
    rationale="A submission becomes Approved when its run completes and no work item was rejected, also where there was "
    "none. Skipping the approval may be meant for small amounts, say; a path that only ends the run because nothing is to be "
    "done approves too.",
    source='Salesforce Help, "Flow Approval Processes"',
    bad="""
approval Contract {
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Small { where Status = "Draft"  only when changed to meet }
  decision Small {
    when $Record.Amount__c > 100 -> Review
    otherwise -> end, intended
  }
  stage Review { approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal }
}
""",
    good="""
approval Contract {
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Small { where Status = "Draft"  only when changed to meet }
  decision Small {
    when $Record.Amount__c > 100 -> Review
    otherwise -> Quick
  }
  stage Review { approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal }
  stage Quick { approval Clerk calls standard_approvals__EvaluateApproval assigned to group Clerks }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Note it once, with the shortest such run."""
    from ..proofs.approving import Approving, run_of_way

    analysis = context.proofs.analysis
    if analysis is None or not orchestration.is_approval:
        return
    way = Approving(analysis).unasked
    if way is not None:
        yield Found(
            orchestration.where("name"),
            f"A run of {orchestration.name} can complete without any approval step having started; its submission is "
            "Approved then.",
            help="Leave it so where that is meant; else ask somebody on that way too.",
            trace=run_of_way(analysis, way),
        )
