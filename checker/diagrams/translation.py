"""Sets of valuations as guards."""

from __future__ import annotations

from ..encoding.guard import FALSE, TRUE, Guard, In, all_of, any_of
from .diagrams import Diagrams


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
