"""The statuses of a step run ("Orchestration Steps"; bullets from its sister page on flow approval processes)."""

from typing import Final

from ..statuses import StepStatus
from . import documents as of
from .demand import Becomes, Item, Keeps, NotCheckable, PossibleStatuses
from .row import Evidence
from .situation import Situation
from .table import Table

STATUS: Final = Table(of.STEPS, "Step run Status", of.IN_HELP_EXCERPT)
PICKLIST: Final = Table(of.OBJECT_STEP, "Status", of.IN_REFERENCE)

ROWS: Final = (
    STATUS.row(
        "step-status-not-started",
        "Not Started",
        "A step is Not Started from the start of its stage until its entry condition is met.",
        "was created, but hasn't met its entry condition",
        Becomes(Item.STEP, StepStatus.NOT_STARTED, Situation.STAGE_STARTED),
        decisions=("step-records-at-start",),
    ),
    STATUS.row(
        "step-status-in-progress",
        "In Progress",
        "A step that was started is In Progress.",
        "The step was started.",
        Becomes(Item.STEP, StepStatus.IN_PROGRESS, Situation.STEP_ENTRY_MET),
    ),
    STATUS.row(
        "step-status-completed-exit",
        "Completed, bullet 1",
        "An interactive step is Completed once its exit condition is met.",
        "",
        Becomes(Item.STEP, StepStatus.COMPLETED, Situation.STEP_EXIT_MET),
        edition=of.IN_APPROVAL_HELP,
        decisions=("interactive-exit",),
    ),
    STATUS.row(
        "step-status-completed-flow",
        "Completed, bullet 2",
        "A background step is Completed once its flow was completed.",
        "",
        Becomes(Item.STEP, StepStatus.COMPLETED, Situation.FLOW_FINISHES),
        edition=of.IN_APPROVAL_HELP,
    ),
    STATUS.row(
        "step-status-completed-stage-error",
        "Completed, bullet 3",
        "A step that was Completed when its stage encountered an error keeps that status.",
        "The step was completed when its associated stage encountered an error",
        Keeps(Item.STEP, StepStatus.COMPLETED, Situation.STAGE_FAILS),
        edition=of.IN_APPROVAL_HELP,
        decisions=("completed-then-error",),
    ),
    STATUS.row(
        "step-status-discontinued-stage-completed",
        "Discontinued, bullet 1",
        "A step in progress is Discontinued when its stage completes.",
        "in progress when its associated stage completed",
        Becomes(
            Item.STEP,
            StepStatus.DISCONTINUED,
            Situation.STAGE_COMPLETED,
            having=StepStatus.IN_PROGRESS,
        ),
        edition=of.IN_APPROVAL_HELP,
        decisions=("discontinued-causes",),
    ),
    STATUS.row(
        "step-status-discontinued-run-error",
        "Discontinued, bullet 2",
        "A step in progress is Discontinued when the orchestration run encounters an error.",
        "in progress when the orchestration run encountered an error",
        Becomes(
            Item.STEP,
            StepStatus.DISCONTINUED,
            Situation.ERROR_OUTSIDE_STAGES,
            having=StepStatus.IN_PROGRESS,
        ),
        edition=of.IN_APPROVAL_HELP,
        decisions=("discontinued-causes",),
    ),
    STATUS.row(
        "step-status-discontinued-stage-error",
        "Discontinued, bullet 3",
        "A step in progress is Discontinued when its stage encounters an error, at another step or at the stage itself.",
        "in progress when its associated stage encountered an error",
        Becomes(Item.STEP, StepStatus.DISCONTINUED, Situation.STAGE_FAILS, having=StepStatus.IN_PROGRESS),
        edition=of.IN_APPROVAL_HELP,
        decisions=("discontinued-causes",),
    ),
    STATUS.row(
        "step-status-error-step",
        "Error, bullet 1",
        "A step that encountered an error is Error.",
        "",
        Becomes(Item.STEP, StepStatus.ERROR, Situation.STEP_FAILS),
        edition=of.IN_APPROVAL_HELP,
    ),
    STATUS.row(
        "step-status-error-autolaunched-flow",
        "Error, bullet 2",
        "The autolaunched flow of the background step encountered an error.",
        "",
        Becomes(Item.STEP, StepStatus.ERROR, Situation.BACKGROUND_FLOW_FAILS),
        edition=of.IN_APPROVAL_HELP,
    ),
    STATUS.row(
        "step-status-error-screen-flow",
        "Error, bullet 3",
        "The screen flow of the interactive step encountered an error.",
        "",
        Becomes(Item.STEP, StepStatus.ERROR, Situation.SCREEN_FLOW_FAILS),
        edition=of.IN_APPROVAL_HELP,
        readings=(("screen-flow-failure", "error"),),
    ),
    STATUS.row(
        "step-status-error-mulesoft-action",
        "Error, bullet 4",
        "The action of the MuleSoft step encountered an error. Recovered from the older edition.",
        "",
        Becomes(Item.STEP, StepStatus.ERROR, Situation.MULESOFT_ACTION_FAILS),
        edition=of.IN_PDF_TABLES,
        evidence=Evidence.SECOND_HAND,
    ),
    PICKLIST.row(
        "step-status-values",
        "Status",
        "The list of values has five statuses, without Canceled; a table of the older edition has Canceled steps.",
        "Completed, Discontinued, Error, InProgress, NotStarted",
        PossibleStatuses(Item.STEP, tuple(StepStatus)),
        decisions=("canceled-steps",),
    ),
    PICKLIST.row(
        "step-status-in-progress-screen-flow",
        "InProgress",
        "The Object Reference counts a step whose screen flow encountered an error as still In Progress.",
        "",
        Keeps(Item.STEP, StepStatus.IN_PROGRESS, Situation.SCREEN_FLOW_FAILS),
        profiles=("pdf-2025",),
        readings=(("screen-flow-failure", "stays-in-progress"),),
    ),
    PICKLIST.row(
        "step-status-in-progress-stage-error",
        "InProgress, stage error",
        "The Object Reference counts a step that was in progress when its stage encountered an error as still In Progress.",
        "",
        NotCheckable("contradicted by the status tables, where such a step is Discontinued"),
        profiles=("pdf-2025",),
        decisions=("discontinued-causes",),
    ),
    PICKLIST.row(
        "step-status-discontinued-completed",
        "Discontinued",
        "The Object Reference counts a step that was completed when the run failed or the stage completed, too.",
        "in progress or completed",
        NotCheckable("contradicted by every status table, where completed steps keep Completed"),
        decisions=("completed-then-error",),
    ),
    PICKLIST.row(
        "step-status-error-reference",
        "Error",
        "The Object Reference counts as Error a step that failed itself or whose autolaunched flow did; it names no screen flow.",
        "",
        Becomes(Item.STEP, StepStatus.ERROR, Situation.BACKGROUND_FLOW_FAILS),
        decisions=("screen-flow-failure",),
    ),
)
"""The rows of this subject."""
