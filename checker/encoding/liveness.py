"""Forgetting what nobody will read: the same system, with fewer states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

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
    edges = tuple(_forgetting(edge, live[edge.source], live[edge.target], sizes) for edge in system.edges)
    begins = _read_again(system.begins, live[system.initial])
    return System(system.variables, system.locations, edges, system.initial, begins), tuple(live)


def _read_again(begins: Guard, live: int) -> Guard:
    """What is demanded at the beginning of variables that matter there."""
    parts = begins.parts if isinstance(begins, AllOf) else (begins,)
    return all_of(part for part in parts if not isinstance(part, In) or live >> part.variable & 1)


def _live(system: System, wanted: list[int]) -> list[int]:
    """By location, the variables (as bits) whose value matters there."""
    reads: dict[Guard, int] = {}
    before: list[list[tuple[int, Edge]]] = [[] for _ in system.locations]
    steps: list[tuple[int, tuple[Update, ...], int]] = []
    for edge in system.edges:
        if edge.guard not in reads:
            reads[edge.guard] = sum(1 << variable for variable in set(read_by(edge.guard)))
        steps.append((edge.source, edge.updates, reads[edge.guard]))
        before[edge.target].append((len(steps) - 1, edge))
    live = list(wanted)
    todo = list(range(len(system.locations)))
    waiting = [True] * len(todo)
    for number, edge in enumerate(system.edges):
        live[edge.source] |= _through(steps[number][1], steps[number][2], wanted[edge.target])
    while todo:
        place = todo.pop()
        waiting[place] = False
        for number, edge in before[place]:
            needed = _through(steps[number][1], steps[number][2], live[place]) | live[edge.source]
            if needed != live[edge.source]:
                live[edge.source] = needed
                if not waiting[edge.source]:
                    waiting[edge.source] = True
                    todo.append(edge.source)
    return live


def _through(updates: tuple[Update, ...], read: int, after: int) -> int:
    """What matters before an edge, where `after` matters behind it."""
    for update in reversed(updates):
        bit = 1 << update.variable
        if not after & bit:
            continue
        match update:
            case Map(images=images):
                if images.count(images[0]) == len(images):
                    after &= ~bit
            case Copy(source=source):
                after = (after & ~bit) | 1 << source
    return after | read


def _forgetting(edge: Edge, before: int, live: int, sizes: tuple[int, ...]) -> Edge:
    """The edge, with what mattered before it and does not behind it forgotten."""
    kept: list[Update] = [
        update
        for place, update in enumerate(edge.updates)
        if live >> update.variable & 1
        or _copied(edge, place)
        or (isinstance(update, Map) and 0 in update.images)
    ]
    for update in kept:
        before |= 1 << update.variable
    dead = before & ~live
    if dead:
        kept += _forgotten(dead, sizes)
    return edge if len(kept) == len(edge.updates) and not dead else edge._replace(updates=tuple(kept))


def _copied(edge: Edge, place: int) -> bool:
    """Whether a later update looks at what this one sets."""
    variable = edge.updates[place].variable
    return any(isinstance(update, Copy) and update.source == variable for update in edge.updates[place + 1 :])


@cache
def _forgotten(dead: int, sizes: tuple[int, ...]) -> tuple[Map, ...]:
    return tuple(
        Map(variable, ((1 << size) - 1,) * size)
        for variable, size in enumerate(sizes)
        if dead >> variable & 1
    )
