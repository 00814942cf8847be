"""Where the conditions of an outcome, a step or a stage are judged, and in which states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...grammar.model import Outcome, Stage, Step
from ..diagrams.diagrams import EMPTY
from ..encoding.news import first_bit
from ..encoding.places import Enter, Exits, Place, Starts
from ..encoding.statuses import FINISHED, IN_PROGRESS, NOT_STARTED
from .analysis import Analysis

Owner = Outcome | Step | Stage


def judged_at(
    analysis: Analysis, owner: Owner, role: str = "", within: Sequence[int] | None = None
) -> Iterator[tuple[int, int]]:
    """Locations, each with the reached states (or those of `within`) in which the conditions are judged. `role`: those of a
    step's `entry` or `exit`; empty: both. An outcome counts as judged wherever its decision is.
    """
    diagrams, reached = analysis.model.diagrams, analysis.reached if within is None else within
    match owner:
        case Outcome():
            for location in analysis.at_decision(analysis.decision_of[id(owner)]):
                if reached[location] != EMPTY:
                    yield location, reached[location]
        case Stage():
            for location in analysis.in_stage(analysis.program.stage_index[owner.name.casefold()]):
                if reached[location] != EMPTY and _statuses(analysis.encoding.places[location], None, role):
                    yield location, reached[location]
        case Step():
            stage, step = analysis.program.places[owner.name.casefold()]
            variable = analysis.encoding.statuses.step(stage, step)
            for location in analysis.in_stage(stage):
                statuses = _statuses(analysis.encoding.places[location], step, role)
                states = diagrams.intersection(reached[location], diagrams.literal(variable, statuses))
                if states != EMPTY:
                    yield location, states


def _statuses(place: Place, step: int | None, role: str) -> int:
    """The statuses (as bits) in which conditions of a step, or of a stage where `step` is None, are judged at a place."""
    match place:
        case Enter(step=number) if role != "exit":
            return 1 << NOT_STARTED if number == step else 0
        case Starts(starts=starts, step=first, queue=queue) if role != "exit" and step is not None:
            return 1 << NOT_STARTED if first_bit(starts, first) == step and step not in queue else 0
        case Exits(exits=exits, step=first) if role != "entry" and first_bit(exits, first) == step:
            return 1 << IN_PROGRESS | 1 << FINISHED
        case _:
            return 0
