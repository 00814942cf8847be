"""The order of vertices in their rows, chosen so that few lines cross."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from .geometry import Link
from .grid import Grid

WORK: Final = 1_500_000
"""How many edges may be looked at while rows are put in order; larger pictures get fewer sweeps."""
MOST_SWEEPS: Final = 24

Rows = list[list[int]]
Neighbours = list[list[int]]


def put_in_order(grid: Grid, links: Sequence[Link]) -> None:
    """Sort the rows of a grid. Where nothing is gained the order is that of a depth-first walk."""
    up, down, rows, count = _with_turns(grid, links)
    rows = _walked(rows, up, down, count)
    edges = sum(map(len, down))
    best, fewest = rows, _crossings(rows, down)
    for sweep in range(min(MOST_SWEEPS, 2 + WORK // (edges + 1))):
        if fewest == 0:
            break
        rows = _swept(rows, up, down, downwards=sweep % 2 == 0, flip=sweep % 4 > 1)
        crossings = _crossings(rows, down)
        if crossings < fewest:
            best, fewest = rows, crossings
    total = len(grid.sizes)
    grid.rows = [[vertex for vertex in row if vertex < total] for row in best[1:-1]]


def _with_turns(grid: Grid, links: Sequence[Link]) -> tuple[Neighbours, Neighbours, Rows, int]:
    """The grid with a vertex for each turn of a link that leads back, so that its lane stays near its ends."""
    up = [list(vertices) for vertices in grid.up]
    down = [list(vertices) for vertices in grid.down]
    rows = [[], *(list(row) for row in grid.rows), []]
    for index, link in enumerate(links):
        if grid.back[index]:
            lane = grid.chains[index]
            below, above = len(up), len(up) + 1
            up += [[link.source, lane[-1]], []]
            down += [[], [lane[0], link.target]]
            down[link.source].append(below)
            down[lane[-1]].append(below)
            up[lane[0]].append(above)
            up[link.target].append(above)
            rows[grid.row_of[link.source] + 2].append(below)
            rows[grid.row_of[link.target]].append(above)
    return up, down, rows, len(up)


def _walked(rows: Rows, up: Neighbours, down: Neighbours, count: int) -> Rows:
    """Rows in the order in which a depth-first walk downwards meets their vertices."""
    row_of = [0] * count
    for index, row in enumerate(rows):
        for vertex in row:
            row_of[vertex] = index
    walked: Rows = [[] for _ in rows]
    seen = [False] * count
    roots = [vertex for vertex in range(count) if not up[vertex]]
    for root in (*roots, *range(count)):
        waiting = [root]
        while waiting:
            vertex = waiting.pop()
            if not seen[vertex]:
                seen[vertex] = True
                walked[row_of[vertex]].append(vertex)
                waiting += reversed(down[vertex])
    return walked


def _swept(rows: Rows, up: Neighbours, down: Neighbours, *, downwards: bool, flip: bool) -> Rows:
    """Each row sorted by the mean place of its neighbours in the row before it."""
    swept = [list(row) for row in rows]
    near = up if downwards else down
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
