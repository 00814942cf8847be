"""Sets of valuations in other diagrams."""

from __future__ import annotations

from .diagrams import EMPTY, EVERYTHING, Diagrams


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
