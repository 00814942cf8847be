"""Where the lines of links touch their boxes."""

from collections.abc import Sequence
from typing import Final

from .geometry import Box, Link
from .grid import Grid

APART: Final = 16.0
"""Lines leave and enter a box so far from each other, or nearer where it has no room."""


def ports(
    boxes: Sequence[Box], links: Sequence[Link], grid: Grid, middles: Sequence[float]
) -> list[tuple[float, float]]:
    """For each link the x at which it leaves the bottom of its source and enters the top of its target."""
    leaving: list[list[tuple[float, int]]] = [[] for _ in boxes]
    entering: list[list[tuple[float, int]]] = [[] for _ in boxes]
    for index, link in enumerate(links):
        chain = grid.chains[index]
        first = chain[-1] if grid.back[index] else chain[1]
        leaving[link.source].append((middles[first], index))
    out = _spread(boxes, leaving, middles)
    for index, link in enumerate(links):
        chain = grid.chains[index]
        last = chain[0] if grid.back[index] else chain[-2]
        entering[link.target].append((middles[last] if grid.is_passage(last) else out[index], index))
    into = _spread(boxes, entering, middles)
    return [(out[index], into[index]) for index in range(len(links))]


def _spread(
    boxes: Sequence[Box], wishes: list[list[tuple[float, int]]], middles: Sequence[float]
) -> dict[int, float]:
    places: dict[int, float] = {}
    for box, wished in enumerate(wishes):
        room = max(0.0, boxes[box].size.width / 2 - boxes[box].inset)
        wished.sort()
        spread = distribute([wish for wish, _ in wished], middles[box] - room, middles[box] + room)
        places |= {index: place for (_, index), place in zip(wished, spread, strict=True)}
    return places


def distribute(wishes: Sequence[float], low: float, high: float) -> list[float]:
    """Places between `low` and `high`, `APART` from each other, as near to the rising wishes as may be."""
    count = len(wishes)
    apart = min(APART, (high - low) / (count - 1)) if count > 1 else 0.0
    pools: list[tuple[float, int]] = []
    for index, wish in enumerate(wishes):
        total, size = min(max(wish, low), high) - index * apart, 1
        while pools and pools[-1][0] / pools[-1][1] >= total / size:
            before, many = pools.pop()
            total, size = total + before, size + many
        pools.append((total, size))
    level = [total / size for total, size in pools for _ in range(size)]
    most = high - (count - 1) * apart
    return [min(max(place, low), most) + index * apart for index, place in enumerate(level)]
