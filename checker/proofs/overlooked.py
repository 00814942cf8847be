"""Stages whose conditions nothing makes the run look at again."""

from __future__ import annotations

from typing import NamedTuple

from ...engine.program.program import StageProgram
from ..diagrams.diagrams import EMPTY
from ..encoding.system import Duty
from ..fixpoint.reach import reaching
from .analysis import Analysis

CHANGES = frozenset({"set", "evaluate", "complete late"})
"""What changes in the world by itself; it wakes a run only where a condition of the stage names the field."""


class Overlooked(NamedTuple):
    """A stage that rests, in `states` by location, where only a published event makes the run judge its conditions again.

    `flows`: the evaluation flows that the stage asks; where there are none, some condition holds already.
    """

    stage: StageProgram
    states: dict[int, int]
    flows: tuple[str, ...]


def overlooked(analysis: Analysis) -> tuple[Overlooked, ...]:
    """One for each stage that has such states: nobody is obliged to act there, no change of the world wakes the run, and a
    published event would get it going.
    """
    if not any(states != EMPTY for states in analysis.helped.values()):
        return ()
    diagrams, edges = analysis.model.diagrams, analysis.system.edges
    woken = reaching(
        analysis.model,
        analysis.on_the_move,
        lambda edge: edges[edge].label.event in CHANGES or edges[edge].duty is Duty.ENGINE,
        analysis.reached,
    )
    found: dict[int, Overlooked] = {}
    for location, place in analysis.rests:
        only = diagrams.difference(analysis.helped.get(location, EMPTY), woken[location])
        stage = analysis.program.stages[place.stage]
        if only == EMPTY:
            continue
        flows = _asked(analysis, stage)
        states = only if flows else diagrams.intersection(only, _moved_by_publishing(analysis, location))
        if states != EMPTY:
            found.setdefault(place.stage, Overlooked(stage, {}, flows)).states[location] = states
    return tuple(found[stage] for stage in sorted(found))


def _moved_by_publishing(analysis: Analysis, location: int) -> int:
    """The states at a rest from which a published event, and the engine behind it, lead to where somebody has to act."""
    edges = analysis.system.edges
    before = reaching(
        analysis.model,
        analysis.on_the_move,
        lambda edge: edges[edge].duty is Duty.ENGINE,
        analysis.reached,
    )
    states = EMPTY
    for edge in analysis.model.outgoing[location]:
        if edges[edge].label.event == "publish":
            back = analysis.model.moves[edge].backward(before[edges[edge].target])
            states = analysis.model.diagrams.union(states, back)
    return analysis.model.diagrams.intersection(states, analysis.reached[location])


def _asked(analysis: Analysis, stage: StageProgram) -> tuple[str, ...]:
    asked = [stage.exit_flow, *(flow for step in stage.steps for flow in (step.entry_flow, step.exit_flow))]
    return tuple(dict.fromkeys(analysis.program.flows[flow] for flow in asked if flow is not None))
