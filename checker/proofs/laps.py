"""Fault paths that lead back to the stage whose error they handle: each way round is a lap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ..diagrams.diagrams import EMPTY
from ..encoding.places import Follow
from ..encoding.system import Duty
from ..fixpoint.endless import endless

if TYPE_CHECKING:
    from ...engine.program.program import StageProgram
    from .analysis import Analysis


class Laps(NamedTuple):
    """The states right behind an error of a stage from which errors can bring the run back to it without end, by location.

    `forced`: those of them where errors alone see to it. In the others, some answer on the way can lead elsewhere.
    """

    all: Mapping[int, int]
    forced: Mapping[int, int]


def fault_edges(analysis: Analysis, stage: int) -> Iterator[int]:
    """The errors in a stage that lead into its fault path, by edge."""
    places = analysis.encoding.places
    for number, edge in analysis.edges("fail"):
        source, target = places[edge.source], places[edge.target]
        in_stage = getattr(source, "stage", None) == stage
        if in_stage and isinstance(target, Follow) and edge.duty is not Duty.OPTIONAL:
            yield number


def laps_of(analysis: Analysis, stage: StageProgram, duties: frozenset[Duty]) -> Laps:
    """The laps of one stage with a fault path, by edges of these duties.

    What people or flows may repeat without any error takes no part.
    """
    turns = frozenset(fault_edges(analysis, stage.index))
    edges = analysis.system.edges
    targets = {edges[turn].target for turn in turns}

    def follows(edge: int) -> bool:
        return edges[edge].duty in duties and edge not in analysis.rework

    alive = endless(analysis.model, analysis.reached, follows, turns.__contains__)
    every = {place: alive[place] for place in sorted(targets) if alive[place] != EMPTY}
    if not every:
        return Laps({}, {})
    leaving = _leaving(analysis, stage.name, duties)
    within = list(analysis.reached)
    for place in targets:
        within[place] = analysis.model.diagrams.difference(within[place], leaving[place])
    caught = endless(analysis.model, within, follows, turns.__contains__)
    return Laps(every, {place: caught[place] for place in every if caught[place] != EMPTY})


def _leaving(analysis: Analysis, stage: str, duties: frozenset[Duty]) -> list[int]:
    """The states, by location, from which answers can keep a run from entering the stage again, whatever fails on the way
    and in whatever order results come: the least fixpoint of a game between answers and errors.
    """
    model, edges = analysis.model, analysis.system.edges
    entering = frozenset(analysis.edges_of("enter", stage))
    leaving = model.everywhere(EMPTY)
    todo = list(range(len(leaving)))[::-1]
    waiting = set(todo)
    while todo:
        place = todo.pop()
        waiting.discard(place)
        if analysis.reached[place] == EMPTY:
            continue
        found = _can_leave(analysis, place, leaving, entering, duties)
        if found != leaving[place]:
            leaving[place] = found
            before = {edges[edge].source for edge in model.incoming[place]} - waiting
            waiting |= before
            todo += sorted(before)
    return leaving


def _can_leave(
    analysis: Analysis, place: int, leaving: list[int], entering: frozenset[int], duties: frozenset[Duty]
) -> int:
    """The reached states at a location in which every event, with some answer, leads to where the stage can be left."""
    model, diagrams = analysis.model, analysis.model.diagrams
    groups: dict[tuple[str, str] | int, tuple[int, int]] = {}
    for edge in model.outgoing[place]:
        move, label = analysis.system.edges[edge], analysis.system.edges[edge].label
        if move.duty not in duties:
            continue
        key = (label.event, label.element) if move.duty is Duty.RESULT else edge
        before = EMPTY if edge in entering else model.moves[edge].backward(leaving[move.target])
        enabled, able = groups.get(key, (EMPTY, EMPTY))
        groups[key] = diagrams.union(enabled, model.moves[edge].guard), diagrams.union(able, before)
    states = analysis.reached[place]
    for enabled, able in groups.values():
        caught = diagrams.difference(diagrams.intersection(states, enabled), able)
        states = diagrams.difference(states, caught)
    return states
