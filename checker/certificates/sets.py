"""Sets of valuations as plain data: a table of decision diagram nodes, children before parents."""

from __future__ import annotations

from collections.abc import Sequence
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
