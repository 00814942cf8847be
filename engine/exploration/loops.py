"""Circles in the graph of all runs: what can be repeated for ever, and what can never be left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..interpreter.refusal import is_over
from .answers import backward
from .fillings import is_result
from .graph import Edge, Graph


class Loop(NamedTuple):
    """Configurations that results and errors alone lead from one to another and back, round and round.

    `nodes` in order, `nearest` the one with the fewest events before it. `stages` are those the loop goes through.
    `can_end`: from it, results and errors alone lead to an end of the run. Else it turns until somebody steps in.
    """

    nodes: tuple[int, ...]
    nearest: int
    stages: tuple[str, ...]
    can_end: bool


def loops(graph: Graph) -> tuple[Loop, ...]:
    """Every loop of what has to happen, nearest first. A rework loop that can be left is no defect."""
    ended = (
        node
        for node, configuration in enumerate(graph.configurations)
        if is_over(configuration) or not graph.is_explored(node)
    )
    ending = backward(graph, ended, _is_obliged)
    found = [
        Loop(
            nodes,
            min(nodes, key=lambda node: (graph.distances[node], node)),
            _stages(graph, nodes),
            nodes[0] in ending,
        )
        for nodes in circles(graph, _is_obliged)
    ]
    return tuple(sorted(found, key=lambda loop: (graph.distances[loop.nearest], loop.nearest)))


def _is_obliged(edge: Edge) -> bool:
    return is_result(edge.transition.event)


def _stages(graph: Graph, nodes: tuple[int, ...]) -> tuple[str, ...]:
    places = {graph.configurations[node].location for node in nodes}
    return tuple(stage.name for stage in graph.program.stages if stage.index in places)


def circles(graph: Graph, follows: Callable[[Edge], bool]) -> Iterator[tuple[int, ...]]:
    """The strongly connected parts of the graph, by edges of a kind, that hold a circle (Tarjan, without recursion)."""
    order: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    on_stack: set[int] = set()

    def targets(node: int) -> Iterator[int]:
        return (edge.target for edge in graph.edges(node) if follows(edge))

    for root in range(len(graph)):
        if root in order:
            continue
        order[root] = low[root] = len(order)
        stack.append(root)
        on_stack.add(root)
        work = [(root, targets(root))]
        while work:
            node, following = work[-1]
            for target in following:
                if target not in order:
                    order[target] = low[target] = len(order)
                    stack.append(target)
                    on_stack.add(target)
                    work.append((target, targets(target)))
                    break
                if target in on_stack:
                    low[node] = min(low[node], order[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == order[node]:
                    part: list[int] = []
                    while not part or part[-1] != node:
                        part.append(stack.pop())
                        on_stack.discard(part[-1])
                    if len(part) > 1 or node in targets(node):
                        yield tuple(sorted(part))
