"""What the world changes besides results: record fields, answers of evaluation flows, time, published events.

Sources: "Considerations for Orchestrations" (which record changes wake a run), "Evaluation Flows in Orchestrations"
(published events), decisions `record-freshness`, `record-wake-up`.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from ..events import Evaluate, SetField, Wait
from ..history import Change
from ..statuses import RunStatus
from ..values import Value, kept
from .burst import Burst
from .evaluation import settle

FIELD_ROW = "record-change"
FRESH_ROW = "record-freshness"
ANSWER_ROW = "evaluation-flow-answer"
OVERDUE_ROW = "resume-within-14-days"
MINUTES_OF_A_DAY = 24 * 60


def set_field(burst: Burst, event: SetField, slot: int) -> None:
    """A field changes outside. If a requirement of the current stage names it, the run wakes up."""
    write_field(burst, slot, event.value, FIELD_ROW)
    notice(burst, (slot,))


def notice(burst: Burst, slots: Iterable[int]) -> None:
    """The fields were written by somebody whom the run does not wait for: it wakes up if a requirement of the current stage
    names one of them.
    """
    if (
        burst.run_status is RunStatus.IN_PROGRESS
        and burst.stage is not None
        and not burst.stage.wakes_on.isdisjoint(slots)
        and not burst.queue
    ):
        wake_up(burst)


def publish(burst: Burst) -> None:
    """A Flow Orchestration Event is published for the run."""
    wake_up(burst)


def wake_up(burst: Burst) -> None:
    """Look at the world and evaluate the current stage."""
    refresh_record(burst)
    settle(burst)


def evaluate(burst: Burst, event: Evaluate, flow: int) -> None:
    """From here on the evaluation flow answers this."""
    before = burst.answers[flow]
    burst.answers = (*burst.answers[:flow], event.answer, *burst.answers[flow + 1 :])
    if before is not event.answer:
        subject = burst.program.flow_subjects[flow]
        burst.changes.append(Change(subject, "Next answer", before, event.answer, ANSWER_ROW))


def wait(burst: Burst, event: Wait) -> None:
    """Time passes. A failed run cannot be resumed when more than 14 days have."""
    if burst.failure is None or not burst.failure.resumable or burst.overdue:
        return
    burst.waited += event.minutes
    limit = Fraction(burst.program.effects.resume_days * MINUTES_OF_A_DAY)
    if burst.waited > limit:
        burst.overdue, burst.waited = True, Fraction(0)
        burst.changes.append(Change(burst.program.run, "Can be resumed", True, False, OVERDUE_ROW))


def refresh_record(burst: Burst) -> None:
    """At a wake-up the run reads the record anew, from API 58 on."""
    if burst.program.refreshes_record and burst.record is not burst.world:
        subjects = burst.program.field_subjects
        for slot, (before, after) in enumerate(zip(burst.record, burst.world, strict=True)):
            if before != after:
                burst.changes.append(Change(subjects[slot], "Value", before, after, FRESH_ROW))
        burst.record = burst.world


def write_field(burst: Burst, slot: int, value: Value, row: str) -> None:
    """A field has a new value outside; the run sees it at its next wake-up."""
    before = burst.world[slot]
    value = kept(value)
    burst.world = (*burst.world[:slot], value, *burst.world[slot + 1 :])
    burst.changes.append(Change(burst.program.field_subjects[slot], "Value outside", before, value, row))
