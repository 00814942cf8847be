"""The status tables of the older edition, one per way in which a run ended ("Orchestration Details")."""

from typing import Final

from ..statuses import RunStatus, StageStatus, StepStatus, WorkItemStatus
from . import documents as of
from .demand import Item, Keeps
from .matrix_column import TABLE, Cell, Column
from .row import Evidence
from .situation import Situation

OLDER: Final = ("pdf-2025",)
MATRIX: Final = (("open-work-items", "matrix"),)
KEPT: Final = {
    "completed-steps": Cell(StepStatus.COMPLETED, decisions=("completed-then-error",)),
    "not-started-steps": Cell(StepStatus.NOT_STARTED),
    "completed-work-items": Cell(WorkItemStatus.COMPLETED),
}
COMPLETED_STAGES: Final = Cell(StageStatus.COMPLETED, decisions=("completed-then-error",))
DISCONTINUED: Final = Cell(StepStatus.DISCONTINUED)
CLOSED: Final = Cell(WorkItemStatus.COMPLETED, decisions=("open-work-items",))
LEFT_OPEN: Final = Cell(WorkItemStatus.ASSIGNED, OLDER, MATRIX)

COLUMNS: Final = (
    Column(
        "completed-run",
        "Completed run",
        "the run completed",
        Situation.RUN_COMPLETED,
        {
            **KEPT,
            "run": Cell(RunStatus.COMPLETED),
            "completed-stages": COMPLETED_STAGES,
            "running-steps": DISCONTINUED,
            "open-work-items": CLOSED,
        },
        ends=Situation.RUN_REACHES_END,
    ),
    Column(
        "canceled-run",
        "Canceled run",
        "the run was canceled",
        Situation.RUN_CANCELED,
        {
            **KEPT,
            "run": Cell(RunStatus.CANCELED),
            "completed-stages": COMPLETED_STAGES,
            "running-stage": Cell(StageStatus.CANCELED),
            "running-steps": Cell(StepStatus.CANCELED, readings=(("canceled-steps", "canceled"),)),
            "open-work-items": CLOSED,
        },
    ),
    Column(
        "orchestration-error",
        "Stopped by orchestration error",
        "an error of the orchestration itself stopped the run",
        Situation.ERROR_OUTSIDE_STAGES,
        {
            "not-started-steps": KEPT["not-started-steps"],
            "completed-work-items": KEPT["completed-work-items"],
            "run": Cell(RunStatus.ERROR),
            "running-stage": Cell(StageStatus.DISCONTINUED, decisions=("current-stage-on-error",)),
            "running-steps": DISCONTINUED,
            "open-work-items": LEFT_OPEN,
        },
    ),
    Column(
        "stage-error",
        "Stopped by stage error",
        "an error of a stage stopped the run",
        Situation.STAGE_ITSELF_FAILS_UNHANDLED,
        {
            **KEPT,
            "run": Cell(RunStatus.ERROR),
            "completed-stages": COMPLETED_STAGES,
            "running-stage": Cell(StageStatus.ERROR),
            "running-steps": DISCONTINUED,
            "open-work-items": CLOSED,
        },
    ),
    Column(
        "interactive-step-error",
        "Stopped by interactive step error",
        "an error of an interactive step stopped the run",
        Situation.INTERACTIVE_STEP_FAILS_UNHANDLED,
        {
            **KEPT,
            "run": Cell(RunStatus.ERROR),
            "completed-stages": COMPLETED_STAGES,
            "running-stage": Cell(StageStatus.ERROR),
            "failed-step": Cell(StepStatus.ERROR),
            "running-steps": DISCONTINUED,
            "open-work-items": LEFT_OPEN,
        },
        failed=Situation.ERROR_AT_STEP_UNHANDLED,
    ),
    Column(
        "background-step-error",
        "Stopped by background step error",
        "an error of a background step stopped the run",
        Situation.BACKGROUND_STEP_FAILS_UNHANDLED,
        {
            **KEPT,
            "run": Cell(RunStatus.ERROR),
            "completed-stages": COMPLETED_STAGES,
            "running-stage": Cell(StageStatus.ERROR),
            "failed-step": Cell(StepStatus.ERROR),
            "running-steps": DISCONTINUED,
            "open-work-items": CLOSED,
        },
        failed=Situation.ERROR_AT_STEP_UNHANDLED,
    ),
)
"""The columns, in the order of the document."""

IN_NOTE: Final = (
    (
        "running-stage",
        "Running / failed stage",
        "the stage is",
        Keeps(Item.STAGE, StageStatus.IN_PROGRESS, Situation.SCREEN_FLOW_FAILS),
    ),
    (
        "failed-step",
        "Failed step",
        "that step is",
        Keeps(Item.STEP, StepStatus.IN_PROGRESS, Situation.SCREEN_FLOW_FAILS),
    ),
    (
        "open-work-items",
        '"Not started" work items',
        "its open work items are",
        Keeps(Item.WORK_ITEM, WorkItemStatus.ASSIGNED, Situation.SCREEN_FLOW_FAILS),
    ),
)

ROWS: Final = (
    *(row for column in COLUMNS for row in column.rows()),
    *(
        TABLE.row(
            f"matrix-screen-flow-error-{id}",
            f"{label} / Stopped by interactive step error, screen flow",
            f"A note says that where the screen flow of the step fails, and not the step itself, {prose} not changed.",
            "",
            demand,
            edition=of.IN_PDF_TEXT,
            evidence=Evidence.DOCUMENTED,
            readings=(("screen-flow-failure", "stays-in-progress"),),
        )
        for id, label, prose, demand in IN_NOTE
    ),
)
"""The rows of this subject."""
