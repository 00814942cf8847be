"""Breadth-first search by events of the world: the fewest that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from typing import Final

from ..diagrams.diagrams import EMPTY
from ..encoding.system import Duty
from .model import Model
from .paths import Path, Trail

COMPARED: Final = 50
"""So many runs that were found first are compared by their moves; they need the same number of events, or fewer."""


class Shortest:
    """Finds shortest runs. Layer by layer, as far as it is asked; what was found serves every later question.

    An error that strikes on the way counts as an event of its own.
    """

    def __init__(
        self,
        model: Model,
        *,
        without: frozenset[Duty] = frozenset(),
        start: tuple[int, int] | None = None,
        excluded: frozenset[int] = frozenset(),
        told_first: Sequence[int] = (),
    ) -> None:
        """`without`: events of these duties take no part. `start`: runs begin in these states of a location instead.
        `excluded`: edges that take no part. `told_first`: variables that are 0 unless an event before the run begins, one
        for each, says that they are 1.
        """
        self.model = model
        self.told_first = tuple(told_first)
        self.trail = Trail(model)
        self.known = model.everywhere(EMPTY)
        self._free: list[list[int]] = [[] for _ in model.system.locations]
        self._costly: list[list[int]] = [[] for _ in model.system.locations]
        for number, edge in enumerate(model.system.edges):
            if edge.duty in without or number in excluded:
                continue
            kind = self._free if edge.duty is Duty.ENGINE else self._costly
            kind[edge.source].append(number)
        begins = (model.system.initial, model.begins) if start is None else start
        self._due: list[list[tuple[int, int, int]]] = [[(*begins, -1)]]
        self.layers = 0
        self._left_out = frozenset(
            number
            for number, edge in enumerate(model.system.edges)
            if edge.duty in without or number in excluded
        )

    def follows(self, edge: int) -> bool:
        """Whether runs take this edge."""
        return edge not in self._left_out

    def path_to(self, location: int, wanted: int, most: int = 10_000) -> Path | None:
        """A run with the fewest events to one of the wanted states; None where none needs at most so many layers."""
        while True:
            found = self.trail.path_to(location, wanted)
            if found is not None or not self._due or self.layers > most:
                return found
            self._layer()

    def path_to_any(self, goals: Iterable[tuple[int, int]], most: int = 10_000) -> Path | None:
        """A run with the fewest events to one of the states wanted at one of the locations."""
        wanted = [(location, states) for location, states in goals if states != EMPTY]
        while True:
            found = sorted(
                (number, goal) for goal in wanted if (number := self.trail.find(*goal)) is not None
            )[:COMPARED]
            if found:
                paths = (self.trail.path_to(*goal) for _, goal in found)
                return min((path for path in paths if path is not None), key=self.cost)
            if not wanted or not self._due or self.layers > most:
                return None
            self._layer()

    def go_on(self) -> bool:
        """Follow one event more, where there is any; whether there was."""
        if not self._due:
            return False
        self._layer()
        return True

    def cost(self, path: Path) -> tuple[int, int]:
        """By how much a path is longer than another: its events, and all its moves."""
        edges = self.model.system.edges
        events = sum(edges[edge].duty is not Duty.ENGINE for edge in path.edges)
        return events + self._told(path), len(path.edges)

    def _told(self, path: Path) -> int:
        """How many events say something before the run begins."""
        if not self.told_first or not path.edges or not self._begins(path.edges[0]):
            return 0
        begun = self.model.diagrams.pick(path.states[1])
        return sum(begun.get(variable, 0) for variable in self.told_first)

    def _begins(self, edge: int) -> bool:
        return self.model.system.edges[edge].source == self.model.system.initial

    def _layer(self) -> None:
        """Add what one event more leads to."""
        model, diagrams, edges = self.model, self.model.diagrams, self.model.system.edges
        fresh: dict[int, int] = {}
        waiting: list[tuple[int, int]] = []
        pending: dict[int, int] = {}

        def take(location: int, states: int, edge: int) -> None:
            states = diagrams.difference(states, self.known[location])
            if states == EMPTY:
                return
            self.known[location] = diagrams.union(self.known[location], states)
            self.trail.add(location, states, edge)
            fresh[location] = diagrams.union(fresh.get(location, EMPTY), states)
            if location not in pending:
                heappush(waiting, (model.order[location], location))
            pending[location] = diagrams.union(pending.get(location, EMPTY), states)

        for location, states, edge in self._due.pop(0):
            take(location, states, edge)
        while waiting:
            _, location = heappop(waiting)
            states = pending.pop(location)
            for edge in self._free[location]:
                take(edges[edge].target, model.moves[edge].forward(states), edge)
        for location, states in fresh.items():
            for edge in self._costly[location]:
                target = edges[edge].target
                after = diagrams.difference(model.moves[edge].forward(states), self.known[target])
                for wait, part in enumerate(self._by_told(edge, after)):
                    if part != EMPTY:
                        self._add(wait, (target, part, edge))
        self.layers += 1

    def _add(self, wait: int, found: tuple[int, int, int]) -> None:
        """`wait`: how many events more it takes than one."""
        while len(self._due) <= wait:
            self._due.append([])
        self._due[wait].append(found)

    def _by_told(self, edge: int, states: int) -> Iterator[int]:
        """The states by how many events say something before."""
        if not self.told_first or not self._begins(edge):
            yield states
            return
        diagrams = self.model.diagrams
        parts = [states]
        for variable in self.told_first:
            no, yes = (
                [diagrams.intersection(part, diagrams.literal(variable, value)) for part in parts]
                for value in (0b01, 0b10)
            )
            parts = [
                diagrams.union(one, other) for one, other in zip([*no, EMPTY], [EMPTY, *yes], strict=True)
            ]
        yield from parts
