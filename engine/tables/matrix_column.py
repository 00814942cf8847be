"""One column of the status tables per cause: the cells of one way in which a run ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ..statuses import RunStatus, StageStatus, StepStatus, WorkItemStatus
from . import documents as of
from .demand import AnyStatus, Becomes, Demand, Item, Keeps
from .row import PROFILES, Evidence, TableRow
from .situation import Situation
from .table import Table

TABLE: Final = Table(
    of.PDF_DETAILS,
    "Status by cause",
    of.IN_PDF_TABLES,
    Evidence.SECOND_HAND,
    ("pdf-2025",),
)

LINES: Final[tuple[tuple[str, str, Item, AnyStatus | None], ...]] = (
    ("run", "Run", Item.RUN, RunStatus.IN_PROGRESS),
    ("completed-stages", "Completed stages", Item.STAGE, StageStatus.COMPLETED),
    ("running-stage", "Running / failed stage", Item.STAGE, StageStatus.IN_PROGRESS),
    ("failed-step", "Failed step", Item.STEP, None),
    ("completed-steps", "Completed steps", Item.STEP, StepStatus.COMPLETED),
    ("running-steps", "Running steps", Item.STEP, StepStatus.IN_PROGRESS),
    ("not-started-steps", "Not started steps", Item.STEP, StepStatus.NOT_STARTED),
    ("completed-work-items", "Completed work items", Item.WORK_ITEM, WorkItemStatus.COMPLETED),
    ("open-work-items", '"Not started" work items', Item.WORK_ITEM, WorkItemStatus.ASSIGNED),
)
"""The lines of the tables: end of the id, label, what has the status, and the status it had at the time."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: the status it gives, the profiles that say the same, and the reading it rests on, if any."""

    status: AnyStatus
    profiles: tuple[str, ...] = PROFILES
    readings: tuple[tuple[str, str], ...] = ()
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `what` completes "When …". `failed` is the situation of the step that failed, if one did;
    `ends` that of the run, where it differs.

    `cells` are by the id of their line; a line without a cell has none in the document.
    """

    id: str
    label: str
    what: str
    when: Situation
    cells: dict[str, Cell]
    failed: Situation | None = None
    ends: Situation | None = None

    def rows(self) -> tuple[TableRow, ...]:
        """One row per cell, in the order of the lines."""
        return tuple(
            self._row(line, label, item, having, self.cells[line])
            for line, label, item, having in LINES
            if line in self.cells
        )

    def _row(self, line: str, label: str, item: Item, having: AnyStatus | None, cell: Cell) -> TableRow:
        printed = SHOWN.get(cell.status, cell.status.value)
        many = label.endswith("s")
        verb = "are" if many else "is"
        return TABLE.row(
            f"matrix-{self.id}-{line}",
            f"{label} / {self.label}",
            f"When {self.what}: {label.replace(' / ', ' or ')} {verb} {printed}.",
            printed,
            self._demand(item, having, cell.status),
            profiles=cell.profiles,
            decisions=cell.decisions,
            readings=cell.readings,
        )

    def _demand(self, item: Item, having: AnyStatus | None, status: AnyStatus) -> Demand:
        if having == status:
            return Keeps(item, status, self.when)
        if having is None:
            return Becomes(item, status, self.failed or self.when)
        if item is Item.RUN:
            return Becomes(item, status, self.ends or self.when)
        return Becomes(item, status, self.when, having=having)


SHOWN: Final[dict[AnyStatus, str]] = {
    StepStatus.NOT_STARTED: "Not Started",
    StepStatus.IN_PROGRESS: "In Progress",
}
"""Statuses whose label differs from the API value."""
