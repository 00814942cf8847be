"""What is observed of a run: events, changes and log rows, without any word on why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from ...engine.events import Event, Fail
from ...engine.history import Change, LogRow, Moment
from ...engine.kinds import Kind
from ...engine.values import Value
from ...grammar.light_dataclass import dataclass

STATUS = "Status"
OUTSIDE = "Value outside"


class SeenChange(NamedTuple):
    """A change, as `engine.history.Change` has it, without its reason."""

    part: str
    name: str
    stage: str | None
    step: str | None
    attribute: str
    before: Value
    after: Value


class SeenRow(NamedTuple):
    """A log row: the milestone and the API names of its stage and step."""

    kind: Kind
    stage: str | None = None
    step: str | None = None


@dataclass(frozen=True, slots=True)
class ObservedMoment:
    """One event and what was seen to come of it.

    `minutes` is the simulated time since the run began, when the moment was over. `refused` are the events that were
    tried after it and refused, before the next one was accepted; empty where nobody watched.
    """

    number: int
    event: Event
    changes: tuple[SeenChange, ...]
    log: tuple[SeenRow, ...]
    faults: tuple[Fail, ...] = ()
    minutes: Fraction = Fraction(0)
    refused: tuple[Event, ...] = ()


def observe(
    moments: Iterable[Moment], refused: Mapping[int, tuple[Event, ...]] | None = None
) -> tuple[ObservedMoment, ...]:
    """A history without its reasons. `refused` by the number of the moment after which the events were refused."""
    return tuple(
        ObservedMoment(
            moment.number,
            moment.event,
            tuple(map(seen_change, moment.changes)),
            tuple(map(seen_row, moment.log)),
            moment.faults,
            moment.minutes,
            (refused or {}).get(moment.number, ()),
        )
        for moment in moments
    )


def seen_change(change: Change) -> SeenChange:
    """A change without its reason."""
    part, name, stage, step = change.subject
    return SeenChange(part, name, stage, step, change.attribute, change.before, change.after)


def seen_row(row: LogRow) -> SeenRow:
    """A log row without its reason and the names of people."""
    return SeenRow(row.kind, row.stage, row.step)
