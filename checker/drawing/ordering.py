"""The order of vertices in their rows, chosen so that few lines cross."""

from itertools import pairwise
from typing import Final

from .grid import Grid

WORK: Final = 1_500_000
"""How many edges may be looked at while rows are put in order; larger pictures get fewer sweeps."""
MOST_SWEEPS: Final = 24

Rows = list[list[int]]
Neighbours = list[list[int]]


def put_in_order(grid: Grid) -> None:
    """Sort the rows of a grid; where nothing is gained the order is that of a depth-first walk.

    The passages of links that lead back are left out of the rows: they get their places afterwards.
    """
    lanes = {vertex for chain, back in zip(grid.chains, grid.back, strict=True) if back for vertex in chain}
    rows = _walked([[vertex for vertex in row if vertex not in lanes] for row in grid.rows], grid)
    edges = sum(map(len, grid.down))
    best, fewest = rows, _crossings(rows, grid.down)
    for sweep in range(min(MOST_SWEEPS, 2 + WORK // (edges + 1))):
        if fewest == 0:
            break
        rows = _swept(rows, grid, downwards=sweep % 2 == 0, flip=sweep % 4 > 1)
        crossings = _crossings(rows, grid.down)
        if crossings < fewest:
            best, fewest = rows, crossings
    grid.rows = best


def _walked(rows: Rows, grid: Grid) -> Rows:
    """Rows in the order in which a depth-first walk downwards meets their vertices."""
    walked: Rows = [[] for _ in rows]
    kept = {vertex for row in rows for vertex in row}
    seen: set[int] = set()
    for root in sorted(kept, key=lambda vertex: (bool(grid.up[vertex]), vertex)):
        waiting = [root]
        while waiting:
            vertex = waiting.pop()
            if vertex not in seen:
                seen.add(vertex)
                walked[grid.row_of[vertex]].append(vertex)
                waiting += reversed(grid.down[vertex])
    return walked


def _swept(rows: Rows, grid: Grid, *, downwards: bool, flip: bool) -> Rows:
    """Each row sorted by the mean place of its neighbours in the row before it."""
    swept = [list(row) for row in rows]
    near = grid.up if downwards else grid.down
    place: dict[int, int] = {}
    for index in range(len(rows)) if downwards else range(len(rows) - 1, -1, -1):
        row = swept[index]
        means: dict[int, float] = {}
        for here, vertex in enumerate(row):
            neighbours = near[vertex]
            means[vertex] = sum(place[n] for n in neighbours) / len(neighbours) if neighbours else float(here)
        swept[index] = _sorted_among_fixed(row, means, near, flip=flip)
        place = {vertex: here for here, vertex in enumerate(swept[index])}
    return swept


def _sorted_among_fixed(
    row: list[int], means: dict[int, float], near: Neighbours, *, flip: bool
) -> list[int]:
    """The row sorted by means; vertices without neighbours stay where they are."""
    moving = [vertex for vertex in row if near[vertex]]
    if flip:
        moving.reverse()
    queue = iter(sorted(moving, key=means.__getitem__))
    return [next(queue) if near[vertex] else vertex for vertex in row]


def _crossings(rows: Rows, down: Neighbours) -> int:
    """How many pairs of edges between neighbouring rows cross."""
    total = 0
    for upper, lower in pairwise(rows):
        place = {vertex: index for index, vertex in enumerate(lower)}
        tree = [0] * (len(lower) + 1)
        met = 0
        for vertex in upper:
            ends = [place[target] for target in down[vertex]]
            for end in ends:
                total += met - _below(tree, end + 1)
            for end in ends:
                _add(tree, end + 1)
            met += len(ends)
    return total


def _below(tree: list[int], index: int) -> int:
    total = 0
    while index > 0:
        total += tree[index]
        index -= index & -index
    return total


def _add(tree: list[int], index: int) -> None:
    while index < len(tree):
        tree[index] += 1
        index += index & -index
