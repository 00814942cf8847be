"""Steps that are still in progress as their stage completes.

Such a step has status In Progress until then. Whether somebody still holds its work item is another question: a person may
have acted, and the step waits for its own exit condition.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...engine.program.program import StageProgram, StepProgram
from ..diagrams.diagrams import EMPTY
from ..encoding.places import Rest
from ..encoding.system import Duty
from ..finding import TraceStep
from ..fixpoint.reach import reaching
from .analysis import Analysis
from .evidence import nearest, nearest_run
from .onward import run_onward
from .united import united


class CutOff(NamedTuple):
    """A step somebody holds a work item of while the stage completes: `goals` are the states in which it does, by
    location. `start`, where there are any: it may be the very moment in which the step starts, from these states.
    """

    step: StepProgram
    goals: dict[int, int]
    start: dict[int, int]


def left_in_progress(analysis: Analysis, stage: StageProgram) -> Iterator[tuple[StepProgram, dict[int, int]]]:
    """The steps that some run leaves in progress as the stage completes, and by location the states in which it does."""
    if stage.exit is None and stage.exit_flow is None:
        return
    for step in stage.steps:
        goals = _completing(analysis, stage, analysis.in_progress(stage, step))
        if goals:
            yield step, goals


def leaving(analysis: Analysis, stage: StageProgram) -> Iterator[tuple[int, int]]:
    """By location, the valuations in which the stage may complete with a step in progress, whether runs get there or not."""
    busy = analysis.model.diagrams.union_of(analysis.in_progress(stage, step) for step in stage.steps)
    for edge in analysis.edges_of("complete stage", stage.name):
        possible = analysis.model.moves[edge].possible
        yield analysis.system.edges[edge].source, analysis.model.diagrams.intersection(possible, busy)


def cut_off(analysis: Analysis, stage: StageProgram) -> Iterator[CutOff]:
    """The steps with work items that some run leaves in progress as the stage completes, in the order of the stage."""
    if stage.exit is None and stage.exit_flow is None:
        return
    for step in stage.steps:
        if step.asks:
            goals = _completing(analysis, stage, analysis.busy(stage, step))
            if goals:
                yield CutOff(step, goals, _at_once(analysis, stage, step, goals))


def run_of_cut_off(analysis: Analysis, cut: CutOff) -> tuple[TraceStep, ...]:
    """The shortest run in which it happens, in the moment in which the step starts where that can be."""
    if not cut.start:
        return nearest_run(analysis, cut.goals)
    location = nearest(analysis, cut.start)
    stage = analysis.system.locations[location].stage
    return run_onward(
        analysis, location, cut.start[location], cut.goals, lambda edge: _goes_on(analysis, edge, stage)
    )


def _completing(analysis: Analysis, stage: StageProgram, busy: int) -> dict[int, int]:
    """By location, those of the states in which the stage completes next."""
    diagrams = analysis.model.diagrams
    found: dict[int, int] = {}
    for edge in analysis.edges_of("complete stage", stage.name):
        states = diagrams.intersection(analysis.states_taking(edge), busy)
        if states != EMPTY:
            location = analysis.system.edges[edge].source
            found[location] = diagrams.union(found.get(location, EMPTY), states)
    return found


def _at_once(
    analysis: Analysis, stage: StageProgram, step: StepProgram, goals: dict[int, int]
) -> dict[int, int]:
    """Where the step starts and the engine goes on to complete the stage without waiting for anybody."""
    wanted = analysis.model.everywhere(EMPTY)
    for location, states in goals.items():
        wanted[location] = states
    before = reaching(
        analysis.model, wanted, lambda edge: _goes_on(analysis, edge, stage.index), analysis.reached
    )
    moves = ((edge, analysis.system.edges[edge]) for edge in analysis.edges_of("start", step.name))
    backward, reached = analysis.model.moves, analysis.reached
    return united(
        analysis,
        (
            {
                move.source: analysis.model.diagrams.intersection(
                    backward[edge].backward(before[move.target]), reached[move.source]
                )
            }
            for edge, move in moves
        ),
    )


def _goes_on(analysis: Analysis, edge: int, stage: int | None) -> bool:
    """Whether nobody is waited for: the engine within the stage, and results of synchronous flows."""
    move = analysis.system.edges[edge]
    place = analysis.encoding.places[move.source]
    is_synchronous = move.duty is Duty.RESULT and isinstance(place, Rest) and bool(place.queue)
    return (
        (move.duty is Duty.ENGINE or is_synchronous)
        and move.label.event != "fail"
        and analysis.system.locations[move.source].stage == stage
    )
