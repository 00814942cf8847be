"""Which row each box stands in, and which links lead back up."""

from collections.abc import Sequence
from heapq import heapify, heappop, heappush

from ...grammar.light_dataclass import dataclass
from .geometry import Link


@dataclass(frozen=True, slots=True)
class Ranking:
    """The row of each box, from 0; for each link whether it leads back (to its own row or one above)."""

    rows: tuple[int, ...]
    back: tuple[bool, ...]

    def length(self, link: Link) -> int:
        """How many rows a link spans."""
        return abs(self.rows[link.source] - self.rows[link.target])


def rank(count: int, links: Sequence[Link]) -> Ranking:
    """Rank `count` boxes: every link that does not lead back goes down, as short as may be, two rows with a label.

    Box 0 is where a reader begins. Linear but for a logarithm.
    """
    weak = _weak(links)
    strong_out = _leaving(count, links, [not is_weak for is_weak in weak])
    all_out = [strong + rest for strong, rest in zip(strong_out, _leaving(count, links, weak), strict=True)]
    back = _closing(count, links, strong_out)
    firm = [not (is_weak or is_back) for is_weak, is_back in zip(weak, back, strict=True)]
    order = _order(count, links, firm, _reverse_postorder(count, links, all_out))
    place = {box: index for index, box in enumerate(order)}
    for index, link in enumerate(links):
        if weak[index]:
            back[index] = place[link.source] >= place[link.target]
    rows = _rows(count, links, back, order)
    while turned := [
        index for index, link in enumerate(links) if back[index] and rows[link.source] < rows[link.target]
    ]:
        for index in turned:
            back[index] = False
        order.sort(key=rows.__getitem__)
        rows = _rows(count, links, back, order)
    return Ranking(rows, tuple(back))


def _weak(links: Sequence[Link]) -> list[bool]:
    """The links that only follow the others: of the weak ones all but the first to a box that has no others."""
    entered = {link.target for link in links if not link.weak}
    weak: list[bool] = []
    for link in links:
        weak.append(link.weak and link.target in entered)
        entered.add(link.target)
    return weak


def _leaving(count: int, links: Sequence[Link], wanted: Sequence[bool]) -> list[list[int]]:
    out: list[list[int]] = [[] for _ in range(count)]
    for index, link in enumerate(links):
        if wanted[index]:
            out[link.source].append(index)
    return out


def _closing(count: int, links: Sequence[Link], out: list[list[int]]) -> list[bool]:
    """The links that close a cycle in a depth-first walk."""
    back = [False] * len(links)
    state = [0] * count
    for root in range(count):
        if state[root]:
            continue
        state[root] = 1
        path = [(root, iter(out[root]))]
        while path:
            box, leaving = path[-1]
            index = next(leaving, None)
            if index is None:
                state[box] = 2
                path.pop()
                continue
            target = links[index].target
            if state[target] == 1:
                back[index] = True
            elif state[target] == 0:
                state[target] = 1
                path.append((target, iter(out[target])))
    return back


def _reverse_postorder(count: int, links: Sequence[Link], out: list[list[int]]) -> list[int]:
    seen = [False] * count
    order: list[int] = []
    for root in range(count):
        if seen[root]:
            continue
        seen[root] = True
        tree: list[int] = []
        path = [(root, iter(out[root]))]
        while path:
            box, leaving = path[-1]
            index = next(leaving, None)
            if index is None:
                tree.append(box)
                path.pop()
            elif not seen[links[index].target]:
                seen[links[index].target] = True
                path.append((links[index].target, iter(out[links[index].target])))
        order += reversed(tree)
    return order


def _order(count: int, links: Sequence[Link], firm: list[bool], preferred: list[int]) -> list[int]:
    """A topological order of the firm links, as near to the preferred one as may be."""
    wish = {box: index for index, box in enumerate(preferred)}
    entering = [0] * count
    below: list[list[int]] = [[] for _ in range(count)]
    for index, link in enumerate(links):
        if firm[index]:
            entering[link.target] += 1
            below[link.source].append(link.target)
    ready = [wish[box] for box in range(count) if not entering[box]]
    heapify(ready)
    order: list[int] = []
    while ready:
        box = preferred[heappop(ready)]
        order.append(box)
        for target in below[box]:
            entering[target] -= 1
            if not entering[target]:
                heappush(ready, wish[target])
    return order


def _rows(count: int, links: Sequence[Link], back: list[bool], order: list[int]) -> tuple[int, ...]:
    rows = [0] * count
    down: list[list[Link]] = [[] for _ in range(count)]
    entered = [False] * count
    for index, link in enumerate(links):
        if not back[index]:
            down[link.source].append(link)
            entered[link.target] = True
    for box in order:
        for link in down[box]:
            rows[link.target] = max(rows[link.target], rows[box] + _rows_of(link))
    for box in reversed(order):
        if not entered[box] and down[box]:
            rows[box] = min(rows[link.target] - _rows_of(link) for link in down[box])
    first = min(rows, default=0)
    return tuple(row - first for row in rows)


def _rows_of(link: Link) -> int:
    return 1 if link.label is None else 2
