"""The horizontal places of vertices: long lines straight, boxes over the middle of what they lead to.

After Brandes and Köpf, "Fast and Simple Horizontal Coordinate Assignment" (2001): four extreme layouts, of which
each vertex takes the mean of the two middle places. Blocks are compacted by longest paths, so sizes may differ.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from .grid import Grid

BETWEEN_BOXES: Final = 36.0
BESIDE_LINE: Final = 20.0
BETWEEN_LINES: Final = 16.0

Rows = Sequence[Sequence[int]]


def align(grid: Grid) -> list[float]:
    """The x of the middle of every vertex; the leftmost side is at 0."""
    if not any(grid.rows):
        return []
    conflicts = _conflicts(grid)
    layouts: list[list[float]] = []
    above = [_straight(grid, [(near, vertex) for near in up]) for vertex, up in enumerate(grid.up)]
    below = [_straight(grid, [(vertex, near) for near in down]) for vertex, down in enumerate(grid.down)]
    for near, rows in (
        ([[upper for upper, _ in edges] for edges in above], grid.rows),
        ([[lower for _, lower in edges] for edges in below], grid.rows[::-1]),
    ):
        for mirrored in (False, True):
            turned = [row[::-1] for row in rows] if mirrored else rows
            root = _blocks(turned, near, conflicts, len(grid.sizes))
            places = _compacted(grid, turned, root)
            layouts.append([-place for place in places] if mirrored else places)
    return _balanced(grid, layouts)


def _straight(grid: Grid, edges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The edges that are not aside; all, where every one is."""
    return [edge for edge in edges if edge not in grid.aside] or edges


def _gap(grid: Grid, one: int, other: int) -> float:
    passages = grid.is_passage(one) + grid.is_passage(other)
    between = (BETWEEN_BOXES, BESIDE_LINE, BETWEEN_LINES)[passages]
    return (grid.sizes[one].width + grid.sizes[other].width) / 2 + between


def _conflicts(grid: Grid) -> frozenset[tuple[int, int]]:
    """Edges (upper, lower) that cross a line passing on from row to row: that one stays straight."""
    found: set[tuple[int, int]] = set()
    for upper, lower in pairwise(grid.rows):
        place = {vertex: index for index, vertex in enumerate(upper)}
        left, scanned = 0, 0
        for index, vertex in enumerate(lower):
            inner = _inner(grid, vertex)
            if inner is None and index + 1 < len(lower):
                continue
            right = len(upper) - 1 if inner is None else place[inner]
            for other in lower[scanned : index + 1]:
                for neighbour in grid.up[other]:
                    crosses = not left <= place[neighbour] <= right
                    if crosses and not (grid.is_passage(neighbour) and grid.is_passage(other)):
                        found.add((neighbour, other))
            scanned, left = index + 1, right
    return frozenset(found)


def _inner(grid: Grid, vertex: int) -> int | None:
    """The passage above a passage."""
    above = grid.up[vertex][0] if grid.is_passage(vertex) and grid.up[vertex] else None
    return above if above is not None and grid.is_passage(above) else None


def _blocks(
    rows: Rows, near: list[list[int]], conflicts: frozenset[tuple[int, int]], count: int
) -> list[int]:
    """The root of each vertex's block: a block is a chain of vertices that stand below one another."""
    root = list(range(count))
    following = list(range(count))
    place = [0] * count
    for row in rows:
        for index, vertex in enumerate(row):
            place[vertex] = index
    for row in rows:
        last = -1
        for vertex in row:
            neighbours = sorted(near[vertex], key=place.__getitem__)
            middle = (len(neighbours) - 1) // 2
            for neighbour in neighbours[middle : len(neighbours) // 2 + 1]:
                free = following[vertex] == vertex and place[neighbour] > last
                if free and (neighbour, vertex) not in conflicts and (vertex, neighbour) not in conflicts:
                    following[neighbour] = vertex
                    root[vertex] = root[neighbour]
                    following[vertex] = root[vertex]
                    last = place[neighbour]
    return root


def _compacted(grid: Grid, rows: Rows, root: list[int]) -> list[float]:
    """Places as far left as they may be, then each block as near to its right neighbours as it may be."""
    gaps: dict[tuple[int, int], float] = {}
    for row in rows:
        for one, other in pairwise(row):
            pair = (root[one], root[other])
            gaps[pair] = max(gaps.get(pair, 0.0), _gap(grid, one, other))
    after: dict[int, list[tuple[int, float]]] = {vertex: [] for vertex in root}
    before = dict.fromkeys(after, 0)
    for (one, other), gap in gaps.items():
        after[one].append((other, gap))
        before[other] += 1
    order = [block for block, waiting in before.items() if not waiting]
    place = dict.fromkeys(after, 0.0)
    for block in order:
        for other, gap in after[block]:
            place[other] = max(place[other], place[block] + gap)
            before[other] -= 1
            if not before[other]:
                order.append(other)
    for block in reversed(order):
        if after[block]:
            place[block] = max(place[block], min(place[other] - gap for other, gap in after[block]))
    return [place[block] for block in root]


def _balanced(grid: Grid, layouts: list[list[float]]) -> list[float]:
    def left(layout: list[float]) -> float:
        return min(place - size.width / 2 for place, size in zip(layout, grid.sizes, strict=True))

    def right(layout: list[float]) -> float:
        return max(place + size.width / 2 for place, size in zip(layout, grid.sizes, strict=True))

    narrowest = min(layouts, key=lambda layout: right(layout) - left(layout))
    for index, layout in enumerate(layouts):
        mirrored = index % 2 == 1
        shift = right(narrowest) - right(layout) if mirrored else left(narrowest) - left(layout)
        layouts[index] = [place + shift for place in layout]
    middles = [sorted(places)[1:3] for places in zip(*layouts, strict=True)]
    balanced = [(low + high) / 2 for low, high in middles]
    first = left(balanced)
    return [place - first for place in balanced]
