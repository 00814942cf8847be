"""A connector that leads nowhere."""

from collections.abc import Iterator

from ...grammar.model import Orchestration
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import did_you_mean
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    needs_whole=True,
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
    """Report every edge of the graph whose target is no element. An edge that leaves Start has no source."""
    for edge in context.graph.edges:
        if edge.target is None or context.names.target(edge.target):
            continue
        yield Found(
            edge.span,
            f'{edge.source or "Start"} leads to "{edge.target}", but no stage or decision has that API name.',
            did_you_mean(
                edge.target, context.graph.elements, "Connect it to a stage or decision, or let the path end."
            ),
            element=context.path(*filter(None, (edge.source,))),
        )
