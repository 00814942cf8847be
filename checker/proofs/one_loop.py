"""Stages whose errors go round in one and the same loop: one of them is told, the others beside it."""

from __future__ import annotations

from collections.abc import Iterator

from ...grammar.flow_graph import FlowGraph
from .analysis import ERRORS, Analysis
from .laps import fault_edges
from .parts import parts


def told_with(analysis: Analysis, graph: FlowGraph) -> dict[str, str]:
    """By stage with laps, in the order of the graph: the stage it is told with, or itself.

    A stage is told with another whose errors every lap of it goes through, where errors alone force the laps of that one, or
    not even its own, and no fewer edges take part: what ends the other's laps ends its own. Of stages that need each
    other's errors it is the first.
    """
    names = [name for name in graph.flow_order() if name in analysis.laps]
    needs = set(_needs(analysis, names))
    found: dict[str, str] = {}
    for name in names:
        others = (other for other in names if (name, other) in needs)
        found[name] = next((other for other in others if (other, name) not in needs or other in found), name)
    return {name: _first(found, name) for name in names}


def _first(found: dict[str, str], name: str) -> str:
    return name if found[name] == name else _first(found, found[name])


def _needs(analysis: Analysis, names: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs of a stage and one that it may be told with: every lap of it goes through the other's errors."""
    edges, laps = analysis.system.edges, analysis.laps
    errors = {
        stage.name: frozenset(fault_edges(analysis, stage.index))
        for stage in analysis.program.stages
        if stage.name in laps
    }
    for other in names if len(names) > 1 else ():
        for left_out in {laps[name].left_out for name in names}:
            without = errors[other] | left_out
            kept = {edge for edge, one in enumerate(edges) if one.duty in ERRORS} - without
            part = parts(analysis, kept.__contains__)
            for name in names:
                is_less = (laps[name].forced and not laps[other].forced) or laps[other].left_out > left_out
                if name == other or laps[name].left_out != left_out or is_less:
                    continue
                if not any(
                    part[edges[edge].source] == part[edges[edge].target] for edge in errors[name] - without
                ):
                    yield name, other
