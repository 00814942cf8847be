"""Random runs of the interpreter as recordings: a text, readings and events, with the reasons that occurred.

The one place where the mutants of interpreter and oracle get their runs from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Final

from definitions import readings
from hypothesis import HealthCheck, Phase, given, settings
from random_runs import Played, plays

from stageproof.engine.decisions.choices import Choices
from stageproof.engine.events import Event, Fail, Resume, Wait
from stageproof.engine.history import Run
from stageproof.engine.statuses import RunStatus

DAYS: Final = Fraction(24 * 60)
IN_TIME: Final = Fraction(27, 2)
TOO_LATE: Final = Fraction(29, 2)


@dataclass(frozen=True)
class RecordedRun:
    """Everything that was tried in a run, in order, accepted or not.

    After all else somebody tries to resume it, in time or too late.

    `reasons` are the rows and decisions behind its changes, each with what it changed to, and the kinds of errors that
    struck: `called-flow`, with `handled` where the run went on, with `resume` where the run ended with the error.
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
    reasons = {
        f"{change.because} {type(change.after).__name__} {change.after}"
        for moment in played.moments
        for change in moment.changes
    }
    waits = Wait(DAYS * (IN_TIME if len(events) % 2 else TOO_LATE))
    return RecordedRun(
        played.text, played.chosen, (*events, waits, Resume()), frozenset(reasons | set(_errors(played)))
    )


def _errors(played: Played) -> Iterator[str]:
    failure = ""
    for attempt in played.attempts:
        event, result = attempt.event, attempt.result
        if isinstance(event, Fail) and isinstance(result, Run):
            failure = str(event.kind)
            yield failure
            if result.configuration.run is RunStatus.IN_PROGRESS:
                yield f"{failure} handled"
    if failure and played.run.configuration.run is RunStatus.ERROR:
        yield f"{failure} resume"
