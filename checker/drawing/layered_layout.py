"""A layered layout for boxes of any size, with lines that run between the rows and never through a box."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from .alignment import align
from .channels import Piece, tracks
from .geometry import Box, Link, Placement, Point, Size
from .grid import Grid, make_grid
from .lanes import insert_lanes
from .ordering import put_in_order
from .ports import ports
from .ranking import Ranking, rank
from .straightening import straighten

TRACK: Final = 12.0
"""The distance of lines that run sideways."""
ABOVE: Final = 14.0
"""The least straight way below a row, and above a row of labels alone."""
ARROW: Final = 22.0
"""The least straight way above a row of boxes: room for an arrow head."""
_SAME: Final = 0.01


def lay_out(boxes: Sequence[Box], links: Sequence[Link], ranking: Ranking | None = None) -> Placement:
    """Place boxes and lines. The same input gives the same picture.

    Links lead downwards but for those that close a cycle. No two boxes or labels overlap, and no line crosses a box
    other than the two it joins, because lines run sideways only between rows and down only beside what is there.
    """
    ranking = ranking or rank(len(boxes), links)
    grid = make_grid(boxes, links, ranking)
    put_in_order(grid)
    insert_lanes(grid, links)
    return _Routing(boxes, links, grid).placement()


class _Routing:
    def __init__(self, boxes: Sequence[Box], links: Sequence[Link], grid: Grid) -> None:
        self.boxes = boxes
        self.links = links
        self.grid = grid
        self.middles = align(grid)
        straighten(grid, self.middles, ports(boxes, links, grid, self.middles))
        self.ports = ports(boxes, links, grid, self.middles)
        # Channel c lies above row c; the last one lies below the last row.
        self.channels: list[list[Piece]] = [[] for _ in range(len(grid.rows) + 1)]
        self.ways = [self._way(index) for index in range(len(links))]
        self.levels = [tracks(pieces) for pieces in self.channels]
        self.tops, self.starts = self._heights()

    def placement(self) -> Placement:
        grid = self.grid
        corners = [
            Point(middle - size.width / 2, self.tops[row])
            for middle, size, row in zip(self.middles, grid.sizes, grid.row_of, strict=True)
        ]
        lines = tuple(self._line(index) for index in range(len(self.links)))
        labels = tuple(None if vertex is None else corners[vertex] for vertex in grid.labels)
        right = max((p.x + s.width for p, s in zip(corners, grid.sizes, strict=True)), default=0.0)
        return Placement(Size(right, self.tops[-1]), tuple(corners[: grid.boxes]), labels, lines)

    def _way(self, index: int) -> list[tuple[int, int]]:
        """The pieces of a line in order, as (channel, number in it); they are made here."""
        leaves, enters = self.ports[index]
        chain = self.grid.chains[index]
        rows = self.grid.row_of
        way: list[tuple[int, int]] = []
        if not self.grid.back[index]:
            places = [leaves, *(self.middles[vertex] for vertex in chain[1:-1]), enters]
            for upper, (one, other) in zip(chain, pairwise(places), strict=False):
                way += self._piece(rows[upper] + 1, Piece(index, one, other, first_up=True, last_up=False))
            return way
        lane = [self.middles[vertex] for vertex in reversed(chain)]
        way += self._piece(rows[chain[-1]] + 1, Piece(index, leaves, lane[0], first_up=True, last_up=True))
        for lower, (one, other) in zip(reversed(chain), pairwise(lane), strict=False):
            way += self._piece(rows[lower], Piece(index, one, other, first_up=False, last_up=True))
        return way + self._piece(
            rows[chain[0]], Piece(index, lane[-1], enters, first_up=False, last_up=False)
        )

    def _piece(self, channel: int, piece: Piece) -> list[tuple[int, int]]:
        if abs(piece.first - piece.last) < _SAME:
            return []
        self.channels[channel].append(piece)
        return [(channel, len(self.channels[channel]) - 1)]

    def _heights(self) -> tuple[list[float], list[float]]:
        """The y of each row's top (and of the end of the picture), and of each channel's first track."""
        tops: list[float] = []
        starts: list[float] = []
        y = 0.0
        rows = self.grid.rows
        for channel, levels in enumerate(self.levels):
            used = (max(levels) * TRACK) if levels else 0.0
            outermost = channel in (0, len(rows))
            above = 0.0 if channel == 0 or (outermost and not levels) else ABOVE
            starts.append(y + above)
            y += above + used
            if channel < len(rows):
                boxes = any(not self.grid.is_passage(vertex) for vertex in rows[channel])
                y += (ARROW if boxes else ABOVE) if levels or not outermost else 0.0
                tops.append(y)
                y += max((self.grid.sizes[vertex].height for vertex in rows[channel]), default=0.0)
        tops.append(y)
        return tops, starts

    def _line(self, index: int) -> tuple[Point, ...]:
        link = self.links[index]
        leaves, enters = self.ports[index]
        source = self.tops[self.grid.row_of[link.source]] + self.boxes[link.source].size.height
        points = [Point(leaves, source)]
        for channel, number in self.ways[index]:
            y = self.starts[channel] + self.levels[channel][number] * TRACK
            piece = self.channels[channel][number]
            points += (Point(piece.first, y), Point(piece.last, y))
        return (*points, Point(enters, self.tops[self.grid.row_of[link.target]]))
