"""A stage or decision that no run can enter."""

from collections.abc import Iterator

from ...grammar.model import Decision, Orchestration, Stage
from ..context import Context
from ..finding import Confidence, Severity
from ..prose import listed
from ..rule import Found, Preset, rule


@rule(
    on=Orchestration,
    needs_whole=True,
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    preset=Preset.RECOMMENDED,
    summary="No path leads from Start to an element.",
    rationale="A run goes only where connectors lead: from Start, along fault paths, and for approvals along the "
    "recall path. An element that none of them reaches is never entered, and its steps never start.",
    source='Salesforce Help, "Orchestrations", connectors; Metadata API, FlowConnector',
    bad="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up }
  stage Ship { background Send calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
    good="""
orchestration Order {
  start autolaunched -> Check
  stage Check { background Look calls Look_Up  on error -> Ship }
  stage Ship { background Send calls Look_Up }
  flow Look_Up { type AutoLaunchedFlow }
}
""",
)
def check(orchestration: Orchestration, context: Context) -> Iterator[Found]:
    """Report the first element of each part that no run reaches.

    Silent where Start leads nowhere, and about what may lie behind a connector into nothing: those are reported.
    """
    graph = context.graph
    reached = set(graph.reachable)
    if not reached or len(reached) == len(graph.elements):
        return
    for edge in graph.edges:
        if graph.is_dangling(edge) and edge.target:
            meant = context.names.suggestion(edge.target, (Stage, Decision))
            if meant is None:
                return
            reached |= {meant} | graph.reachable_from(meant, fault=True)
    lost = [name for name in graph.elements if name not in reached]
    outside = set(lost)
    heads = [
        name
        for name in lost
        if not any(edge.source != name and edge.source in outside for edge in graph.into(name))
    ]
    told: set[str] = set()
    for name in (*heads, *lost):
        if name not in told:
            behind = sorted(graph.reachable_from(name, fault=True) - reached - told - {name})
            told |= {name, *behind}
            yield _found(name, behind, context)


def _found(name: str, behind: list[str], context: Context) -> Found:
    element = context.graph.elements[name]
    kind = "Stage" if isinstance(element, Stage) else "Decision"
    also = f", nor {listed(behind)} behind it" if behind else ""
    return Found(
        element.where("name"),
        f"{kind} {name} is not reached by any path from Start{also}: no run ever enters it.",
        help="Connect it where it belongs, or delete it.",
        element=context.path(name),
    )
