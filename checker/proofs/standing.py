"""Where steps stand in a set of states."""

from __future__ import annotations

from ...grammar.model import Step
from ..diagrams.diagrams import EMPTY
from ..encoding.places import Rest
from ..encoding.statuses import NOT_STARTED
from .analysis import Analysis


def not_started(analysis: Analysis, location: int, states: int) -> tuple[Step, ...]:
    """The steps of the stage at a location that are Not Started in every one of the states."""
    place = analysis.encoding.places[location]
    assert isinstance(place, Rest)  # noqa: S101  # stages wait at rests
    stage = analysis.program.stages[place.stage]
    written = analysis.program.orchestration.stages[place.stage]
    found: list[Step] = []
    for step in stage.steps:
        variable = analysis.encoding.statuses.step(stage.index, step.index)
        idle = analysis.model.diagrams.literal(variable, 1 << NOT_STARTED)
        if analysis.model.diagrams.difference(states, idle) == EMPTY:
            found.append(written.steps[step.index])
    return tuple(found)
