"""A transition system made ready for fixpoints: guards as sets, updates as functions on sets."""

from __future__ import annotations

from collections.abc import Sequence

from ..diagrams.diagrams import EMPTY, EVERYTHING, Diagrams
from ..diagrams.guards import Guards
from ..diagrams.images import Images, Plan, Relation, Relations
from ..encoding.guard import AllOf, Guard, In
from ..encoding.system import System, Update
from .components import components


class Move:
    """What an edge does to sets. Edges with the same guard and updates share one, and what it has worked out."""

    __slots__ = (
        "_back", "_backward", "_diagrams", "_forth", "_forward", "_guard", "_images", "_possible", "_relations",
        "_updates", "guard",
    )  # fmt: skip

    def __init__(
        self, diagrams: Diagrams, images: Images, guards: Guards, guard: Guard, updates: tuple[Update, ...]
    ) -> None:
        """`self.guard` is the set in which the edge can be taken, as far as its guard goes."""
        self.guard = guards.set_of(guard)
        self._diagrams = diagrams
        self._images = images
        self._guard = guard
        self._updates = updates
        self._relations: Relations | None = None
        self._forward: Relation | Plan | None = None
        self._backward: Relation | Plan | None = None
        self._possible: int | None = None
        self._forth: dict[int, int] = {EMPTY: EMPTY}
        self._back: dict[int, int] = {EMPTY: EMPTY}

    @property
    def possible(self) -> int:
        """The valuations in which the edge can be taken: its guard holds, and its updates lead somewhere."""
        if self._possible is None:
            is_open = all(0 not in update.images for update in self._updates)
            self._possible = self.guard if is_open else self.backward(EVERYTHING)
        return self._possible

    def forward(self, node: int) -> int:
        """The states after the edge."""
        found = self._forth.get(node)
        if found is None:
            apply = self._forward or self._ready()
            states = node if self._relations is not None else self._diagrams.intersection(node, self.guard)
            found = self._forth[node] = apply(states)
        return found

    def backward(self, node: int) -> int:
        """The states from which the edge can lead into the set."""
        found = self._back.get(node)
        if found is None:
            if self._backward is None:
                if self._forward is None:
                    self._ready()
                relations, images = self._relations, self._images
                self._backward = (
                    images.backward(self._updates) if relations is None else images.converse(relations)
                )
            states = self._backward(node)
            found = self._back[node] = (
                states if self._relations is not None else self._diagrams.intersection(states, self.guard)
            )
        return found

    def _ready(self) -> Relation | Plan:
        """The way forward, made ready when it is first gone."""
        cube, images = _cube(self._guard), self._images
        if cube is not None:
            self._relations = images.guarded(cube, self._updates)
        relations = self._relations
        made = images.forward(self._updates) if relations is None else images.relation(relations)
        self._forward = made
        return made


class Model:
    """A system with its diagrams. `moves` belong to the edges; `outgoing` and `incoming` are edge numbers by location;
    `order` says in which order locations are best worked off: engine before rest, stage after stage.
    """

    def __init__(self, system: System, limit: int = 2_000_000) -> None:
        """Translate. Raises `BudgetSpentError` when more than `limit` diagram nodes are needed, then or later."""
        self.system = system
        self.diagrams = Diagrams([len(variable.values) for variable in system.variables], limit)
        self.guards = Guards(self.diagrams)
        self.images = images = Images(self.diagrams)
        shared: dict[tuple[Guard, tuple[Update, ...]], Move] = {}
        same: dict[tuple[int, int], Move] = {}
        self.moves: list[Move] = []
        count = len(system.locations)
        self.outgoing: list[list[int]] = [[] for _ in range(count)]
        self.incoming: list[list[int]] = [[] for _ in range(count)]
        for number, edge in enumerate(system.edges):
            it = (id(edge.guard), id(edge.updates))
            move = same.get(it)
            if move is None:
                key = (edge.guard, edge.updates)
                move = shared.get(key)
                if move is None:
                    move = shared[key] = Move(self.diagrams, images, self.guards, edge.guard, edge.updates)
                same[it] = move
            self.moves.append(move)
            self.outgoing[edge.source].append(number)
            self.incoming[edge.target].append(number)
        self.component = components(
            [[system.edges[edge].target for edge in edges] for edges in self.outgoing]
        )
        self.order = self._order()
        self.backward_order = [-turn for turn in self.order]
        self.begins = self.guards.set_of(system.begins)

    def _order(self) -> list[int]:
        """By location, its turn."""
        first: dict[int | None, int] = {}
        locations = self.system.locations
        for number, location in enumerate(locations):
            first.setdefault(location.stage, number)
        turns = [0] * len(locations)
        for turn, number in enumerate(
            sorted(
                range(len(locations)),
                key=lambda number: (
                    self.component[number],
                    first[locations[number].stage],
                    locations[number].rests,
                    number,
                ),
            )
        ):
            turns[number] = turn
        return turns

    def set_of(self, guard: Guard) -> int:
        """The valuations in which a guard holds."""
        return self.guards.set_of(guard)

    def everywhere(self, node: int) -> list[int]:
        """The same set at every location."""
        return [node] * len(self.system.locations)

    def edges_between(self, edges: Sequence[int]) -> list[tuple[int, int]]:
        """The locations that edges lead from and to."""
        return [(self.system.edges[edge].source, self.system.edges[edge].target) for edge in edges]


def _cube(guard: Guard) -> dict[int, int] | None:
    """A guard as sets of values, one for each variable it looks at; None where it is more than that."""
    parts = guard.parts if isinstance(guard, AllOf) else (guard,)
    found: dict[int, int] = {}
    for part in parts:
        if not isinstance(part, In):
            return None
        found[part.variable] = found.get(part.variable, -1) & part.values
    return found
