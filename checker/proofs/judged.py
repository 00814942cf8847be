"""Where the conditions of an outcome, a step or a stage are judged, and in which states."""

from __future__ import annotations

from collections.abc import Iterator

from ...grammar.model import Outcome, Stage, Step
from ..diagrams.diagrams import EMPTY
from ..encoding.news import first_bit
from ..encoding.places import Enter, Exits, Follow, Place, Starts
from ..encoding.statuses import FINISHED, IN_PROGRESS, NOT_STARTED
from .analysis import Analysis

Owner = Outcome | Step | Stage


def judged_at(analysis: Analysis, owner: Owner, role: str = "") -> Iterator[tuple[int, int]]:
    """Locations, each with the reached states in which the conditions are judged. `role`: those of a step's `entry` or
    `exit`; empty: both. An outcome counts as judged wherever its decision is.
    """
    decision, stage, step = _indexes(analysis, owner)
    diagrams = analysis.model.diagrams
    for location, place in analysis.locations():
        states = analysis.reached[location]
        if states == EMPTY:
            continue
        if isinstance(place, Follow):
            if decision is not None and analysis.system.locations[location].decision == decision:
                yield location, states
        elif getattr(place, "stage", None) == stage:
            statuses = _statuses(place, step, role)
            if step is not None:
                literal = diagrams.literal(analysis.encoding.statuses.step(place.stage, step), statuses)  # type: ignore[union-attr]  # it has a stage
                states = diagrams.intersection(states, literal)
            if statuses and states != EMPTY:
                yield location, states


def _indexes(analysis: Analysis, owner: Owner) -> tuple[int | None, int | None, int | None]:
    program = analysis.program
    match owner:
        case Outcome():
            found = (
                index
                for index, decision in enumerate(program.orchestration.decisions)
                if any(one is owner for one in decision.outcomes)
            )
            return next(found), None, None
        case Stage():
            return None, program.stage_index[owner.name.casefold()], None
        case Step():
            stage, step = program.places[owner.name.casefold()]
            return None, stage, step


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
