"""The states that settle a claim by being reached, or by being out of reach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ...engine.program.program import StageProgram
from ..encoding.guard import FALSE, Guard, In, all_of, any_of
from ..encoding.statuses import FINISHED, IN_PROGRESS
from .analysis import Analysis
from .reachability import INACTION, reachings

WAITS = "never-waits-forever"
EARLY = "completes-after-steps"


class Asked(NamedTuple):
    """A claim by what it is about (the property, and the path of the element below the definition), and the states, by
    location, that settle it. `edges`: a run has to take one of these, from there.
    """

    property: str
    element: str
    goals: Mapping[int, Guard]
    edges: tuple[int, ...] = ()

    def told(self) -> str:
        """The claim in one word, as the obligations of a definition have it behind its name."""
        return f"{self.element}:{self.property}"


def asked_of(analysis: Analysis) -> Iterator[Asked]:
    """Every claim that is about states: what is reached, where stages wait, who is left behind as they complete.

    They are in the order in which they help each other: what never starts never waits either.
    """
    for claim in reachings(analysis):
        yield Asked(claim.property, claim.element, before(analysis, claim.edges), claim.edges)
    for stage in analysis.program.stages:
        yield Asked(WAITS, stage.name, idle(analysis, stage))
        yield Asked(EARLY, stage.name, _left_behind(analysis, stage))
        if any(step.asks for step in stage.steps):
            yield Asked(INACTION, stage.name, _left_to_people(analysis, stage))


def before(analysis: Analysis, edges: tuple[int, ...]) -> dict[int, Guard]:
    """The states in which one of the edges may be taken, as far as its guard goes."""
    found: dict[int, Guard] = {}
    for number in edges:
        edge = analysis.system.edges[number]
        found[edge.source] = any_of((found.get(edge.source, FALSE), edge.guard))
    return found


def _rests(analysis: Analysis, stage: StageProgram) -> Iterator[int]:
    for number, place in analysis.rests:
        if place.stage == stage.index:
            yield number


def _status(analysis: Analysis, stage: StageProgram, step: int, *statuses: int, among: bool = True) -> In:
    variable = analysis.encoding.statuses.step(stage.index, step)
    values = sum(1 << status for status in statuses)
    every = (1 << len(analysis.system.variables[variable].values)) - 1
    return In(variable, values if among else every & ~values)


def idle(analysis: Analysis, stage: StageProgram) -> dict[int, Guard]:
    """Where a stage rests, by location: the states in which none of its steps is to give a result."""
    nobody = all_of(_status(analysis, stage, step.index, IN_PROGRESS, among=False) for step in stage.steps)
    return dict.fromkeys(_rests(analysis, stage), nobody)


def _left_behind(analysis: Analysis, stage: StageProgram) -> dict[int, Guard]:
    busy = any_of(_status(analysis, stage, step.index, IN_PROGRESS, FINISHED) for step in stage.steps)
    edges = analysis.edges_of("complete stage", stage.name)
    return {place: all_of((guard, busy)) for place, guard in before(analysis, tuple(edges)).items()}


def _left_to_people(analysis: Analysis, stage: StageProgram) -> dict[int, Guard]:
    flows = [
        _status(analysis, stage, step.index, IN_PROGRESS, among=False)
        for step in stage.steps
        if not step.asks
    ]
    people = any_of(_status(analysis, stage, step.index, IN_PROGRESS) for step in stage.steps if step.asks)
    return dict.fromkeys(_rests(analysis, stage), all_of((*flows, people)))
