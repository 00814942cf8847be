"""Where steps stand in a set of states."""

from __future__ import annotations

from ...grammar.condition import All, Any, Condition, Logic, Not, Requirements, Row, Unreadable
from ...grammar.model import Step
from ..diagrams.diagrams import EMPTY
from ..encoding.places import Rest
from ..encoding.statuses import NOT_STARTED
from ..finding import Confidence, Severity
from .analysis import Analysis


def certainty(analysis: Analysis) -> tuple[Severity, Confidence]:
    """How sure it is that nothing helps: where values are only sampled, another one may."""
    if analysis.encoding.space.notes:
        return Severity.WARNING, Confidence.LIKELY
    return Severity.ERROR, Confidence.CERTAIN


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


def pivotal(analysis: Analysis, states: int, requirements: Requirements | None) -> tuple[Condition, ...]:
    """The conditions that hold in none of the states and any one of which would be enough, if it held in the first of
    them; where no single one is, all that hold in none of the states.
    """
    if requirements is None:
        return ()
    diagrams = analysis.model.diagrams
    sets = [
        analysis.model.set_of(analysis.encoding.space.condition(condition).true)
        for condition in requirements.conditions
    ]
    first = diagrams.valuation(diagrams.pick(states))
    truths = [diagrams.intersection(first, found) != EMPTY for found in sets]
    never = [number for number, found in enumerate(sets) if diagrams.intersection(states, found) == EMPTY]
    enough = [
        number
        for number in never
        if _holds(requirements.logic, [truth or place == number for place, truth in enumerate(truths)])
    ]
    return tuple(requirements.conditions[number] for number in enough or never)


def _holds(logic: Logic, truths: list[bool]) -> bool:
    match logic:
        case Row(number=number):
            return truths[number - 1]
        case All(parts=parts):
            return all(_holds(part, truths) for part in parts)
        case Any(parts=parts):
            return any(_holds(part, truths) for part in parts)
        case Not(part=part):
            return not _holds(part, truths)
        case Unreadable():
            return False
