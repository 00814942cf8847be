"""One column of the status tables per cause: the cells of one way in which a run ended."""

from __future__ import annotations

from typing import Final

from ...grammar.light_dataclass import dataclass
from ..statuses import RunStatus, StageStatus, StepStatus, WorkItemStatus
from ..statuses import label as shown
from . import documents as of
from .demand import AnyStatus, Becomes, Demand, Item, Keeps
from .profiles import PROFILES
from .row import Evidence, TableRow
from .situation import Situation
from .table import Table

TABLE: Final = Table(
    of.PDF_DETAILS,
    "Status by cause",
    of.IN_PDF_TABLES,
    Evidence.SECOND_HAND,
    ("pdf-2025",),
)

LINES: Final[tuple[tuple[str, str, str, Item, AnyStatus | None], ...]] = (
    ("run", "Run", "the run is", Item.RUN, RunStatus.IN_PROGRESS),
    (
        "completed-stages",
        "Completed stages",
        "stages that were completed are",
        Item.STAGE,
        StageStatus.COMPLETED,
    ),
    (
        "running-stage",
        "Running / failed stage",
        "the stage that was running or failed is",
        Item.STAGE,
        StageStatus.IN_PROGRESS,
    ),
    ("failed-step", "Failed step", "the step that failed is", Item.STEP, None),
    ("completed-steps", "Completed steps", "steps that were completed are", Item.STEP, StepStatus.COMPLETED),
    ("running-steps", "Running steps", "steps that were running are", Item.STEP, StepStatus.IN_PROGRESS),
    (
        "not-started-steps",
        "Not started steps",
        "steps that were not started are",
        Item.STEP,
        StepStatus.NOT_STARTED,
    ),
    (
        "completed-work-items",
        "Completed work items",
        "work items that were completed are",
        Item.WORK_ITEM,
        WorkItemStatus.COMPLETED,
    ),
    (
        "open-work-items",
        '"Not started" work items',
        "work items that were open are",
        Item.WORK_ITEM,
        WorkItemStatus.ASSIGNED,
    ),
)
"""The lines of the tables: end of the id, label, in prose, what has the status, and the status it had at the time."""


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
            self._row(line, label, prose, item, having)
            for line, label, prose, item, having in LINES
            if line in self.cells
        )

    def _row(self, line: str, label: str, prose: str, item: Item, having: AnyStatus | None) -> TableRow:
        cell = self.cells[line]
        printed = shown(cell.status)
        return TABLE.row(
            f"matrix-{self.id}-{line}",
            f"{label} / {self.label}",
            f"When {self.what}, {prose} {printed}.",
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
