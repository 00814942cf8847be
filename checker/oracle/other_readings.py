"""Documented rows as another reading of a decision has them, where the tables do not pair rows with the reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from ...engine.decisions.choices import Choices
from ...engine.kinds import Kind
from ...engine.statuses import StageStatus, StepStatus
from ...engine.tables.catalogue import row_named
from ...engine.tables.demand import Becomes, Demand, Item, Logs
from ...engine.tables.row import TableRow
from ...engine.tables.situation import Situation
from ...grammar.light_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class OtherReading:
    """A reading of a decision, and what rows demand under it.

    `instead` are demands in place of those of the rows with these ids, `besides` further demands of theirs. `may`: under
    the reading this is allowed, and nobody demands it.
    """

    decision: str
    reading: str
    instead: tuple[tuple[str, Demand], ...] = ()
    besides: tuple[tuple[str, Demand], ...] = ()
    may: bool = False

    def of(self, rows: Iterable[TableRow]) -> Iterator[TableRow]:
        """The rows under this reading."""
        instead = dict(self.instead)
        for row in rows:
            yield self._read(row, instead[row.id]) if row.id in instead else row
        for id, demand in self.besides:
            further = row_named(id)
            if further is not None:
                yield self._read(further, demand)

    def _read(self, row: TableRow, demand: Demand) -> TableRow:
        return replace(row, demand=demand, profiles=() if self.may else row.profiles)


_FAILED: Final = Situation.RUN_FAILED
_OUTSIDE: Final = Situation.ERROR_OUTSIDE_STAGES
_STAGE_FAILS: Final = Becomes(Item.STAGE, StageStatus.ERROR, _OUTSIDE, having=StageStatus.IN_PROGRESS)

SWITCHABLE: Final = (
    OtherReading(
        "resume-milestones",
        "start-too",
        besides=(("run-milestone-start-run", Logs(Kind.START_INSTANCE, Item.RUN, Situation.RUN_RESUMED)),),
    ),
)
"""Readings that a user may choose, too."""

TOLERATED: Final = (
    OtherReading(
        "completed-then-error",
        "discontinued",
        instead=(
            (
                "stage-status-discontinued-completed",
                Becomes(Item.STAGE, StageStatus.DISCONTINUED, _FAILED, having=StageStatus.COMPLETED),
            ),
            (
                "step-status-discontinued-completed",
                Becomes(Item.STEP, StepStatus.DISCONTINUED, _FAILED, having=StepStatus.COMPLETED),
            ),
            (
                "stage-milestone-discontinue-stage-completed",
                Logs(Kind.DISCONTINUE_STAGE, Item.STAGE, _FAILED, having=StageStatus.COMPLETED),
            ),
            (
                "step-milestone-discontinue-step-completed",
                Logs(Kind.DISCONTINUE_STEP, Item.STEP, _FAILED, having=StepStatus.COMPLETED),
            ),
        ),
        may=True,
    ),
    OtherReading(
        "current-stage-on-error",
        "error",
        instead=(
            ("stage-status-discontinued", _STAGE_FAILS),
            ("matrix-orchestration-error-running-stage", _STAGE_FAILS),
            (
                "stage-milestone-discontinue-stage-in-progress",
                Logs(Kind.FAIL_STAGE, Item.STAGE, _OUTSIDE, having=StageStatus.ERROR),
            ),
        ),
        may=True,
    ),
)
"""Documented readings that nobody can choose, since other documents are against them: the judge can hold a run to them."""


def read(rows: Iterable[TableRow], chosen: Choices) -> tuple[TableRow, ...]:
    """Rows as the chosen readings have them."""
    found = tuple(rows)
    for other in SWITCHABLE:
        if chosen.chosen(other.decision) == other.reading:
            found = tuple(other.of(found))
    return found
