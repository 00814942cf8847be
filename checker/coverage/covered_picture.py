"""The picture of a definition with what runs came by: how often, and grey where they never were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ...grammar.flow_graph import START, Edge, FlowGraph
from ...grammar.model import Decision, Orchestration
from ..drawing.composition import compose
from ..drawing.picture import Arrow, Picture, Shape, Shown, StepRow, Tone
from ..random_runs.features import DEFAULT_OUTCOME, ON_ERROR, THEN, Feature, feature
from ..random_runs.features import START as START_CONNECTOR
from ..reports.words import plural

Counts = Mapping[str, int]
NEVER = "never in these runs"


def covered_picture(orchestration: Orchestration, counts: Counts) -> Picture:
    """`counts`: how often each feature was seen. Elements and connectors that were not are drawn as never reached."""
    picture, graph = compose(orchestration), FlowGraph.of(orchestration)
    edges = [
        (edge, number) for name in (START, *graph.flow_order()) for number, edge in enumerate(graph.out(name))
    ]
    arrows = tuple(
        _arrow(arrow, _times(orchestration, edge, number, counts))
        for arrow, (edge, number) in zip(picture.arrows, edges, strict=True)
    )
    reached = {arrow.target for arrow in arrows if arrow.tone is not Tone.UNREACHABLE}
    nodes = tuple(_node(node, counts, is_reached=node.id in reached) for node in picture.nodes)
    return replace(
        picture, subtitle=f"{picture.subtitle} · coverage of random runs", nodes=nodes, arrows=arrows
    )


def _node(node: Shown, counts: Counts, *, is_reached: bool) -> Shown:
    if node.shape is Shape.STAGE:
        entered = _status(counts, node.name, "InProgress")
        steps = tuple(_step(node.name, step, counts) for step in node.steps)
        failed = _status(counts, node.name, "Error")
        words = (
            f"In Progress {plural(entered, 'time')}, failed {plural(failed, 'time')}" if entered else NEVER
        )
        return replace(
            node, tone=node.tone if entered else Tone.UNREACHABLE, steps=steps, foot=(*node.foot, words)
        )
    if node.shape in (Shape.DECISION, Shape.END) and not is_reached:
        return replace(node, tone=Tone.UNREACHABLE)
    return node


def _step(stage: str, step: StepRow, counts: Counts) -> StepRow:
    name = f"{stage}/{step.name}"
    started = _status(counts, name, "InProgress")
    told = (
        f"started {plural(started, 'time')}, completed {_status(counts, name, 'Completed')}, "
        f"failed {_status(counts, name, 'Error')}"
    )
    return replace(step, lines=(*step.lines, told if started else NEVER))


def _status(counts: Counts, element: str, status: str) -> int:
    return counts.get(feature(Feature.STATUS, f"{element}={status}"), 0)


def _arrow(arrow: Arrow, times: int | None) -> Arrow:
    if times is None:
        return arrow
    if not times:
        return replace(arrow, tone=Tone.UNREACHABLE, lines=(*arrow.lines, NEVER))
    return replace(arrow, lines=(*arrow.lines, plural(times, "time")))


def _times(orchestration: Orchestration, edge: Edge, number: int, counts: Counts) -> int | None:
    """How often a connector was followed; None where that is not counted."""
    decision = next((each for each in orchestration.decisions if each.name == edge.source), None)
    if isinstance(decision, Decision):
        outcomes = decision.outcomes
        name = outcomes[number].name if number < len(outcomes) else DEFAULT_OUTCOME
        return counts.get(feature(Feature.OUTCOME, f"{decision.name}={name}"), 0)
    match edge.kind:
        case "fault":
            return counts.get(feature(Feature.CONNECTOR, f"{edge.source} {ON_ERROR}"), 0)
        case "recall":
            return None
        case _ if edge.source == START:
            return counts.get(feature(Feature.CONNECTOR, START_CONNECTOR), 0)
        case _:
            return counts.get(feature(Feature.CONNECTOR, f"{edge.source} {THEN}"), 0)
