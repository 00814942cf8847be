"""Transition systems state by state: drawn at random, and what is true of them worked out one state at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from random import Random
from typing import NamedTuple

from stageproof.checker.encoding.guard import FALSE, TRUE, AllOf, AnyOf, Guard, In, Negation, holds
from stageproof.checker.encoding.system import (
    Copy,
    Duty,
    Edge,
    Label,
    Location,
    Map,
    System,
    Update,
    Variable,
)


class State(NamedTuple):
    location: int
    values: tuple[int, ...]


def valuations(system: System) -> list[tuple[int, ...]]:
    return list(product(*(range(len(variable.values)) for variable in system.variables)))


def bits(image: int) -> Iterator[int]:
    return (value for value in range(image.bit_length()) if image >> value & 1)


def results(updates: Sequence[Update], values: tuple[int, ...]) -> set[tuple[int, ...]]:
    """What updates, one after the other, make of one valuation."""
    found = {values}
    for update in updates:
        following: set[tuple[int, ...]] = set()
        for before in found:
            read = before[update.source if isinstance(update, Copy) else update.variable]
            for value in bits(update.images[read]):
                following.add((*before[: update.variable], value, *before[update.variable + 1 :]))
        found = following
    return found


class Explicit:
    """A system unfolded."""

    def __init__(self, system: System) -> None:
        self.system = system
        self.all = valuations(system)
        self.begins = {
            State(system.initial, values)
            for values in self.all
            if holds(system.begins, dict(enumerate(values)))
        }
        self._known: dict[tuple[int, tuple[int, ...]], frozenset[State]] = {}

    def after(self, edge: int, values: tuple[int, ...]) -> frozenset[State]:
        """The states that an edge leads to from a valuation at its source."""
        found = self._known.get((edge, values))
        if found is None:
            move = self.system.edges[edge]
            reached = results(move.updates, values) if holds(move.guard, dict(enumerate(values))) else set()
            found = frozenset(State(move.target, after) for after in reached)
            self._known[edge, values] = found
        return found

    def moves(self, state: State, edges: Iterable[int] | None = None) -> Iterator[tuple[int, State]]:
        for edge in range(len(self.system.edges)) if edges is None else edges:
            if self.system.edges[edge].source == state.location:
                for following in sorted(self.after(edge, state.values)):
                    yield edge, following

    def closure(
        self,
        states: Iterable[State],
        edges: Iterable[int] | None = None,
        stops: Callable[[State], bool] | None = None,
    ) -> set[State]:
        """The states and all that follow; `stops`: not past these."""
        among = None if edges is None else list(edges)
        found = set(states)
        todo = list(found)
        while todo:
            state = todo.pop()
            if stops is not None and stops(state):
                continue
            for _, following in self.moves(state, among):
                if following not in found:
                    found.add(following)
                    todo.append(following)
        return found

    def reached(self) -> set[State]:
        return self.closure(self.begins)

    def of_duties(self, duties: Iterable[Duty]) -> list[int]:
        wanted = set(duties)
        return [number for number, edge in enumerate(self.system.edges) if edge.duty in wanted]

    def circle(self, states: set[State], edges: Sequence[int]) -> bool:
        """Whether these edges lead round in circles within the states."""
        following = {state: {after for _, after in self.moves(state, edges)} & states for state in states}
        left = set(states)
        while True:
            ends = {state for state in left if not following[state] & left}
            if not ends:
                return bool(left)
            left -= ends


def drawn_system(random: Random) -> System:
    """A small system: 2 to 4 variables, 2 to 5 locations, some of which rest, one of which may be an end."""
    sizes = [random.choice((2, 2, 3, 4)) for _ in range(random.randint(2, 4))]
    variables = tuple(
        Variable(f"variable {number}", tuple(f"value {value}" for value in range(size)))
        for number, size in enumerate(sizes)
    )
    count = random.randint(2, 5)
    locations = [Location(f"place {number}", rests=random.random() < 0.5) for number in range(count)]
    if random.random() < 0.8:
        locations[-1] = Location("end", end="Completed")
    edges = [
        _drawn_edge(random, source, sizes, locations)
        for source in range(count)
        if not locations[source].end
        for _ in range(random.choice((1, 1, 2, 3)))
    ]
    begins = Negation(FALSE) if random.random() < 0.2 else _drawn_guard(random, sizes, 1)
    return System(variables, tuple(locations), tuple(edges), 0, begins)


def _drawn_edge(random: Random, source: int, sizes: list[int], locations: list[Location]) -> Edge:
    target = random.randrange(len(locations))
    duty = (
        random.choice((Duty.RESULT, Duty.RESULT, Duty.FAULT, Duty.STRIKE, Duty.OPTIONAL))
        if locations[source].rests
        else Duty.ENGINE
    )
    updates = tuple(drawn_update(random, sizes) for _ in range(random.choice((0, 1, 1, 2, 3))))
    guard = TRUE if random.random() < 0.4 else _drawn_guard(random, sizes, 2)
    return Edge(source, target, Label(random.choice(("complete", "take")), "A"), duty, guard, updates)


def _drawn_guard(random: Random, sizes: list[int], depth: int) -> Guard:
    if depth == 0 or random.random() < 0.4:
        variable = random.randrange(len(sizes))
        return In(variable, random.randrange(1 << sizes[variable]))
    parts = tuple(_drawn_guard(random, sizes, depth - 1) for _ in range(random.randint(1, 2)))
    return random.choice((AllOf(parts), AnyOf(parts), Negation(parts[0])))


def drawn_update(random: Random, sizes: list[int]) -> Update:
    variable = random.randrange(len(sizes))
    every = 1 << sizes[variable]

    def image() -> int:
        return random.randrange(every) if random.random() < 0.3 else 1 << random.randrange(sizes[variable])

    if random.random() < 0.3:
        source = random.randrange(len(sizes))
        return Copy(variable, source, tuple(image() for _ in range(sizes[source])))
    if random.random() < 0.3:
        return Map(variable, (every - 1,) * sizes[variable])
    return Map(variable, tuple(image() for _ in range(sizes[variable])))
