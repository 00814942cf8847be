"""Circles of the graph: all of them, and those that nothing leads out of."""

from collections.abc import Mapping, Sequence, Set

from ..grammar.flow_graph import START, FlowGraph


def circles(graph: FlowGraph, among: Set[str]) -> tuple[tuple[str, ...], ...]:
    """The strongly connected sets that no edge leaves, error edges left out, each in the order of the flow.

    `among` are the elements to look at; an edge that leads out of them does not count. One element is a set only
    where it leads to itself. Cost: linear in the graph.
    """
    found = connected(graph, among)
    component = {name: number for number, members in enumerate(found) for name in members}
    return tuple(
        members
        for number, members in enumerate(found)
        if all(
            component.get(edge.target or "") == number
            for name in members
            for edge in graph.out(name)
            if edge.kind != "fault" and edge.target in among
        )
    )


def connected(graph: FlowGraph, among: Set[str]) -> tuple[tuple[str, ...], ...]:
    """The strongly connected sets, whether or not an edge leaves them; else as `circles`."""
    if not among:
        return ()
    order = [name for name in graph.flow_order() if name in among]
    position = {name: number for number, name in enumerate(order)}
    following = {
        name: [edge.target for edge in graph.out(name) if edge.kind != "fault" and edge.target in position]
        for name in order
    }
    found: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for root in reversed(_finished(order, following)):
        if root in seen:
            continue
        members = [root]
        seen.add(root)
        for member in members:
            for edge in graph.into(member):
                if edge.kind != "fault" and edge.source in position and edge.source not in seen:
                    seen.add(edge.source)
                    members.append(edge.source)
        if len(members) > 1 or root in following[root]:
            found.append(tuple(sorted(members, key=position.__getitem__)))
    return tuple(sorted(found, key=lambda members: position[members[0]]))


def _finished(order: list[str], following: Mapping[str, Sequence[str]]) -> list[str]:
    """The elements in the order in which a depth-first walk is done with them."""
    done: list[str] = []
    seen: set[str] = set()
    for root in order:
        waiting = [(root, False)]
        while waiting:
            name, leaving = waiting.pop()
            if leaving:
                done.append(name)
            elif name not in seen and name != START:
                seen.add(name)
                waiting.append((name, True))
                waiting += ((target, False) for target in following[name] if target not in seen)
    return done
