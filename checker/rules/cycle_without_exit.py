"""A circle that leads nowhere else."""

from collections.abc import Iterator

from ...grammar.model import Decision, Orchestration
from ..circles import circles
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import listed
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    needs_whole=True,
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
    """Report each circle without a way out.

    A stage that leads straight to itself, and decisions that only lead to each other, are other rules' matter.
    """
    graph = context.graph
    if len(graph.can_end) == len(graph.elements):
        return
    ends = {edge.source for edge in graph.edges if graph.is_dangling(edge)}
    for circle in circles(graph, graph.reachable - graph.can_end):
        first, *others = circle
        members = [graph.elements[name] for name in circle]
        if not ends.isdisjoint(circle) or len(members) == 1:
            continue
        if all(isinstance(member, Decision) for member in members):
            continue
        yield Found(
            members[0].where("name"),
            f"{listed(circle)} lead only to each other: a run that gets there never reaches End and stays In Progress.",
            help="Give one of them a path that leaves the circle.",
            related=tuple((graph.elements[name].where("name"), "part of the circle") for name in others),
            element=context.path(first),
        )
