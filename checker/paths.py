"""Questions about paths of the graph that many rules ask, each answered in linear time."""

from collections import deque
from collections.abc import Iterable, Set

from ..grammar.flow_graph import START, FlowGraph


def leads_to(graph: FlowGraph, source: str, target: str, *, fault: bool = False) -> bool:
    """True when a path of one edge or more leads from one element to another; nearby ones are found at once.

    `fault`: error edges count too.
    """
    seen: set[str] = set()
    waiting = deque([source])
    while waiting:
        for edge in graph.out(waiting.popleft()):
            if edge.target == target and (fault or edge.kind != "fault"):
                return True
            if edge.target is not None and edge.target not in seen and (fault or edge.kind != "fault"):
                seen.add(edge.target)
                waiting.append(edge.target)
    return False


def leading_to(graph: FlowGraph, targets: Iterable[str], avoiding: Set[str] = frozenset()) -> frozenset[str]:
    """These elements, and those from which a path without error edges leads to one of them, past none to avoid."""
    found: set[str] = set()
    waiting = [name for name in targets if name not in avoiding]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += (
                edge.source
                for edge in graph.into(name)
                if edge.kind != "fault" and edge.source != START and edge.source not in avoiding
            )
    return frozenset(found)


def ending(graph: FlowGraph) -> frozenset[str]:
    """The elements that End comes right after, error edges left out."""
    return frozenset(edge.source for edge in graph.edges if edge.target is None and edge.kind != "fault")
