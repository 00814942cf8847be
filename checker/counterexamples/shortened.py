"""Making a run that shows a mistake short: delta debugging on its events, each try judged anew."""

from __future__ import annotations

from ...engine.delta_debugging import minimal
from ...engine.events import Event
from ...engine.program.program import Program
from ..random_runs.tally import Failure
from .judged_run import JudgedRun, judged_run

MOST_TRIES = 400


def shortened(program: Program, failure: Failure) -> Failure:
    """The same mistake with as few events as leaving out finds; what is proved to be shortest is left alone.

    Neither one event nor two can be left out of the result, unless the search ended early, after `MOST_TRIES` runs.
    """
    if failure.minimal:
        return failure
    fingerprint = failure.flaw.fingerprint
    events = _until(judged_run(program, failure.events), failure.events, fingerprint)
    if events is None:
        return failure
    best = list(events)

    def is_same(some: list[Event]) -> bool:
        candidate = (events[0], *some)
        return judged_run(program, candidate).first(fingerprint) is not None

    rest = minimal(best[1:], is_same, MOST_TRIES)
    kept = (events[0], *rest)
    again = _until(judged_run(program, kept), kept, fingerprint)
    return failure._replace(events=again or events)


def _until(judged: JudgedRun, events: tuple[Event, ...], fingerprint: str) -> tuple[Event, ...] | None:
    """The events up to the moment of the flaw; None where these events do not show it."""
    found = judged.first(fingerprint)
    if found is None:
        return None
    told = 0
    for moment in judged.run.moments()[: found.moment]:
        told += 1 + len(moment.faults)
    return events[:told]
