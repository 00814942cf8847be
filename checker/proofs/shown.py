"""Runs that were walked, as the evidence that people see."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..finding import TraceStep
from ..fixpoint.paths import Path
from ..fixpoint.shortening import Goal, Shortening
from ..fixpoint.walks import Way
from .analysis import Analysis
from .evidence import MOST_EVENTS, trace_steps

if TYPE_CHECKING:
    from .loose import Loose


class Shown(NamedTuple):
    """A run that was walked, what it shows by getting there, and what makes it short before anybody sees it."""

    way: Way
    goal: Goal
    shortening: Shortening

    def shortened(self) -> Way:
        """The run as people see it."""
        return self.shortening.shortened(self.way, self.goal)


def run_shown(loose: Loose, claim: str) -> tuple[TraceStep, ...]:
    """The run that settles a claim, replayed in the interpreter; nothing where it has too many events to be shown.

    Raises ReplayError where the interpreter takes another course.
    """
    return trace_steps(loose.walked, path_of(loose.walked, loose.shown[claim].shortened()))


def path_of(walked: Analysis, way: Way) -> Path | None:
    """A way that was walked, as a path; None where it has too many events to be shown."""
    system = walked.system
    events = sum(system.locations[system.edges[edge].source].rests for edge in way.edges)
    if events > MOST_EVENTS:
        return None
    valuation = walked.model.diagrams.valuation
    return Path(way.edges, tuple(valuation(dict(enumerate(state))) for state in way.states))
