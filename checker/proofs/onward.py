"""Runs that come by one place and then go on to another, as people see them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..budget import BudgetSpentError
from ..finding import TraceStep
from ..fixpoint.onward import onward
from .analysis import Analysis
from .evidence import MOST_EVENTS, trace_steps


def run_onward(
    analysis: Analysis,
    location: int,
    states: int,
    goals: Mapping[int, int],
    follows: Callable[[int], bool],
) -> tuple[TraceStep, ...]:
    """The run with the fewest events to one of the states, and from there on to one of the goals, by location.

    `follows`: the edges that the second part may take. Nothing where it needs too many events.
    """
    excluded = frozenset(edge for edge in range(len(analysis.system.edges)) if not follows(edge))
    try:
        path = onward(analysis.model, analysis.shortest, location, states, goals, excluded, MOST_EVENTS)
    except BudgetSpentError:
        return ()
    return trace_steps(analysis, path)
