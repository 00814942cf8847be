"""The shortest run to an end in which nothing fails: what a reader wants to see first."""

from __future__ import annotations

from collections import deque

from ..events import Fail
from .answers import End, is_end
from .graph import Edge, Graph, Transition


def shortest_without_errors(graph: Graph, end: End) -> tuple[Transition, ...] | None:
    """The shortest run without any injected error that ends in this way; None where none was explored."""
    parents: dict[int, Edge] = {}
    todo = deque([0])
    while todo:
        node = todo.popleft()
        if is_end(graph.configurations[node], end):
            return _path(parents, node)
        for edge in graph.edges(node):
            is_failing = edge.transition.faults or isinstance(edge.transition.event, Fail)
            if edge.target and edge.target not in parents and not is_failing:
                parents[edge.target] = edge
                todo.append(edge.target)
    return None


def _path(parents: dict[int, Edge], node: int) -> tuple[Transition, ...]:
    found: list[Transition] = []
    while node in parents:
        found.append(parents[node].transition)
        node = parents[node].source
    return tuple(reversed(found))
