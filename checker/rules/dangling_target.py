"""A connector that leads nowhere."""

from collections.abc import Iterator

from ...grammar.model import Decision, Orchestration, Stage
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="A connector leads to an element that does not exist.",
    rationale="The target of a connector must be a stage or decision of the same orchestration. Flow Builder cannot "
    "open or activate a definition with a connector into nothing.",
    source="Metadata API, FlowConnector: targetReference",
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up  then Chekc_Again }
  stage Check_Again { background Again calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up  then Check_Again }
  stage Check_Again { background Again calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report every edge of the graph whose target is no element."""
    for edge in context.graph.edges:
        if edge.target is not None and context.names.target(edge.target) is None:
            like = context.names.suggestion(edge.target, (Stage, Decision))
            origin = "Start" if edge.kind in ("start", "recall") else edge.source
            yield Found(
                edge.span,
                f'{origin} leads to "{edge.target}", but no stage or decision has that API name.',
                help=f'Did you mean "{like}"?' if like else "Connect it to a stage or decision, or let the path end.",
                element=orchestration.name if origin == "Start" else context.path(origin),
            )
