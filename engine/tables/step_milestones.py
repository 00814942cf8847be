"""The milestones of a step ("Orchestration Steps"; Discontinue Step from the older edition)."""

from typing import Final

from ..kinds import Kind
from ..statuses import StepStatus
from . import documents as of
from .demand import Item, Logs, NotCheckable
from .row import Evidence
from .situation import Situation
from .table import Table

MILESTONE: Final = Table(of.STEPS, "Step Milestone", of.IN_HELP_EXCERPT)
LOST: Final = ("recovered-bullets",)

ROWS: Final = (
    MILESTONE.row(
        "step-milestone-start-step",
        "Start Step",
        "Start Step is logged when a step starts.",
        "The step started.",
        Logs(Kind.START_STEP, Item.STEP, Situation.STEP_STARTED),
        decisions=("restart-milestones",),
    ),
    MILESTONE.row(
        "step-milestone-end-step",
        "End Step",
        "End Step is logged when a step is completed.",
        "The step was completed.",
        Logs(Kind.END_STEP, Item.STEP, Situation.STEP_COMPLETED),
    ),
    MILESTONE.lost("step-milestone-discontinue-step-current", "Discontinue Step"),
    MILESTONE.row(
        "step-milestone-discontinue-step-stage-completed",
        "Discontinue Step, bullet 1",
        "Discontinue Step is logged for a step in progress when its stage completes. Recovered from the older edition.",
        "",
        Logs(
            Kind.DISCONTINUE_STEP,
            Item.STEP,
            Situation.STAGE_COMPLETED,
            having=StepStatus.IN_PROGRESS,
        ),
        edition=of.IN_PDF_TABLES,
        evidence=Evidence.SECOND_HAND,
        decisions=LOST,
    ),
    MILESTONE.row(
        "step-milestone-discontinue-step-completed",
        "Discontinue Step, bullet 2",
        "Discontinue Step is logged for a step that was completed before the orchestration encountered an error. "
        "Recovered from the older edition.",
        "",
        NotCheckable("tolerated in real logs, demanded of none: completed steps keep Completed"),
        edition=of.IN_PDF_TABLES,
        evidence=Evidence.SECOND_HAND,
        decisions=("completed-then-error", "recovered-bullets"),
    ),
    MILESTONE.row(
        "step-milestone-discontinue-step-run-error",
        "Discontinue Step, bullet 3",
        "Discontinue Step is logged for a step in progress when the orchestration encounters an error. Recovered from "
        "the older edition.",
        "",
        Logs(
            Kind.DISCONTINUE_STEP,
            Item.STEP,
            Situation.RUN_FAILED,
            having=StepStatus.IN_PROGRESS,
        ),
        edition=of.IN_PDF_TABLES,
        evidence=Evidence.SECOND_HAND,
        decisions=LOST,
    ),
    MILESTONE.row(
        "step-milestone-discontinue-step-stage-error",
        "Discontinue Step, bullet 4",
        "Discontinue Step is logged for a step in progress when its stage encounters an error. Recovered from the "
        "older edition.",
        "",
        Logs(Kind.DISCONTINUE_STEP, Item.STEP, Situation.STAGE_FAILS, having=StepStatus.IN_PROGRESS),
        edition=of.IN_PDF_TABLES,
        evidence=Evidence.SECOND_HAND,
        decisions=LOST,
    ),
    MILESTONE.row(
        "step-milestone-fail-step",
        "Fail Step",
        "Fail Step is logged when a step encounters an error.",
        "The step encountered an error.",
        Logs(Kind.FAIL_STEP, Item.STEP, Situation.STEP_FAILS),
    ),
)
"""The rows of this subject."""
