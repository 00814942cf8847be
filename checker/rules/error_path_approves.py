"""An error that ends as an approval."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..approvals import approval_steps
from ..context import Context
from ..finding import Confidence, Severity
from ..paths import ending, leading_to
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    proves=True,
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
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report each fault path on which a run can come to End and asks nobody, where approvals of the main path are left out.
    Where the definition is too large for its sets, the connectors alone are followed.
    """
    from ..proofs.approving import Approving

    if not orchestration.is_approval:
        return
    analysis = context.proofs.analysis
    approving = None if analysis is None else Approving(analysis)
    graph = context.graph
    asking = {stage.name for stage, _ in approval_steps(orchestration)}
    before = leading_to(graph, asking)
    unasked = leading_to(graph, ending(graph), avoiding=asking)
    for edge in graph.edges:
        if (
            edge.kind != "fault"
            or edge.source not in before
            or not (edge.target is None or edge.target in unasked)
        ):
            continue
        if approving is None or approving.by_error(edge.source):
            yield Found(
                edge.span,
                f"If stage {edge.source} fails before anyone rejects, its fault path can reach End without asking an "
                "approver, and the submission becomes Approved.",
                help="Let the fault path end in a stage whose approval step decides.",
                element=context.path(edge.source),
            )
