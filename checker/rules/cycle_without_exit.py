"""A circle that leads nowhere else."""

from collections.abc import Iterator

from ...grammar.model import Orchestration, Stage
from ..circles import circles
from ..context import Context
from ..finding import Confidence, Severity
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    severity=Severity.ERROR,
    confidence=Confidence.CERTAIN,
    preset=Preset.CORRECTNESS,
    summary="From a circle of elements no path leads to End.",
    rationale="Go To connectors make loops. When no outcome in the loop leads out of it, a run that enters it goes "
    "round for ever: it stays In Progress until somebody cancels it or a step fails.",
    source='Salesforce Help, "Orchestrations", Go To connectors',
    bad="""
orchestration Order {
  start autolaunched -> Collect
  stage Collect { background Look calls Look_Up  then Is_Approved }
  decision Is_Approved {
    when Look.Outputs.isApproved = true -> Provision
    otherwise -> go to Collect
  }
  stage Provision { background Send calls Look_Up  then go to Collect }
  flow Look_Up { type AutoLaunchedFlow  out isApproved: boolean }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Collect
  stage Collect { background Look calls Look_Up  then Is_Approved }
  decision Is_Approved {
    when Look.Outputs.isApproved = true -> Provision
    otherwise -> go to Collect
  }
  stage Provision { background Send calls Look_Up  then end }
  flow Look_Up { type AutoLaunchedFlow  out isApproved: boolean }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report each circle without a way out; a stage that leads straight to itself is another rule's matter."""
    graph = context.graph
    if len(graph.can_end) == len(graph.elements):
        return
    ends = {edge.source for edge in graph.edges if graph.is_dangling(edge)}
    for circle in circles(graph, graph.reachable - graph.can_end):
        alone = isinstance(graph.elements[circle[0]], Stage) and len(circle) == 1
        if alone or not ends.isdisjoint(circle):
            continue
        first = graph.elements[circle[0]]
        yield Found(
            first.where("name"),
            f"{_joined(circle)} lead only to each other: a run that gets there never reaches End and stays In Progress."
            if len(circle) > 1
            else f"Every path of decision {circle[0]} leads back to it: a run that gets there never reaches End.",
            help="Give one of them a path that leaves the circle.",
            related=tuple((graph.elements[name].where("name"), "part of the circle") for name in circle[1:]),
            element=context.path(circle[0]),
        )


def _joined(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"
