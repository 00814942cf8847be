"""Fault paths that lead back to the stage whose error they handle: each way round is a lap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..diagrams.diagrams import EMPTY
from ..encoding.places import Follow
from ..encoding.system import Duty
from ..fixpoint.endless import circling
from .parts import parts
from .rework_laps import apart_from_rework

if TYPE_CHECKING:
    from .analysis import Analysis


class Laps(NamedTuple):
    """The states right behind an error of a stage from which errors can bring the run back to it without end, by location.

    `forced`: those of them where errors alone see to it. In the others, some answer on the way can lead elsewhere.
    `left_out`: outcomes of rework that take no part.
    """

    all: Mapping[int, int]
    forced: Mapping[int, int]
    left_out: frozenset[int] = frozenset()


def fault_edges(analysis: Analysis, stage: int) -> Iterator[int]:
    """The errors in a stage that lead into its fault path, by edge."""
    places = analysis.encoding.places
    for number, edge in analysis.edges("fail"):
        source, target = places[edge.source], places[edge.target]
        in_stage = getattr(source, "stage", None) == stage
        if in_stage and isinstance(target, Follow) and edge.duty is not Duty.OPTIONAL:
            yield number


def laps(analysis: Analysis, duties: frozenset[Duty]) -> dict[str, Laps]:
    """The laps of each stage with a fault path that has any, by edges of these duties.

    What people or flows may repeat without any error takes no part. An outcome that they can take again and again does
    where only an error leads to it, and then only laps count that errors alone see to.
    """
    edges = analysis.system.edges
    apart = [number for number, edge in enumerate(edges) if edge.duty in duties]
    found = _laps(analysis, frozenset(apart) - analysis.rework, analysis.reached, analysis.rework)
    if analysis.rework:
        for name, made in _laps(analysis, frozenset(apart), apart_from_rework(analysis), frozenset()).items():
            if made.forced and not (name in found and found[name].forced):
                found[name] = Laps(made.forced, made.forced)
    return found


def _laps(
    analysis: Analysis, allowed: frozenset[int], within: Sequence[int], left_out: frozenset[int]
) -> dict[str, Laps]:
    edges = analysis.system.edges
    found: dict[str, Laps] = {}
    part = parts(analysis, allowed.__contains__)
    places: dict[int, list[int]] = {}
    for place, number in enumerate(part):
        places.setdefault(number, []).append(place)
    for stage in analysis.program.stages:
        if stage.fault is not None:
            turns = [
                edge
                for edge in fault_edges(analysis, stage.index)
                if part[edges[edge].source] == part[edges[edge].target] and edge in allowed
            ]
            if turns:
                inside = places[part[edges[turns[0]].source]]
                made = _Stage(analysis, stage.name, turns, allowed, inside, within)
                if every := made.every():
                    found[stage.name] = Laps(every, made.forced(every), left_out)
    return found


class _Stage:
    """The laps of one stage. `turns` are its errors, `places` the locations that lie on circles with them; `within` bounds
    the states.
    """

    def __init__(
        self,
        analysis: Analysis,
        stage: str,
        turns: Sequence[int],
        allowed: frozenset[int],
        places: Sequence[int],
        within: Sequence[int],
    ) -> None:
        self.analysis = analysis
        self.within = within
        self.edges = analysis.system.edges
        self.turns = turns
        self.places = places
        self.targets = sorted({self.edges[turn].target for turn in turns})
        self.entering = frozenset(analysis.edges_of("enter", stage))
        inside = frozenset(places)
        self.entering_places: list[Sequence[int]] = [()] * len(analysis.reached)
        for place in places:
            self.entering_places[place] = [
                edge
                for edge in analysis.model.incoming[place]
                if edge not in turns and self.edges[edge].source in inside and edge in allowed
            ]

    def every(self) -> dict[int, int]:
        return self._circling(self.within)

    def forced(self, every: Mapping[int, int]) -> dict[int, int]:
        leaving = self._leaving()
        within = list(self.within)
        for place in self.targets:
            within[place] = self.analysis.model.diagrams.difference(within[place], leaving.get(place, EMPTY))
        caught = self._circling(within)
        return {place: states for place, states in caught.items() if place in every}

    def _circling(self, within: Sequence[int]) -> dict[int, int]:
        alive = circling(self.analysis.model, within, self.entering_places, self.turns)
        return {place: alive[place] for place in self.targets if alive[place] != EMPTY}

    def _leaving(self) -> dict[int, int]:
        """The states, by location on the circles, from which answers can keep a run from entering the stage again, whatever
        fails on the way and in whatever order results come: the least fixpoint of a game between answers and errors.
        """
        leaving = dict.fromkeys(self.places, EMPTY)
        todo = sorted(self.places, reverse=True)
        waiting = set(todo)
        while todo:
            place = todo.pop()
            waiting.discard(place)
            found = self._can_leave(place, leaving)
            if found != leaving[place]:
                leaving[place] = found
                incoming = self.analysis.model.incoming[place]
                before = {self.edges[edge].source for edge in incoming} & leaving.keys() - waiting
                waiting |= before
                todo += sorted(before)
        return leaving

    def _can_leave(self, place: int, leaving: Mapping[int, int]) -> int:
        """The reached states at a location in which every event, with some answer, leads to where the stage can be left. A result
        is one edge, whatever the answer.
        """
        model, diagrams = self.analysis.model, self.analysis.model.diagrams
        states = self.analysis.reached[place]
        for edge in model.outgoing[place]:
            move = self.edges[edge]
            if move.duty is Duty.OPTIONAL:
                continue
            behind = leaving.get(move.target, self.analysis.reached[move.target])
            able = EMPTY if edge in self.entering else model.moves[edge].backward(behind)
            enabled = diagrams.intersection(states, model.moves[edge].guard)
            states = diagrams.difference(states, diagrams.difference(enabled, able))
        return states
