"""Steps of a stage that are in progress at the same time."""

from __future__ import annotations

from ...engine.program.program import StageProgram, StepProgram
from ..diagrams.diagrams import EMPTY
from ..encoding.places import Enter, Exits, Rest, Starts
from ..encoding.statuses import FINISHED, IN_PROGRESS
from .analysis import Analysis


def both_in_progress(
    analysis: Analysis, stage: StageProgram, first: StepProgram, second: StepProgram
) -> dict[int, int]:
    """The states, by location, in which both steps are In Progress; none: no run gets there."""
    return _moments(analysis, stage, (first, second), 1 << IN_PROGRESS | 1 << FINISHED, in_any_order=False)


def complete_in_any_order(
    analysis: Analysis, stage: StageProgram, first: StepProgram, second: StepProgram
) -> dict[int, int]:
    """The states, by location, in which both steps are to give a result, and either may come first. Results of synchronous
    flows, which come in the order in which the flows started, do not count.
    """
    return _moments(analysis, stage, (first, second), 1 << IN_PROGRESS, in_any_order=True)


def _moments(
    analysis: Analysis,
    stage: StageProgram,
    steps: tuple[StepProgram, ...],
    statuses: int,
    *,
    in_any_order: bool,
) -> dict[int, int]:
    diagrams = analysis.model.diagrams
    found: dict[int, int] = {}
    for location in analysis.in_stage(stage.index):
        place = analysis.encoding.places[location]
        if not isinstance(place, Rest | Enter | Exits | Starts):
            continue
        if not set(steps) <= set(analysis.steps_at(place)):
            continue
        states = analysis.reached[location]
        for step in steps:
            variable = analysis.encoding.statuses.step(stage.index, step.index)
            states = diagrams.intersection(states, diagrams.literal(variable, statuses))
        waits = isinstance(place, Rest) and not place.queue
        if states != EMPTY and (waits or not in_any_order):
            found[location] = states
    return found
