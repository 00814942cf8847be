"""Random runs of the interpreter as recordings: a text, readings and events, with the reasons that occurred.

The one place where the mutants of interpreter and oracle get their runs from.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from definitions import readings
from hypothesis import HealthCheck, Phase, given, settings
from random_runs import Played, plays

from stageproof.engine.decisions.choices import Choices
from stageproof.engine.events import Event, Fail


@dataclass(frozen=True)
class RecordedRun:
    """Everything that was tried in a run, in order, accepted or not.

    `reasons` are the rows and decisions behind its changes, and the kinds of the errors that were tried.
    """

    text: str
    chosen: Choices
    events: tuple[Event, ...]
    reasons: frozenset[str]


@cache
def recorded_runs(count: int) -> tuple[RecordedRun, ...]:
    """So many random runs, always the same, a third of them by other readings than the default ones."""
    found: list[RecordedRun] = []

    @settings(
        max_examples=count,
        phases=[Phase.generate],
        database=None,
        derandomize=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(plays(readings()))
    def collect(played: Played) -> None:
        found.append(_recorded(played))

    collect()
    return tuple(found)


def _recorded(played: Played) -> RecordedRun:
    events = tuple(attempt.event for attempt in played.attempts)
    reasons = {change.because for moment in played.moments for change in moment.changes}
    reasons |= {str(event.kind) for event in events if isinstance(event, Fail)}
    return RecordedRun(played.text, played.chosen, events, frozenset(reasons))
