"""Runs that nobody interferes with: only these have to keep what a property says must happen in the end."""

from __future__ import annotations

from dataclasses import replace

from ...diagrams.diagrams import EMPTY
from ...encoding.places import Held
from ...encoding.system import Duty, System
from ...fixpoint.reach import reach_from
from ...fixpoint.shortest import Shortest
from ..analysis import STOPS, Analysis


def is_interference(analysis: Analysis, edge: int) -> bool:
    """Cancel, recall, errors of the platform: nobody is obliged to them, and any run can end so. Errors that were
    stored while a run was suspended are errors of steps.
    """
    one = analysis.system.edges[edge]
    if isinstance(analysis.encoding.places[one.source], Held):
        return False
    return one.duty is Duty.OPTIONAL and one.label.event in STOPS


def left_alone(analysis: Analysis) -> System:
    """The system that has such runs only. Its edges are in the same order."""
    edges = tuple(
        edge for number, edge in enumerate(analysis.system.edges) if not is_interference(analysis, number)
    )
    return replace(analysis.system, edges=edges, comparisons=())


def undisturbed(analysis: Analysis) -> list[int]:
    """The states of such runs, by location."""
    start = analysis.model.everywhere(EMPTY)
    start[analysis.system.initial] = analysis.model.begins
    return reach_from(analysis.model, start, lambda edge: not is_interference(analysis, edge))


def shortest_undisturbed(analysis: Analysis) -> Shortest:
    """Shortest ones of such runs. Where one gets to, a run that is interfered with may get sooner, which breaks nothing."""
    edges = range(len(analysis.system.edges))
    return Shortest(
        analysis.model,
        excluded=frozenset(edge for edge in edges if is_interference(analysis, edge)),
        told_first=analysis.encoding.statuses.answers,
    )
