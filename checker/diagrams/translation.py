"""Sets of valuations as guards."""

from __future__ import annotations

from ..encoding.guard import FALSE, TRUE, Guard, In, all_of, any_of
from .diagrams import EMPTY, EVERYTHING, Diagrams


def guard_of(diagrams: Diagrams, node: int) -> Guard:
    """A guard that holds in exactly the valuations of a set."""
    known: dict[int, Guard] = {0: FALSE, 1: TRUE}
    for found in diagrams.below(node):
        level = diagrams.levels[found]
        values: dict[int, int] = {}
        for value, child in enumerate(diagrams.children[found]):
            values[child] = values.get(child, 0) | 1 << value
        known[found] = any_of(
            all_of((In(level, bits), known[child])) for child, bits in values.items() if child
        )
    return known[node]


def moved(diagrams: Diagrams, node: int, target: Diagrams, known: dict[int, int]) -> int:
    """The same set in other diagrams over the same levels. `known` remembers what was moved."""
    known.setdefault(EMPTY, EMPTY)
    known.setdefault(EVERYTHING, EVERYTHING)
    if node not in known:
        for found in diagrams.below(node):
            if found not in known:
                children = tuple(known[child] for child in diagrams.children[found])
                known[found] = target.node(diagrams.levels[found], children)
    return known[node]
