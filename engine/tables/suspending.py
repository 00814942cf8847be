"""Suspending a run and resuming it ("Orchestration Run", "Orchestration Stages", the PDF's text)."""

from typing import Final

from ..statuses import RunStatus, StageStatus, StepStatus, WorkItemStatus
from . import documents as of
from .demand import Act, Becomes, Item, Keeps, Refused
from .row import Evidence
from .situation import Situation
from .table import Table

SUSPEND: Final = Table(of.PDF, "Suspend an Orchestration", of.IN_PDF_TEXT)
RESUME: Final = Table(of.PDF, "Resume a Suspended Orchestration", of.IN_PDF_TEXT)

ROWS: Final = (
    SUSPEND.row(
        "suspend-only-in-progress",
        "Only an in-progress run",
        "Only a run in progress can be suspended.",
        "",
        Refused(Act.SUSPEND, Situation.RUN_NOT_IN_PROGRESS),
    ),
    SUSPEND.row(
        "suspend-run",
        "Run",
        "The run becomes Suspended.",
        "",
        Becomes(Item.RUN, RunStatus.SUSPENDED, Situation.RUN_SUSPENDED),
    ),
    SUSPEND.row(
        "suspend-stage",
        "Current stage",
        "The stage in progress becomes Suspended.",
        "",
        Becomes(Item.STAGE, StageStatus.SUSPENDED, Situation.RUN_SUSPENDED, having=StageStatus.IN_PROGRESS),
    ),
    SUSPEND.row(
        "suspend-in-progress-steps",
        "In-progress steps",
        "Steps in progress go on while their run is suspended: they stay In Progress.",
        "In-progress steps continue to run",
        Keeps(Item.STEP, StepStatus.IN_PROGRESS, Situation.RUN_SUSPENDED),
        decisions=("steps-of-suspended-run",),
    ),
    SUSPEND.row(
        "suspend-new-steps",
        "New steps",
        "No new step starts while the run is suspended.",
        "no new steps are started",
        Keeps(Item.STEP, StepStatus.NOT_STARTED, Situation.RUN_IS_SUSPENDED),
    ),
    SUSPEND.row(
        "suspend-outputs",
        "Output of an in-progress step",
        "Output that arrives while the run is suspended is stored until the resume: the step stays In Progress.",
        "it's stored so it can be processed when the orchestration is resumed",
        Keeps(Item.STEP, StepStatus.IN_PROGRESS, Situation.RESULT_WHILE_SUSPENDED),
        decisions=("failure-while-suspended", "stored-results"),
    ),
    SUSPEND.row(
        "suspend-work-items",
        "Work items",
        "Work items that are Assigned stay so and can be completed while the run is suspended. No page says it.",
        "",
        Keeps(Item.WORK_ITEM, WorkItemStatus.ASSIGNED, Situation.RUN_SUSPENDED),
        evidence=Evidence.INFERRED,
        decisions=("steps-of-suspended-run",),
    ),
    RESUME.row(
        "suspend-resume-run",
        "Run",
        "A suspended run that is resumed is In Progress again.",
        "",
        Becomes(Item.RUN, RunStatus.IN_PROGRESS, Situation.SUSPENDED_RUN_RESUMED),
    ),
    RESUME.row(
        "suspend-resume-stage",
        "Current stage",
        "The suspended stage of a resumed run is In Progress again.",
        "",
        Becomes(
            Item.STAGE,
            StageStatus.IN_PROGRESS,
            Situation.SUSPENDED_RUN_RESUMED,
            having=StageStatus.SUSPENDED,
        ),
    ),
    RESUME.row(
        "suspend-resume-steps",
        "In-progress steps",
        "The stored outputs are processed, and steps whose result had arrived leave In Progress where it completes them.",
        "evaluates the status of in-progress steps and updates the step status where appropriate",
        Becomes(Item.STEP, StepStatus.COMPLETED, Situation.SUSPENDED_RESULT_PROCESSED),
        decisions=("stored-results",),
    ),
)
"""The rows of this subject."""
