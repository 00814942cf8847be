"""The part of a transition system that decides whether a set is reached."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ..encoding.guard import Guard, read_by
from ..encoding.system import Copy, System


class Slice:
    """What can lead to some states: `locations`, `edges` by number and `variables`, all ascending.

    A location that leads nowhere near them is left out, and a variable that no guard there reads, nor an update of such a
    variable, nor the question itself: it cannot make a difference.
    """

    __slots__ = ("edges", "locations", "system", "variables")

    def __init__(self, system: System, goals: Mapping[int, Guard]) -> None:
        """`goals` are the states that are asked for, by location."""
        self.system = system
        before: list[list[int]] = [[] for _ in system.locations]
        for edge in system.edges:
            before[edge.target].append(edge.source)
        inside = _closure(goals, lambda place: before[place])
        self.locations = tuple(sorted(inside))
        self.edges = tuple(
            number
            for number, edge in enumerate(system.edges)
            if edge.source in inside and edge.target in inside
        )
        read = {variable for guard in (*goals.values(), system.begins) for variable in read_by(guard)}
        sources: dict[int, set[int]] = {}
        for number in self.edges:
            edge = system.edges[number]
            read.update(read_by(edge.guard))
            for update in edge.updates:
                source = update.source if isinstance(update, Copy) else update.variable
                sources.setdefault(update.variable, set()).add(source)
                if not all(update.images):
                    read.add(source)
        self.variables = tuple(sorted(_closure(read, lambda variable: sources.get(variable, ()))))


def _closure(start: Iterable[int], behind: Callable[[int], Iterable[int]]) -> set[int]:
    found = set(start)
    todo = sorted(found)
    while todo:
        for other in behind(todo.pop()):
            if other not in found:
                found.add(other)
                todo.append(other)
    return found
