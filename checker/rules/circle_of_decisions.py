"""Decisions that lead to each other."""

from collections.abc import Iterator

from ...grammar.model import Decision, Orchestration, Outcome
from ..circles import connected
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
    summary="Decisions lead back to each other with no stage between.",
    rationale="A decision takes no time and changes nothing, so a run that comes back to it through decisions alone "
    "meets the same values and takes the same outcomes, again and again: it never gets to a stage or to End.",
    source='Salesforce Help, "Orchestrations", Go To connectors; Metadata API, FlowDecision',
    bad="""
orchestration Order {
  start autolaunched -> Ready
  variable level: text input
  decision Ready {
    when level = "A" -> Check
    otherwise -> Known
  }
  decision Known {
    when level = null -> end, intended
    otherwise -> go to Ready
  }
  stage Check { background Look calls Look_Up  then end }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Ready
  variable level: text input
  decision Ready {
    when level = "A" -> Check
    otherwise -> Known
  }
  decision Known {
    when level = null -> end, intended
    otherwise -> Wait
  }
  stage Wait { background Retry calls Look_Up  then go to Ready }
  stage Check { background Look calls Look_Up  then end }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report each circle of decisions that a run can reach, at the connector that closes it."""
    graph = context.graph
    decisions = {name for name in graph.reachable if isinstance(graph.elements[name], Decision)}
    for circle in connected(graph, decisions):
        first, *others = circle
        members = frozenset(circle)
        if first in graph.can_end and _remembers(members, context):
            continue
        back = next(edge for edge in graph.into(first) if edge.source in members)
        whither, circuit = "itself", ""
        if others:
            whither, circuit = first, f" (the circle {listed(circle)})"
        yield Found(
            back.span,
            f"Decision {back.source} leads back to {whither} with no stage between{circuit}: nothing can change on the "
            "way, so a run that goes round once never ends.",
            help="Lead one of them to a stage, or to End.",
            related=tuple((graph.elements[name].where("name"), "part of the circle") for name in others),
            element=context.path(*filter(None, (back.source, back.outcome))),
        )


def _remembers(members: frozenset[str], context: Context) -> bool:
    """True where one of these decisions reads which decisions or outcomes a run has met: that changes on the way."""
    return any(
        isinstance(context.names.get(condition.left.root), Decision | Outcome)
        for decision in context.orchestration.decisions
        if decision.name in members
        for outcome in decision.outcomes
        for condition in outcome.requirements.conditions
    )
