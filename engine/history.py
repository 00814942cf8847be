"""What happened on the way: status changes, log rows, moments. Never hashed, never copied."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from ..grammar.light_dataclass import dataclass
from .configuration import Configuration
from .events import Event, Fail
from .kinds import Kind
from .values import Value


class Subject(NamedTuple):
    """What changed: the run, a stage, a step, a step's work item, a decision, an evaluation flow or a field.

    `part` is one of `run`, `stage`, `step`, `item`, `decision`, `flow`, `field`, `submission`. `name` is the API
    name shown to people: `Prepare`, `Prepare/Badge`, `$Record.Status`.
    """

    part: str
    name: str
    stage: str | None = None
    step: str | None = None


class Change(NamedTuple):
    """One change and why. `attribute` is `Status`, `Outputs.x`, `Outcome`, `Answer`, `Assignee` or `Value`.

    `because` is the id of the table row or decision that demands it.
    """

    subject: Subject
    attribute: str
    before: Value
    after: Value
    because: str


class LogRow(NamedTuple):
    """One milestone (FlowOrchestrationLog). `because` is the id of the row or decision that demands it."""

    kind: Kind
    stage: str | None
    step: str | None
    because: str
    actor: str | None = None
    assignee: str | None = None
    assignee_type: str | None = None
    comments: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """One event of the world and everything it brought about.

    `faults` are the errors that struck while it was worked off (as a step started, a condition was evaluated, a
    decision was). `minutes` is the simulated time since the run began. `before` is the run it happened to.
    """

    before: Run
    number: int
    event: Event
    faults: tuple[Fail, ...]
    minutes: Fraction
    changes: tuple[Change, ...]
    log: tuple[LogRow, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A run: where it stands, and its past as a chain of moments, newest first."""

    configuration: Configuration
    last: Moment | None = None

    def moments(self) -> tuple[Moment, ...]:
        """The whole past, oldest first. Linear in its length."""
        return tuple(reversed(tuple(self._newest_first())))

    def _newest_first(self) -> Iterator[Moment]:
        moment = self.last
        while moment is not None:
            yield moment
            moment = moment.before.last

    @property
    def minutes(self) -> Fraction:
        """The simulated time since the run began."""
        return self.last.minutes if self.last else Fraction(0)
