"""A system that knows of some variables only: every run of the whole system is one of it, and others may be."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final, assert_never

from ..encoding.guard import TRUE, AllOf, AnyOf, Guard, In, Negation, all_of, any_of, negation, read_by
from ..encoding.system import Copy, Edge, Map, System, Update

BACK: Final = 4
"""So many moves before a change are looked at for what decides it."""


def projected(system: System, kept: Collection[int]) -> System:
    """The system in which nothing is asked of other variables than `kept`, and nothing is done to them.

    The variables and their numbers stay as they are.
    """
    known: dict[Guard, Guard] = {}

    def asked(guard: Guard) -> Guard:
        found = known.get(guard)
        if found is None:
            found = known[guard] = _relaxed(guard, kept, holds=True)
        return found

    edges = tuple(
        Edge(edge.source, edge.target, edge.label, edge.duty, asked(edge.guard), _updates(system, edge, kept))
        for edge in system.edges
    )
    return System(system.variables, system.locations, edges, system.initial, asked(system.begins))


def nearest(system: System, goals: Mapping[int, Guard]) -> list[int]:
    """The variables that may decide whether goals (by location) are reached, nearest first: those that the goals look at, or
    that are asked for last on the way to one that looks at none; those that decide whether one of these changes, and so on.
    A change for which nothing is asked is decided where the only way to it is taken.
    """
    deciding: dict[int, set[int]] = {}
    leading: list[list[Edge]] = [[] for _ in system.locations]
    for edge in system.edges:
        leading[edge.target].append(edge)
    for edge in system.edges:
        asked = set(read_by(edge.guard))
        changed = {update.variable for update in edge.updates}
        before = edge
        for _ in range(BACK):
            ways = leading[before.source]
            if not asked <= changed or system.locations[before.source].rests or len(ways) != 1:
                break
            before = ways[0]
            asked |= set(read_by(before.guard))
        for update in edge.updates:
            source = {update.source} if isinstance(update, Copy) else set[int]()
            if not _forgets(update):
                deciding.setdefault(update.variable, set()).update(asked | source)
    wanted: set[int] = set()
    for place, guard in goals.items():
        wanted |= set(read_by(guard)) or _asked_on_the_way(leading, place)
    found = sorted(wanted)
    seen = set(found)
    for variable in found:
        for other in sorted(deciding.get(variable, set()) - seen):
            seen.add(other)
            found.append(other)
    return found


def _asked_on_the_way(leading: Sequence[Sequence[Edge]], place: int) -> set[int]:
    """The variables that the last moves look at that look at any, on the ways to a location."""
    seen, layer = {place}, [place]
    while layer:
        edges = [edge for at in layer for edge in leading[at]]
        found = {variable for edge in edges for variable in read_by(edge.guard)}
        if found:
            return found
        layer = sorted({edge.source for edge in edges} - seen)
        seen.update(layer)
    return set()


def _forgets(update: Update) -> bool:
    """Whether any value may follow any value."""
    first = update.images[0]
    return (
        isinstance(update, Map)
        and all(image == first for image in update.images)
        and first == (1 << len(update.images)) - 1
    )


def _updates(system: System, edge: Edge, kept: Collection[int]) -> tuple[Update, ...]:
    found: list[Update] = []
    for update in edge.updates:
        if update.variable not in kept:
            continue
        if isinstance(update, Copy) and update.source not in kept:
            reached = 0
            for image in update.images:
                reached |= image
            found.append(Map(update.variable, (reached,) * len(system.variables[update.variable].values)))
        else:
            found.append(update)
    return tuple(found)


def _relaxed(guard: Guard, kept: Collection[int], *, holds: bool) -> Guard:
    """What follows from a guard (or from its negation) about the variables that are kept."""
    match guard:
        case In(variable=variable):
            if variable not in kept:
                return TRUE
            return guard if holds else negation(guard)
        case Negation(part=part):
            return _relaxed(part, kept, holds=not holds)
        case AllOf(parts=parts) | AnyOf(parts=parts):
            relaxed = [_relaxed(part, kept, holds=holds) for part in parts]
            return all_of(relaxed) if isinstance(guard, AllOf) is holds else any_of(relaxed)
        case _:
            assert_never(guard)
