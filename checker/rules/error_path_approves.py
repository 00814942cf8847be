"""An error that ends as an approval."""

from collections.abc import Iterator

from ...grammar.model import Stage
from ..approvals import approval_steps
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Stage,
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    preset=Preset.RECOMMENDED,
    summary="A fault path ends the run before anyone has approved, and the submission becomes Approved.",
    rationale="A fault path that ends without a further error completes the run, and a submission of a completed run "
    "is Approved when no work item was rejected. An error before anybody decides then counts as an approval.",
    source='Salesforce Help, "Flow Approval Process Stages", fault paths',
    bad="""
approval Contract {
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Review { where Status = "Draft"  only when changed to meet }
  stage Review {
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal
    on error -> Tell
  }
  stage Tell { background Inform calls Send_Mail }
  flow Send_Mail { type AutoLaunchedFlow }
}
""",
    good="""
approval Contract {
  setting runInMode "SystemModeWithoutSharing"
  start when Contract is updated -> Review { where Status = "Draft"  only when changed to meet }
  stage Review {
    approval Legal calls standard_approvals__EvaluateApproval assigned to group Legal
    on error -> Tell
  }
  stage Tell { approval Deputy calls standard_approvals__EvaluateApproval assigned to group Legal }
}
""",
)
def check(stage: Stage, context: Context) -> Iterator[Found]:
    """Report a fault path on which some way to End asks nobody, where approvals of the main path are left out."""
    graph = context.graph
    faults = [edge for edge in graph.out(stage.name) if edge.kind == "fault"]
    if not context.orchestration.is_approval or not faults:
        return
    asking = {other.name for other, _ in approval_steps(context.orchestration)}
    if asking.isdisjoint({stage.name} | graph.reachable_from(stage.name)):
        return
    waiting = [edge.target for edge in faults]
    seen: set[str | None] = set(asking)
    while waiting:
        name = waiting.pop()
        if name is None:
            yield Found(
                faults[0].span,
                f"If stage {stage.name} fails before anyone rejects, its fault path can reach End without asking an "
                "approver, and the submission becomes Approved.",
                help="Let the fault path end in a stage whose approval step decides.",
            )
            return
        if name not in seen:
            seen.add(name)
            waiting += [edge.target for edge in graph.out(name) if edge.kind != "fault"]
