"""Sets of valuations as plain data: a table of decision diagram nodes, children before parents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

NOTHING: Final = 0
"""The number of the empty set."""
EVERYTHING: Final = 1
"""The number of the set of all valuations."""

Node = tuple[int, tuple[int, ...]]
"""A variable, and for each of its values the number of a set. Node number n (2 and more) is entry n - 2 of its table.

A child has a smaller number than its parent and looks at later variables only, so that a path meets a variable at
most once. A variable that a path skips may have any value.
"""
Nodes = tuple[Node, ...]


class Place(NamedTuple):
    """States: a location and the number of a set of valuations."""

    location: int
    states: int


def contains(nodes: Nodes, number: int, valuation: Sequence[int]) -> bool:
    """Whether a set holds a valuation (the number of a value by variable)."""
    while number > EVERYTHING:
        variable, children = nodes[number - 2]
        number = children[valuation[variable]]
    return number == EVERYTHING


def compact(nodes: Sequence[Node], wanted: Iterable[int]) -> tuple[Nodes, dict[int, int]]:
    """The part of a table that some sets consist of, in the same order, and the new number of each of its sets."""
    needed: set[int] = set()
    todo = list(wanted)
    while todo:
        number = todo.pop()
        if number > EVERYTHING and number not in needed:
            needed.add(number)
            todo += nodes[number - 2][1]
    new = {NOTHING: NOTHING, EVERYTHING: EVERYTHING}
    kept: list[Node] = []
    for number in sorted(needed):
        variable, children = nodes[number - 2]
        kept.append((variable, tuple([new[child] for child in children])))
        new[number] = len(kept) + 1
    return tuple(kept), new
