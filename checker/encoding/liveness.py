"""Forgetting what nobody will read: the same system, with fewer states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from .guard import AllOf, Guard, In, all_of, read_by
from .system import Copy, Edge, Map, System, Update


def forgetful(
    system: System, watched: Iterable[int] = (), asked: Mapping[int, Iterable[int]] | None = None
) -> tuple[System, tuple[int, ...]]:
    """The system with an update that gives a variable any value wherever nobody reads it before it is set again; and by
    location the variables (as bits) that mean something there.

    Every path stays a path, and no guard on the way can tell the difference. `watched` variables are never forgotten; `asked`
    are variables, by location, that somebody will ask for there. A variable is forgotten once, on the edge behind which
    nobody reads it: it has any value from there on until it is set.
    """
    sizes = tuple(len(variable.values) for variable in system.variables)
    kept = sum(1 << variable for variable in set(watched))
    wanted = [kept] * len(system.locations)
    for location, variables in (asked or {}).items():
        wanted[location] |= sum(1 << variable for variable in set(variables))
    live = _live(system, wanted)
    known: dict[tuple[int, int, int], tuple[Update, ...]] = {}
    together = _together(system, live)
    edges: list[Edge] = []
    for edge in system.edges:
        before, behind = together[system.locations[edge.source].stage, edge.target], live[edge.target]
        key = (id(edge.updates), before, behind)
        found = known.get(key)
        if found is None:
            found = known[key] = _forgetting(edge.updates, before, behind, sizes)
        edges.append(edge if found is edge.updates else Edge(*edge[:5], found))
    begins = _read_again(system.begins, live[system.initial])
    return System(system.variables, system.locations, tuple(edges), system.initial, begins), tuple(live)


def _together(system: System, live: Sequence[int]) -> dict[tuple[int | None, int], int]:
    """The variables (as bits) that matter anywhere before the edges from a stage to a location: to forget those that had any
    value before changes nothing, and so these edges have one move in common.
    """
    found: dict[tuple[int | None, int], int] = {}
    for edge in system.edges:
        key = system.locations[edge.source].stage, edge.target
        found[key] = found.get(key, 0) | live[edge.source]
    return found


def _read_again(begins: Guard, live: int) -> Guard:
    """What is demanded at the beginning, but of variables that do not matter there: some value of theirs fulfils it."""
    parts = begins.parts if isinstance(begins, AllOf) else (begins,)
    read = [variable for part in parts for variable in set(read_by(part))]
    return all_of(
        part
        for part in parts
        if not isinstance(part, In)
        or live >> part.variable & 1
        or not part.values
        or read.count(part.variable) > 1
    )


def _live(system: System, wanted: list[int]) -> list[int]:
    """By location, the variables (as bits) whose value matters there."""
    edges = system.edges
    known: dict[tuple[int, int], _Need] = {}
    needs: list[_Need] = []
    before: list[list[int]] = [[] for _ in system.locations]
    for number, (_, target, _, _, guard, updates) in enumerate(edges):
        key = (id(guard), id(updates))
        need = known.get(key)
        if need is None:
            need = known[key] = _need(guard, updates)
        needs.append(need)
        before[target].append(number)
    live = list(wanted)
    todo = list(range(len(system.locations)))
    waiting = [True] * len(todo)
    while todo:
        place = todo.pop()
        waiting[place] = False
        after = live[place]
        for number in before[place]:
            source = edges[number].source
            mine = live[source]
            needed = mine | needs[number].behind(after)
            if needed != mine:
                live[source] = needed
                if not waiting[source]:
                    waiting[source] = True
                    todo.append(source)
    return live


class _Need(NamedTuple):
    """What an edge makes of what matters behind it: the variables (as bits) that it sets whatever they were, those that
    its guard reads, and its updates where one copies a variable.
    """

    sets: int
    reads: int
    copying: tuple[Update, ...]

    def behind(self, after: int) -> int:
        """What matters before an edge, where `after` matters behind it."""
        for update in reversed(self.copying):
            bit = 1 << update.variable
            match update:
                case Map():
                    if _may_stop(update):
                        after |= bit
                    elif _is_constant(update):
                        after &= ~bit
                case Copy(source=source):
                    if after & bit or _may_stop(update):
                        after = (after & ~bit) | 1 << source
        return (after & ~self.sets) | self.reads


def _need(guard: Guard, updates: tuple[Update, ...]) -> _Need:
    reads = 0
    for variable in read_by(guard):
        reads |= 1 << variable
    if any(isinstance(update, Copy) for update in updates):
        return _Need(0, reads, updates)
    sets = 0
    for update in updates:
        if _may_stop(update):
            reads |= 1 << update.variable
        elif _is_constant(update):
            sets |= 1 << update.variable
    return _Need(sets, reads, ())


def _may_stop(update: Update) -> bool:
    """Whether an edge cannot be taken for some values of the variable (or of that which is copied), as if its guard read it."""
    return 0 in update.images


def _is_constant(update: Update) -> bool:
    return update.images.count(update.images[0]) == len(update.images)


def _forgetting(
    updates: tuple[Update, ...], before: int, live: int, sizes: tuple[int, ...]
) -> tuple[Update, ...]:
    """The updates, with what mattered before them and does not behind them forgotten."""
    copied = _copied(updates)
    kept: list[Update] = [
        update
        for update, is_copied in zip(updates, copied, strict=True)
        if live >> update.variable & 1 or is_copied or _may_stop(update)
    ]
    for update in kept:
        before |= 1 << update.variable
    dead = before & ~live
    if dead:
        kept += _forgotten(dead, sizes)
    return updates if len(kept) == len(updates) and not dead else tuple(kept)


def _copied(updates: tuple[Update, ...]) -> list[bool]:
    """Whether a later update looks at what one sets, update by update."""
    found: list[bool] = []
    sources = 0
    for update in reversed(updates):
        found.append(bool(sources >> update.variable & 1))
        if isinstance(update, Copy):
            sources |= 1 << update.source
        elif _may_stop(update):
            sources |= 1 << update.variable
    return found[::-1]


def _forgotten(dead: int, sizes: tuple[int, ...]) -> tuple[Map, ...]:
    found: list[Map] = []
    while dead:
        variable = (dead & -dead).bit_length() - 1
        dead &= dead - 1
        found.append(_any_value(variable, sizes[variable]))
    return tuple(found)


@cache
def _any_value(variable: int, size: int) -> Map:
    return Map(variable, ((1 << size) - 1,) * size)
