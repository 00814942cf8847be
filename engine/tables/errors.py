"""The statuses that are set when a run encounters an error ("Orchestration Run", Resuming a Failed Orchestration)."""

from typing import Final

from ..statuses import RunStatus, StageStatus, StepStatus, WorkItemStatus
from . import documents as of
from .demand import Becomes, Item
from .situation import Situation
from .table import Table

SET_TO: Final = Table(of.RUN, "Status Set To", of.IN_HELP)

ROWS: Final = (
    SET_TO.row(
        "error-sets-run",
        "Orchestration run",
        "An error that nothing handles sets the run to Error.",
        "Error",
        Becomes(Item.RUN, RunStatus.ERROR, Situation.ERROR_IN_STAGE_UNHANDLED),
    ),
    SET_TO.row(
        "error-sets-current-stage",
        "Current stage run",
        "An error in the current stage or a step of it that nothing handles sets that stage to Error.",
        "Error",
        Becomes(Item.STAGE, StageStatus.ERROR, Situation.ERROR_IN_STAGE_UNHANDLED),
        decisions=("current-stage-on-error",),
    ),
    SET_TO.row(
        "error-sets-errored-step",
        "Errored step run",
        "The step at which the error struck is set to Error.",
        "Error",
        Becomes(Item.STEP, StepStatus.ERROR, Situation.ERROR_AT_STEP_UNHANDLED),
    ),
    SET_TO.row(
        "error-sets-in-progress-steps",
        "In-progress step runs",
        "Every other step in progress is set to Discontinued.",
        "Discontinued",
        Becomes(Item.STEP, StepStatus.DISCONTINUED, Situation.RUN_FAILED, having=StepStatus.IN_PROGRESS),
        decisions=("discontinued-causes",),
    ),
    SET_TO.row(
        "error-sets-work-items",
        "Work items with an Assigned status",
        "Every work item that is Assigned is set to Completed, though nobody did its work.",
        "Completed",
        Becomes(
            Item.WORK_ITEM,
            WorkItemStatus.COMPLETED,
            Situation.RUN_FAILED,
            having=WorkItemStatus.ASSIGNED,
        ),
        profiles=("help-2026",),
        readings=(("open-work-items", "completed"),),
    ),
)
"""The rows of this subject."""
