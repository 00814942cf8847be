"""Parts of a graph: strongly connected ones (Tarjan 1972, without recursion), and those that edges link at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def components(following: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """The number of the part that each node is in. `following[node]` are the nodes that edges lead to.

    An edge between parts leads to a greater number: the numbers are a topological order.
    """
    size = len(following)
    order = [-1] * size
    low = [0] * size
    part = [-1] * size
    stack: list[int] = []
    count = parts = 0
    for root in range(size):
        if order[root] >= 0:
            continue
        work = [(root, 0)]
        while work:
            node, place = work.pop()
            if place == 0:
                order[node] = low[node] = count
                count += 1
                stack.append(node)
            targets = following[node]
            while place < len(targets):
                target = targets[place]
                place += 1
                if order[target] < 0:
                    work.append((node, place))
                    work.append((target, 0))
                    break
                if part[target] < 0:
                    low[node] = min(low[node], order[target])
            else:
                if low[node] == order[node]:
                    member = -1
                    while member != node:
                        member = stack.pop()
                        part[member] = parts
                    parts += 1
                if work:
                    parent = work[-1][0]
                    low[parent] = min(low[parent], low[node])
    return tuple(parts - 1 - number for number in part)


def linked(size: int, ways: Iterable[tuple[int, int]]) -> list[int]:
    """By node, the first one that edges link it to, whichever way they lead."""
    first = list(range(size))

    def root(node: int) -> int:
        while first[node] != node:
            first[node] = first[first[node]]
            node = first[node]
        return node

    for one, two in ways:
        left, right = root(one), root(two)
        if left != right:
            first[max(left, right)] = min(left, right)
    return [root(node) for node in range(size)]
