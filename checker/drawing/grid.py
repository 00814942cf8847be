"""Rows of vertices: every box, and for every link one vertex in each row that it passes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .geometry import Box, Link, Size
from .ranking import Ranking


@dataclass(slots=True)
class Grid:
    """The vertices of a layout. Vertex i is box i for i below `boxes`; the others are passages of links.

    `chains` holds for each link its vertices from the upper to the lower row: for one that leads down with its
    source and target, for one that leads back its passages alone, in a lane beside the boxes it passes.
    `labels` is the vertex that carries a link's label. Rows hold vertices from left to right. `aside` are the edges
    between neighbouring rows, upper vertex first, that leave the straight way to others.
    """

    boxes: int
    sizes: list[Size]
    row_of: list[int]
    rows: list[list[int]]
    chains: list[list[int]]
    labels: list[int | None]
    back: tuple[bool, ...]
    up: list[list[int]] = field(default_factory=list[list[int]])
    down: list[list[int]] = field(default_factory=list[list[int]])
    aside: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])

    def is_passage(self, vertex: int) -> bool:
        """True for a vertex that is no box."""
        return vertex >= self.boxes


def make_grid(boxes: Sequence[Box], links: Sequence[Link], ranking: Ranking) -> Grid:
    """The vertices of ranked boxes and links; rows are not yet in order."""
    rows: list[list[int]] = [[] for _ in range(max(ranking.rows, default=-1) + 1)]
    for box, row in enumerate(ranking.rows):
        rows[row].append(box)
    grid = Grid(
        len(boxes),
        [box.size for box in boxes],
        list(ranking.rows),
        rows,
        [],
        [None] * len(links),
        ranking.back,
    )
    grid.up = [[] for _ in boxes]
    grid.down = [[] for _ in boxes]
    for index, link in enumerate(links):
        top, bottom = sorted((ranking.rows[link.source], ranking.rows[link.target]))
        if ranking.back[index]:
            chain = [_passage(grid, row) for row in range(top, bottom + 1)]
            labelled = len(chain) - 1
        else:
            chain = [link.source, *(_passage(grid, row) for row in range(top + 1, bottom)), link.target]
            labelled = 1
        for upper, lower in pairwise(chain):
            grid.down[upper].append(lower)
            grid.up[lower].append(upper)
            if link.aside:
                grid.aside.add((upper, lower))
        if link.label is not None:
            grid.labels[index] = chain[labelled]
            grid.sizes[chain[labelled]] = link.label
        grid.chains.append(chain)
    return grid


def _passage(grid: Grid, row: int) -> int:
    vertex = len(grid.sizes)
    grid.sizes.append(Size(0, 0))
    grid.row_of.append(row)
    grid.rows[row].append(vertex)
    grid.up.append([])
    grid.down.append([])
    return vertex
