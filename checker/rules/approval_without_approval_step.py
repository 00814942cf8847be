"""An approval process that asks nobody."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..approvals import approval_steps
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    needs_whole=True,
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    preset=Preset.RECOMMENDED,
    summary="An approval process has no approval step that a run can reach.",
    rationale="A submission becomes Approved when its run completes and no work item was rejected. Without an "
    "approval step there is no work item, so every submission is approved.",
    source='Salesforce Help, "Flow Approval Processes"',
    bad="""
approval Contract {
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Review { where Status = "Draft"  only when changed to meet }
  stage Review { background Inform calls Send_Mail }
  flow Send_Mail { type AutoLaunchedFlow }
}
""",
    good="""
approval Contract {
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Review { where Status = "Draft"  only when changed to meet }
  stage Review {
    background Inform calls Send_Mail
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal
  }
  flow Send_Mail { type AutoLaunchedFlow }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report an approval process whose reachable stages hold no approval step."""
    reached = context.graph.reachable
    if not orchestration.is_approval or not reached:
        return
    if not any(stage.name in reached for stage, _ in approval_steps(orchestration)):
        yield Found(
            orchestration.where("name"),
            f"No path of {orchestration.name} has an approval step, so every submission is approved without anybody "
            "being asked.",
            help="Add an approval step, or make it an orchestration.",
        )
