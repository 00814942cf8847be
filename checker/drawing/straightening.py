"""Lines that would make a tiny step aside before a box go straight instead."""

from collections.abc import Sequence
from typing import Final

from .grid import Grid

_TINY: Final = 12.0
_APART: Final = 8.0


def straighten(grid: Grid, middles: list[float], ports: Sequence[tuple[float, float]]) -> None:
    """Move passages in `middles` by a little where their line then meets its port, if there is room beside them."""
    place = {vertex: index for row in grid.rows for index, vertex in enumerate(row)}
    for index, (leaves, enters) in enumerate(ports):
        chain = [vertex for vertex in grid.chains[index] if grid.is_passage(vertex)]
        if grid.back[index]:
            chain.reverse()
        if chain:
            _move(grid, middles, place, chain, leaves)
            _move(grid, middles, place, chain[::-1], enters)


def _move(grid: Grid, middles: list[float], place: dict[int, int], chain: list[int], port: float) -> None:
    """Move the first passages of a chain that stand below one another to a port."""
    x = middles[chain[0]]
    if x == port or abs(port - x) > _TINY:
        return
    run: list[int] = []
    for vertex in chain:
        if middles[vertex] != x:
            break
        run.append(vertex)
    if all(_fits(grid, middles, place, vertex, port) for vertex in run):
        for vertex in run:
            middles[vertex] = port


def _fits(grid: Grid, middles: list[float], place: dict[int, int], vertex: int, x: float) -> bool:
    row = grid.rows[grid.row_of[vertex]]
    here = place[vertex]
    for near in row[max(here - 1, 0) : here] + row[here + 1 : here + 2]:
        if abs(middles[near] - x) < (grid.sizes[near].width + grid.sizes[vertex].width) / 2 + _APART:
            return False
    return True
