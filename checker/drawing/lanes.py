"""Where the lines that lead back up pass: beside the boxes, where they cross the fewest other lines."""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Final

from .geometry import Link
from .grid import Grid

_FAR: Final = 0.001
"""What one place of distance from a lane's ends counts beside one crossing."""


def insert_lanes(grid: Grid, links: Sequence[Link]) -> None:
    """Put the passages of links that lead back into their rows, the shortest lanes first.

    The order of all other vertices stays as it is.
    """
    for index in sorted(_returning(grid), key=lambda index: (len(grid.chains[index]), index)):
        link, lane = links[index], grid.chains[index]
        right = _way(grid, link, lane, after=True)
        left = _way(grid, link, lane, after=False)
        _, gaps = min(right, left, key=lambda way: way[0])
        for vertex, gap in zip(reversed(lane), gaps, strict=True):
            grid.rows[grid.row_of[vertex]].insert(gap, vertex)


def _returning(grid: Grid) -> Iterable[int]:
    return (index for index, back in enumerate(grid.back) if back)


def _way(grid: Grid, link: Link, lane: list[int], *, after: bool) -> tuple[float, list[int]]:
    """The best way up that begins on one side of the link's source: its cost, and the place in each row."""
    row = grid.row_of[link.source]
    gap = grid.rows[row].index(link.source) + after
    gaps = [gap]
    cost = 0.0
    top = grid.rows[grid.row_of[link.target]].index(link.target)
    for _ in lane[1:]:
        row -= 1
        crossings = _crossings_by_gap(grid, row, gap)
        wish = top + 0.5 if row == grid.row_of[link.target] else gap
        gap = min(
            range(len(crossings)), key=lambda place: (crossings[place] + _FAR * abs(place - wish), -place)
        )
        cost += crossings[gap]
        gaps.append(gap)
    return cost + _FAR * abs(gap - top - 0.5), gaps


def _crossings_by_gap(grid: Grid, row: int, below: int) -> list[int]:
    """How many lines between a row and the next one a lane crosses, for each gap it may come up in.

    `below` is the gap of the next row that it comes from.
    """
    place = {vertex: index for index, vertex in enumerate(grid.rows[row + 1])}
    change: list[int] = []
    first = 0
    for vertex in grid.rows[row]:
        ends = [place[target] for target in grid.down[vertex] if target in place]
        to_right = sum(end >= below for end in ends)
        first += len(ends) - to_right
        change.append(to_right - (len(ends) - to_right))
    return list(accumulate(change, initial=first))
