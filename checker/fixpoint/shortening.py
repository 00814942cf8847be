"""Walked runs made short: by breadth-first search as far as its sets stay small, else by leaving out events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from ...engine.delta_debugging import MAXIMUM_TRIES, minimal
from ..budget import BudgetSpentError
from ..encoding.guard import Guard, holds
from ..encoding.system import Copy, Duty, System, Update
from .model import Model
from .paths import Path, cube, valuations
from .shortest import Shortest
from .walks import Way

NODES: Final = 40_000
"""Nodes of diagrams for the search."""
NODES_OF_A_PATH: Final = 20_000
"""Nodes for telling one path that the search found."""
MOST_MOVES: Final = 400_000
"""Moves of all shorter runs that are tried for one system."""


class Goal(NamedTuple):
    """Where a run is to get: into states of one of these locations, or over one of these edges."""

    states: Mapping[int, Guard]
    edges: frozenset[int] = frozenset()


class _End(NamedTuple):
    """States of a location in which a run is there, or from which `edge` leads there."""

    location: int
    states: int
    edge: int | None = None


class Shortening:
    """Makes walked runs of one system short. What the search found for one serves all others."""

    def __init__(self, system: System, nodes: int = NODES, moves: int = MOST_MOVES) -> None:
        """Begin. The search is given up after so many `nodes` of diagrams, leaving out events after so many `moves`."""
        self.system = system
        self.nodes = nodes
        self.moves_left = moves
        self._is_searching = True

    def shortened(self, way: Way, goal: Goal) -> Way:
        """A run to the goal with no more events than the walked one.

        None has fewer where the search came that far; else neither one event nor two can be left out of it, unless that
        took too many moves.
        """
        found = self._searched(goal, self._events(way))
        if found is not None:
            return found
        return way if self._is_searching else self._left_out(way, goal)

    def _events(self, way: Way) -> int:
        return sum(self.system.edges[edge].duty is not Duty.ENGINE for edge in way.edges)

    @cached_property
    def _search(self) -> Shortest | None:
        try:
            return Shortest(Model(self.system, self.nodes))
        except BudgetSpentError:
            self._is_searching = False
            return None

    def _searched(self, goal: Goal, most: int) -> Way | None:
        """The shortest way, where the search finds one with at most so many events."""
        shortest = self._search
        if shortest is None:
            return None
        try:
            ends = self._ends(shortest.model, goal)
            while self._is_searching and shortest.layers <= most and not _is_found(shortest, ends):
                if not shortest.go_on():
                    break
            return self._told(shortest, ends, most)
        except BudgetSpentError:
            self._is_searching = False
            return None

    def _ends(self, model: Model, goal: Goal) -> list[_End]:
        """By location the states in which a run has got there, or from which one edge more leads over the goal."""
        wanted = [_End(place, model.set_of(guard)) for place, guard in sorted(goal.states.items())]
        edges = [
            _End(self.system.edges[edge].source, model.moves[edge].possible, edge)
            for edge in sorted(goal.edges)
        ]
        return [*wanted, *edges]

    def _told(self, shortest: Shortest, ends: Sequence[_End], most: int) -> Way | None:
        model = shortest.model
        model.diagrams.grant(NODES_OF_A_PATH)
        found: list[tuple[tuple[int, int], Way]] = []
        for place, states, edge in ends:
            path = shortest.trail.path_to(place, states)
            if path is None:
                continue
            told = valuations(model, path)
            if edge is not None:
                last = model.diagrams.valuation(told[-1])
                behind = cube(model, model.moves[edge].forward(last))
                told += valuations(model, Path((edge,), (last, behind)))[1:]
                path = path._replace(edges=(*path.edges, edge))
            found.append((shortest.cost(path), Way(path.edges, tuple(map(_in_order, told)))))
        best = min(found, key=lambda one: one[0], default=None)
        return best[1] if best is not None and best[0][0] <= most else None

    def _left_out(self, way: Way, goal: Goal) -> Way:
        """The way without the events that it does not need. A try counts with as many moves as the way has."""
        replay = _Replay(self.system, way, goal)
        numbers = [
            number for number, edge in enumerate(way.edges) if self.system.edges[edge].duty is not Duty.ENGINE
        ]
        moves = len(way.edges) + 1
        best = way

        def leads_there(kept: Sequence[int]) -> bool:
            nonlocal best
            self.moves_left -= moves
            shorter = replay.without_others(kept)
            if shorter is not None:
                best = shorter
            return shorter is not None

        minimal(numbers, leads_there, min(MAXIMUM_TRIES, self.moves_left // moves))
        return best


class _Replay:
    """A way walked again with some of its events: the engine moves as it has to, values are chosen as before."""

    def __init__(self, system: System, way: Way, goal: Goal) -> None:
        self.system = system
        self.way = way
        self.goal = goal
        self.engine: list[list[int]] = [[] for _ in system.locations]
        for number, move in enumerate(system.edges):
            if move.duty is Duty.ENGINE:
                self.engine[move.source].append(number)
        self.behind: dict[int, Sequence[int]] = {}
        for edge, state in zip(way.edges, way.states[1:], strict=True):
            self.behind.setdefault(edge, state)

    def without_others(self, kept: Sequence[int]) -> Way | None:
        """The way with these of its moves and what the engine does; None where it does not come to the goal."""
        edges: list[int] = []
        states: list[Sequence[int]] = [self.way.states[0]]
        waiting = list(reversed(kept))
        location = self.system.initial
        most = len(self.way.edges)
        while not self._is_there(location, states[-1], edges):
            move = self._following(location, states[-1], waiting)
            if move is None or len(edges) == most:
                return None
            edge, wanted = move
            after = self._after(self.system.edges[edge].updates, states[-1], wanted)
            if after is None:
                return None
            edges.append(edge)
            states.append(after)
            location = self.system.edges[edge].target
        return Way(tuple(edges), tuple(states))

    def _is_there(self, location: int, state: Sequence[int], edges: Sequence[int]) -> bool:
        if edges and edges[-1] in self.goal.edges:
            return True
        guard = self.goal.states.get(location)
        return guard is not None and holds(guard, dict(enumerate(state)))

    def _following(
        self, location: int, state: Sequence[int], waiting: list[int]
    ) -> tuple[int, Sequence[int]] | None:
        """The next move, and values behind it that are chosen where there is a choice."""
        here = dict(enumerate(state))
        if waiting:
            number = waiting[-1]
            edge = self.way.edges[number]
            found = self.system.edges[edge]
            if found.source == location and holds(found.guard, here):
                waiting.pop()
                return edge, self.way.states[number + 1]
        able = [edge for edge in self.engine[location] if holds(self.system.edges[edge].guard, here)]
        known = [edge for edge in able if edge in self.behind]
        forced = next(iter(known or able), None)
        return None if forced is None else (forced, self.behind.get(forced, state))

    def _after(
        self, updates: Sequence[Update], before: Sequence[int], wanted: Sequence[int]
    ) -> tuple[int, ...] | None:
        state = list(before)
        for update in updates:
            image = update.images[state[update.source if isinstance(update, Copy) else update.variable]]
            if not image:
                return None
            value = wanted[update.variable]
            state[update.variable] = value if image >> value & 1 else (image & -image).bit_length() - 1
        return tuple(state)


def _in_order(state: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(state[variable] for variable in range(len(state)))


def _is_found(shortest: Shortest, ends: Sequence[_End]) -> bool:
    return any(shortest.trail.find(end.location, end.states) is not None for end in ends)
