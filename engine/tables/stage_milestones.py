"""The milestones of a stage ("Orchestration Stages", History; lost bullets from two other copies)."""

from typing import Final

from ..kinds import Kind
from ..statuses import StageStatus
from . import documents as of
from .demand import Item, Logs, NotCheckable
from .profiles import PROFILES
from .row import Evidence
from .situation import Situation
from .table import Table

MILESTONE: Final = Table(of.STAGES, "Stage Milestone", of.IN_HELP)
LOST: Final = ("recovered-bullets",)

ROWS: Final = (
    MILESTONE.row(
        "stage-milestone-start-stage",
        "Start Stage",
        "Start Stage is logged when a stage starts, and when it is resumed with its run.",
        "The stage started or was resumed when its parent orchestration run was resumed.",
        Logs(Kind.START_STAGE, Item.STAGE, Situation.STAGE_STARTED_OR_RESUMED),
    ),
    MILESTONE.row(
        "stage-milestone-end-stage",
        "End Stage, bullet 1",
        "End Stage is logged when a stage is completed. The bullet is lost here and kept on another page.",
        "The stage was completed",
        Logs(Kind.END_STAGE, Item.STAGE, Situation.STAGE_COMPLETED),
        edition=of.IN_HELP_EXCERPT,
    ),
    MILESTONE.row(
        "stage-milestone-end-stage-canceled",
        "End Stage, bullet 2",
        "End Stage is logged for the stage in progress when its run is canceled. The bullet is lost here and kept on "
        "another page; the older edition does not have it.",
        "The stage was in progress when its parent orchestration run was canceled",
        Logs(Kind.END_STAGE, Item.STAGE, Situation.RUN_CANCELED, having=StageStatus.IN_PROGRESS),
        edition=of.IN_HELP_EXCERPT,
        profiles=PROFILES[:1],
        readings=(("end-stage-on-cancel", "logged"),),
    ),
    MILESTONE.row(
        "stage-milestone-suspend-stage",
        "Suspend Stage",
        "Suspend Stage is logged for the stage in progress when somebody suspends its run.",
        "The stage was in progress when its parent orchestration run was manually suspended.",
        Logs(Kind.SUSPEND_STAGE, Item.STAGE, Situation.RUN_SUSPENDED, having=StageStatus.IN_PROGRESS),
    ),
    MILESTONE.lost("stage-milestone-discontinue-stage-current", "Discontinue Stage"),
    MILESTONE.row(
        "stage-milestone-discontinue-stage-completed",
        "Discontinue Stage, bullet 1",
        "Discontinue Stage is logged for a stage that was completed before the orchestration encountered an error. "
        "Recovered from the older edition.",
        "",
        NotCheckable("tolerated in real logs, demanded of none: completed stages keep Completed"),
        edition=of.IN_PDF_TABLES,
        evidence=Evidence.SECOND_HAND,
        decisions=("completed-then-error", "recovered-bullets"),
    ),
    MILESTONE.row(
        "stage-milestone-discontinue-stage-in-progress",
        "Discontinue Stage, bullet 2",
        "Discontinue Stage is logged for the stage in progress when the orchestration encounters an error outside of "
        "it. Recovered from the older edition.",
        "",
        Logs(
            Kind.DISCONTINUE_STAGE,
            Item.STAGE,
            Situation.ERROR_OUTSIDE_STAGES,
            having=StageStatus.IN_PROGRESS,
        ),
        edition=of.IN_PDF_TABLES,
        evidence=Evidence.SECOND_HAND,
        decisions=("current-stage-on-error", "recovered-bullets"),
    ),
    MILESTONE.lost("stage-milestone-fail-stage-current", "Fail Stage"),
    MILESTONE.row(
        "stage-milestone-fail-stage-stage",
        "Fail Stage, bullet 1",
        "Fail Stage is logged when the stage encounters an error. Recovered from the older edition.",
        "",
        Logs(Kind.FAIL_STAGE, Item.STAGE, Situation.STAGE_ITSELF_FAILS),
        edition=of.IN_PDF_TABLES,
        evidence=Evidence.SECOND_HAND,
        decisions=LOST,
    ),
    MILESTONE.row(
        "stage-milestone-fail-stage-background-step",
        "Fail Stage, bullet 2",
        "Fail Stage is logged when a background step in the stage encounters an error. Recovered from the older "
        "edition.",
        "",
        Logs(Kind.FAIL_STAGE, Item.STAGE, Situation.BACKGROUND_STEP_FAILS),
        edition=of.IN_PDF_TABLES,
        evidence=Evidence.SECOND_HAND,
        decisions=LOST,
    ),
    MILESTONE.row(
        "stage-milestone-fail-stage-autolaunched-flow",
        "Fail Stage, bullet 3",
        "Fail Stage is logged when the autolaunched flow that a background step calls encounters an error. Recovered "
        "from the older edition.",
        "",
        Logs(Kind.FAIL_STAGE, Item.STAGE, Situation.BACKGROUND_FLOW_FAILS),
        edition=of.IN_PDF_TABLES,
        evidence=Evidence.SECOND_HAND,
        decisions=LOST,
    ),
    MILESTONE.row(
        "stage-milestone-fail-stage-interactive-step",
        "Fail Stage, bullet 4",
        "Fail Stage is logged when an interactive step of the stage encounters an error. No copy has this bullet: it "
        "follows from the causes of status Error.",
        "",
        Logs(Kind.FAIL_STAGE, Item.STAGE, Situation.INTERACTIVE_STEP_FAILS),
        edition=of.IN_NONE,
        evidence=Evidence.INFERRED,
        decisions=LOST,
    ),
    MILESTONE.row(
        "stage-milestone-fail-stage-screen-flow",
        "Fail Stage, bullet 5",
        "Fail Stage is logged when the screen flow of an interactive step encounters an error. No copy has this "
        "bullet: it follows from the causes of status Error.",
        "",
        Logs(Kind.FAIL_STAGE, Item.STAGE, Situation.SCREEN_FLOW_FAILS),
        edition=of.IN_NONE,
        evidence=Evidence.INFERRED,
        decisions=LOST,
        readings=(("screen-flow-failure", "error"),),
    ),
    MILESTONE.row(
        "stage-milestone-fail-stage-mulesoft-step",
        "Fail Stage, bullet 6",
        "Fail Stage is logged when a MuleSoft step of the stage encounters an error. No copy has this bullet: it "
        "follows from the causes of status Error.",
        "",
        Logs(Kind.FAIL_STAGE, Item.STAGE, Situation.MULESOFT_STEP_FAILS),
        edition=of.IN_NONE,
        evidence=Evidence.INFERRED,
        decisions=LOST,
    ),
    MILESTONE.row(
        "stage-milestone-fail-stage-mulesoft-action",
        "Fail Stage, bullet 7",
        "Fail Stage is logged when the action of a MuleSoft step encounters an error. No copy has this bullet: it "
        "follows from the causes of status Error.",
        "",
        Logs(Kind.FAIL_STAGE, Item.STAGE, Situation.MULESOFT_ACTION_FAILS),
        edition=of.IN_NONE,
        evidence=Evidence.INFERRED,
        decisions=LOST,
    ),
)
"""The rows of this subject."""
