"""A transition system in the making: locations are made when an edge first leads to them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from ...engine.program.program import Program
from .guard import FALSE, Guard
from .places import Begin, End, Enter, Exits, Follow, Held, Judging, Place, Rest, Starts, Triggered, name_of
from .statuses import StatusVariables
from .system import Duty, Edge, Label, Location, Map, Update

MOST_LOCATIONS: Final = 200_000


class TooLargeError(Exception):
    """A definition with more points of control than can be looked at."""


class Building:
    """The locations and edges so far. `in_order` are the places by location; `todo` are those whose edges are still to
    be made.
    """

    def __init__(
        self, program: Program, statuses: StatusVariables, sizes: Sequence[int], most: int = MOST_LOCATIONS
    ) -> None:
        """`sizes` are how many values each variable has; `most` is how many locations there may be."""
        self.program = program
        self.statuses = statuses
        self.sizes = sizes
        self.most = most
        self.locations: list[Location] = []
        self.places: dict[Place, int] = {}
        self.in_order: list[Place] = []
        self.edges: list[Edge] = []
        self.todo: list[Place] = []

    def at(self, place: Place) -> int:
        """The location of a place; a new one where there is none yet."""
        found = self.places.get(place)
        if found is None:
            found = self.places[place] = len(self.locations)
            if found >= self.most:
                raise TooLargeError(f"more than {self.most:,} points of control")
            self.locations.append(_location(place, self.program))
            self.in_order.append(place)
            self.todo.append(place)
        return found

    def edge(
        self,
        source: Place,
        target: Place,
        label: Label,
        duty: Duty,
        guard: Guard,
        updates: Sequence[Update] = (),
    ) -> None:
        """Lead from one place to another, unless the guard never holds."""
        if guard != FALSE:
            self.edges.append(Edge(self.at(source), self.at(target), label, duty, guard, tuple(updates)))

    def becomes(self, variable: int, value: int) -> Map:
        """The variable gets this value."""
        return _becomes(variable, value, self.sizes[variable])

    def any_value(self, variable: int) -> Map:
        """The variable gets any value."""
        return _any_value(variable, self.sizes[variable])

    def turns(self, variable: int, pairs: tuple[tuple[int, int], ...]) -> Map:
        """Values of the variable turn into others; those not listed stay."""
        return _turns(variable, pairs, self.sizes[variable])


@cache
def _becomes(variable: int, value: int, size: int) -> Map:
    return Map(variable, (1 << value,) * size)


@cache
def _any_value(variable: int, size: int) -> Map:
    return Map(variable, ((1 << size) - 1,) * size)


@cache
def _turns(variable: int, pairs: tuple[tuple[int, int], ...], size: int) -> Map:
    after = dict(pairs)
    return Map(variable, tuple(1 << after.get(value, value) for value in range(size)))


def _location(place: Place, program: Program) -> Location:
    name = name_of(place, program)
    match place:
        case Begin():
            return Location(name, rests=True)
        case Triggered():
            return Location(name)
        case Rest(stage=stage) | Held(stage=stage):
            return Location(name, rests=True, stage=stage)
        case Enter(stage=stage) | Exits(stage=stage) | Starts(stage=stage):
            return Location(name, stage=stage)
        case Follow(target=target):
            return Location(name, decision=target.place if target.kind.value == "decision" else None)
        case Judging():
            return Location(name)
        case End(status=status):
            return Location(name, rests=True, end=status)
