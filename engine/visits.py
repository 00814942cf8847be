"""How often stages were entered and steps started: the numbers by which people tell one start from another.

The *visit* of a stage is how often the run has entered it, the *attempt* of a step how often it started on that visit
(design ruling `error-kinds`: a fault is one injected event at step, visit, attempt).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from .history import Change, Moment
from .statuses import StepStatus


class Start(NamedTuple):
    """A stage that was entered (`step` None) or a step that started, in the moment with this number, from 1.

    `attempt` is 0 for a stage.
    """

    moment: int
    stage: str
    visit: int
    step: str | None = None
    attempt: int = 0


def starts(moments: Iterable[Moment]) -> Iterator[Start]:
    """Every visit and attempt of a run, in order. `moments` are those of a run from its beginning (`Run.moments`)."""
    counter = _Counter()
    for moment in moments:
        for change in moment.changes:
            yield from counter.take(moment.number, change)


def visit_of(moments: Iterable[Moment], stage: str) -> int:
    """Which visit of a stage is the latest; 0 where it was never entered. Case does not count in API names."""
    folded = stage.casefold()
    return max((start.visit for start in starts(moments) if start.stage.casefold() == folded), default=0)


def attempt_of(moments: Iterable[Moment], step: str) -> tuple[int, int]:
    """The visit and attempt of a step's latest start; (0, 0) where it never started."""
    folded = step.casefold()
    found = (0, 0)
    for start in starts(moments):
        if start.step is not None and start.step.casefold() == folded:
            found = (start.visit, start.attempt)
    return found


@dataclass(slots=True)
class _Counter:
    visits: dict[str, int] = field(default_factory=dict[str, int])
    attempts: dict[str, int] = field(default_factory=dict[str, int])

    def take(self, moment: int, change: Change) -> Iterator[Start]:
        subject = change.subject
        if change.attribute != "Status":
            return
        if subject.part == "stage" and change.before is None:
            visit = self.visits[subject.name] = self.visits.get(subject.name, 0) + 1
            yield Start(moment, subject.name, visit)
        elif subject.part == "step" and subject.stage is not None and subject.step is not None:
            if change.before is None:
                self.attempts[subject.step] = 0
            if change.after is StepStatus.IN_PROGRESS:
                attempt = self.attempts[subject.step] = self.attempts.get(subject.step, 0) + 1
                yield Start(moment, subject.stage, self.visits.get(subject.stage, 0), subject.step, attempt)
