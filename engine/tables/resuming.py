"""What a resume does to a failed run ("Orchestration Run", Resuming a Failed Orchestration)."""

from typing import Final

from ..statuses import RunStatus, StageStatus, StepStatus, WorkItemStatus
from . import documents as of
from .demand import Becomes, Item, Keeps
from .row import Evidence
from .situation import Situation
from .table import Table

RESUME: Final = Table(of.RUN, "Resume", of.IN_HELP)
FLOW: Final = "Background or MuleSoft Step"

ROWS: Final = (
    RESUME.row(
        "resume-run",
        "Orchestration run",
        "A failed run that is resumed is In Progress again. The table has no row for the run; the word says it.",
        "",
        Becomes(Item.RUN, RunStatus.IN_PROGRESS, Situation.FAILED_RUN_RESUMED),
        evidence=Evidence.INFERRED,
    ),
    RESUME.row(
        "resume-stage",
        "Stage / Error",
        "The current stage resumes: it is In Progress again.",
        "The stage resumes.",
        Becomes(
            Item.STAGE,
            StageStatus.IN_PROGRESS,
            Situation.CURRENT_STAGE_RESUMED,
            having=StageStatus.ERROR,
        ),
        decisions=("resume-in-fault-path",),
    ),
    RESUME.row(
        "resume-background-error",
        f"{FLOW} / Error",
        "A background or MuleSoft step that is Error restarts: it is In Progress again.",
        "The step restarts.",
        Becomes(
            Item.STEP,
            StepStatus.IN_PROGRESS,
            Situation.RESTARTED_WITHOUT_OUTPUTS,
            having=StepStatus.ERROR,
        ),
        decisions=("mulesoft-error", "flow-version"),
    ),
    RESUME.row(
        "resume-background-discontinued",
        f"{FLOW} / Discontinued (no pending outputs)",
        "A background or MuleSoft step that is Discontinued and has no pending outputs restarts.",
        "The step restarts.",
        Becomes(
            Item.STEP,
            StepStatus.IN_PROGRESS,
            Situation.RESTARTED_WITHOUT_OUTPUTS,
            having=StepStatus.DISCONTINUED,
        ),
    ),
    RESUME.row(
        "resume-pending-outputs-completed",
        f"{FLOW} / Discontinued (pending outputs), bullet 1",
        "A background or MuleSoft step that is Discontinued and has pending outputs does not restart: the outputs are "
        "processed, and it is Completed.",
        "The stored outputs are processed, and the step doesn’t restart.",
        Becomes(Item.STEP, StepStatus.COMPLETED, Situation.PENDING_RESULT_PROCESSED),
        decisions=("pending-outputs", "stored-results"),
    ),
    RESUME.row(
        "resume-pending-outputs-error",
        f"{FLOW} / Discontinued (pending outputs), bullet 2",
        "A background or MuleSoft step that is Discontinued and whose pending result is an error does not restart: "
        "it is Error.",
        "The stored outputs are processed, and the step doesn’t restart.",
        Becomes(Item.STEP, StepStatus.ERROR, Situation.PENDING_ERROR_PROCESSED),
        decisions=("pending-outputs", "stored-results"),
    ),
    RESUME.row(
        "resume-interactive",
        "Interactive Step / Error",
        "An interactive step that is Error is In Progress again, with a replacement work item.",
        "A replacement work item is created for the step.",
        Becomes(
            Item.STEP,
            StepStatus.IN_PROGRESS,
            Situation.INTERACTIVE_STEP_RESTARTED,
            having=StepStatus.ERROR,
        ),
        decisions=("replaced-work-item",),
    ),
    RESUME.row(
        "resume-interactive-discontinued",
        "Interactive Step / Discontinued",
        "An interactive step of the current stage that is Discontinued is In Progress again, with a replacement work "
        "item.",
        "A replacement work item is created for the step.",
        Becomes(
            Item.STEP,
            StepStatus.IN_PROGRESS,
            Situation.INTERACTIVE_STEP_RESTARTED,
            having=StepStatus.DISCONTINUED,
        ),
        decisions=("replaced-work-item",),
    ),
    RESUME.row(
        "resume-work-item",
        "Interactive Step / Work item",
        "The replacement is a new work item, Assigned, beside the one that was closed.",
        "A replacement work item is created for the step.",
        Becomes(Item.WORK_ITEM, WorkItemStatus.ASSIGNED, Situation.INTERACTIVE_STEP_RESTARTED),
        decisions=("replaced-work-item",),
    ),
    RESUME.row(
        "resume-completed-steps",
        "Completed steps",
        "Steps of the current stage that are Completed stay so. The table has no row for them.",
        "",
        Keeps(Item.STEP, StepStatus.COMPLETED, Situation.FAILED_RUN_RESUMED),
        evidence=Evidence.INFERRED,
    ),
    RESUME.row(
        "resume-earlier-stages",
        "Discontinued steps of earlier stages",
        "Only the current stage is resumed: stages that completed before stay Completed.",
        "from the current stage",
        Keeps(Item.STAGE, StageStatus.COMPLETED, Situation.FAILED_RUN_RESUMED),
    ),
)
"""The rows of this subject."""
