"""Countdowns found state by state, and judged by runs with real numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import product
from typing import Final, NamedTuple

from explicit_states import Explicit, State

from stageproof.checker.certificates.claims import CountedPart
from stageproof.checker.encoding.guard import Guard, holds, read_by
from stageproof.checker.encoding.system import Comparison, Duty, System

MOST: Final = 5
"""How far apart two numbers are looked at; past that they count as so far apart."""
GREATER: Final = ("GreaterThan", "GreaterThanOrEqualTo")
OR_EQUAL: Final = ("GreaterThanOrEqualTo", "LessThanOrEqualTo")

Difference = int | None
"""How much the left side is more than the right one; None: a side is null."""


class Numbered(NamedTuple):
    """A state of a run, with the differences of the comparisons, and whether they may still change (bits)."""

    state: State
    differences: tuple[Difference, ...]
    later: int = 0


def parts_in_order(explicit: Explicit, duties: Iterable[Duty], reached: set[State]) -> tuple[int, ...]:
    """Parts of the graph of locations that edges of these duties lead round in, numbered as they follow each other."""
    system = explicit.system
    following: dict[int, set[int]] = {place: {place} for place in range(len(system.locations))}
    wanted = set(explicit.of_duties(duties))
    taken = {edge for state in reached for edge, _ in explicit.moves(state) if edge in wanted}
    for _ in following:
        for edge in taken:
            source, target = system.edges[edge].source, system.edges[edge].target
            following[source] |= following[target]
    keys = {place: (-len(behind), sorted(behind)) for place, behind in following.items()}
    numbers = sorted(keys.values())
    return tuple(numbers.index(keys[place]) for place in following)


def counted_parts(
    explicit: Explicit, duties: Iterable[Duty], order: tuple[int, ...]
) -> Iterator[CountedPart]:
    """For each part, the first comparison that is counted down with some edge of it and asked by another."""
    system = explicit.system
    considered = explicit.of_duties(duties)
    for part in sorted(set(order)):
        inside = [
            edge
            for edge in considered
            if order[system.edges[edge].source] == part == order[system.edges[edge].target]
        ]
        found = (_counted(system, part, number, is_wanted, inside) for number, is_wanted in _ways(system))
        one = next((one for one in found if one is not None), None)
        if one is not None:
            yield one


def _ways(system: System) -> Iterator[tuple[int, bool]]:
    for number, comparison in enumerate(system.comparisons):
        yield number, True
        if comparison.is_never_null:
            yield number, False


def _counted(
    system: System, part: int, number: int, is_wanted: bool, inside: list[int]
) -> CountedPart | None:
    comparison = system.comparisons[number]
    is_left_greater = (comparison.operator in GREATER) is is_wanted
    changes = dict(comparison.changes)
    falls = [changes.get(edge, Fraction(0)) for edge in inside]
    known = [fall * (-1 if is_left_greater else 1) for fall in falls if fall is not None]
    if len(known) < len(falls) or any(fall < 0 for fall in known):
        return None
    falling = tuple(edge for edge, fall in zip(inside, known, strict=True) if fall > 0)
    asking = tuple(edge for edge in inside if asks(system, system.edges[edge].guard, comparison, is_wanted))
    if not falling or not asking:
        return None
    return CountedPart(part, number, is_wanted, is_left_greater, asking, falling, min(filter(None, known)))


def asks(system: System, guard: Guard, comparison: Comparison, is_wanted: bool) -> bool:
    """Whether a guard holds only where the variable of a comparison says yes, or only where it does not."""
    return all(
        (values[comparison.variable] == 1) is is_wanted
        for values in product(*(range(len(variable.values)) for variable in system.variables))
        if holds(guard, dict(enumerate(values)))
    )


class NumberedRuns:
    """The runs of a system of which its comparisons tell the truth."""

    def __init__(self, explicit: Explicit) -> None:
        self.explicit = explicit
        self.system = explicit.system
        self._changes = [dict(comparison.changes) for comparison in self.system.comparisons]
        self._read = [frozenset(read_by(edge.guard)) for edge in self.system.edges]

    def begins(self) -> set[Numbered]:
        each = [self._any(comparison) for comparison in self.system.comparisons]
        return {
            Numbered(state, differences) for state in self.explicit.begins for differences in product(*each)
        }

    @staticmethod
    def _any(comparison: Comparison) -> list[Difference]:
        numbers: list[Difference] = list(range(-MOST, MOST + 1))
        return numbers if comparison.is_never_null else [*numbers, None]

    def after(self, at: Numbered, edges: Iterable[int] | None = None) -> Iterator[Numbered]:
        for edge, following in self.explicit.moves(at.state, edges):
            if self._is_true(at, edge):
                for differences, later in self._changed(at, edge):
                    yield Numbered(following, differences, later)

    def _is_true(self, at: Numbered, edge: int) -> bool:
        return all(
            comparison.variable not in self._read[edge]
            or (at.state.values[comparison.variable] == 1) is _holds(comparison, difference)
            for comparison, difference in zip(self.system.comparisons, at.differences, strict=True)
        )

    def _changed(self, at: Numbered, edge: int) -> Iterator[tuple[tuple[Difference, ...], int]]:
        ways: list[list[tuple[Difference, int]]] = []
        for number, comparison in enumerate(self.system.comparisons):
            change = self._changes[number].get(edge, Fraction(0))
            bit, before = at.later & 1 << number, at.differences[number]
            if change is None:
                ways.append([(new, 1 << number) for new in self._any(comparison)])
                continue
            assert change.denominator == 1
            moved = None if before is None else max(-MOST, min(MOST, before + int(change)))
            ways.append([(moved, bit)])
            if bit:
                ways[-1] += [(new, 0) for new in self._any(comparison)]
        for chosen in product(*ways):
            yield tuple(new for new, _ in chosen), sum(later for _, later in chosen)

    def closure(self, states: Iterable[Numbered], stops: set[State]) -> set[Numbered]:
        """What follows, not past the stops."""
        found = set(states)
        todo = list(found)
        while todo:
            at = todo.pop()
            if at.state not in stops:
                new = set(self.after(at)) - found
                found |= new
                todo += new
        return found

    def circle(self, states: set[Numbered], edges: list[int]) -> bool:
        """Whether edges lead round within the states."""
        following = {at: set(self.after(at, edges)) & states for at in states}
        left = set(states)
        while True:
            ends = {at for at in left if not following[at] & left}
            if not ends:
                return bool(left)
            left -= ends


def _holds(comparison: Comparison, difference: Difference) -> bool:
    if difference is None:
        return False
    if difference == 0:
        return comparison.operator in OR_EQUAL
    return (difference > 0) is (comparison.operator in GREATER)
