"""Stages in which a run stays for ever if no person ever acts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from ...engine.program.program import StageProgram
from ..diagrams.diagrams import EMPTY
from ..encoding.places import Rest
from ..encoding.system import Duty
from ..fixpoint.reach import reaching

if TYPE_CHECKING:
    from .analysis import Analysis

HELP: Final = frozenset({"set", "evaluate", "publish", "complete late"})
"""What may get a waiting run going although nobody is obliged to do it."""


class Inaction(NamedTuple):
    """By location, the reached states at rest in which only people have something to do: `lost` are those where nothing else
    leads on, in the others a record change, an evaluation flow or a published event may.
    """

    waiting: Mapping[int, int]
    lost: Mapping[int, int]


def left_to_people(analysis: Analysis, place: Rest) -> int:
    """The valuations in which some work item of the stage is open and no flow is to give a result."""
    stage = analysis.program.stages[place.stage]
    diagrams = analysis.model.diagrams
    flows = diagrams.intersection_of(analysis.not_busy(stage, step) for step in stage.steps if not step.asks)
    people = diagrams.union_of(analysis.busy(stage, step) for step in stage.steps if step.asks)
    return diagrams.intersection(flows, people)


def inaction(analysis: Analysis) -> Inaction:
    """Where runs wait for people, and where for them alone."""
    diagrams = analysis.model.diagrams
    waiting: dict[int, int] = {}
    for number, place in analysis.rests:
        states = diagrams.intersection(left_to_people(analysis, place), analysis.reached[number])
        if states != EMPTY:
            waiting[number] = states
    if not waiting:
        return Inaction({}, {})
    out = _ways_out(analysis, waiting)
    lost = {number: diagrams.difference(states, out[number]) for number, states in waiting.items()}
    return Inaction(waiting, {number: states for number, states in lost.items() if states != EMPTY})


def _ways_out(analysis: Analysis, waiting: Mapping[int, int]) -> list[int]:
    """The states from which the world and the engine, without people, lead to a result that is due or out of the stage."""
    diagrams, edges, locations = analysis.model.diagrams, analysis.system.edges, analysis.system.locations

    def follows(edge: int) -> bool:
        move = edges[edge]
        return move.duty is Duty.ENGINE or move.label.event in HELP

    goals = analysis.model.everywhere(EMPTY)
    for number, place in analysis.locations():
        if isinstance(place, Rest):
            nobody = (
                EMPTY if place.queue else diagrams.union(waiting.get(number, EMPTY), analysis.idle(place))
            )
            goals[number] = diagrams.difference(analysis.reached[number], nobody)
    for number, edge in enumerate(edges):
        stage = locations[edge.source].stage
        if follows(number) and stage is not None and stage != locations[edge.target].stage:
            before = analysis.model.moves[number].backward(analysis.reached[edge.target])
            goals[edge.source] = diagrams.union(goals[edge.source], before)
    return reaching(
        analysis.model,
        goals,
        lambda edge: (
            follows(edge) and locations[edges[edge].source].stage == locations[edges[edge].target].stage
        ),
        analysis.reached,
    )


def asked(analysis: Analysis, stage: StageProgram, lost: Mapping[int, int]) -> tuple[int, ...]:
    """The indexes of the steps of a stage whose work items are open in some state in which nothing else leads out."""
    diagrams = analysis.model.diagrams
    return tuple(
        step.index
        for step in stage.steps
        if step.asks
        and any(
            diagrams.intersection(states, analysis.busy(stage, step)) != EMPTY
            for number, states in lost.items()
            if analysis.system.locations[number].stage == stage.index
        )
    )
