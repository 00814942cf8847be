"""The statuses of a stage run ("Orchestration Stages", Status)."""

from typing import Final

from ..statuses import StageStatus
from . import documents as of
from .demand import AtMostOne, Becomes, Item, Keeps, NoStatus, NotCheckable, PossibleStatuses
from .row import Evidence
from .situation import Situation
from .table import Table

STATUS: Final = Table(of.STAGES, "Stage run Status", of.IN_HELP)
GENERAL: Final = Table(of.STAGES, "Status", of.IN_HELP)
PICKLIST: Final = Table(of.OBJECT_STAGE, "Status", of.IN_REFERENCE)
LOST: Final = ("recovered-bullets",)

ROWS: Final = (
    STATUS.row(
        "stage-status-in-progress",
        "In Progress",
        "A stage that was started is In Progress.",
        "The stage was started.",
        Becomes(Item.STAGE, StageStatus.IN_PROGRESS, Situation.STAGE_REACHED),
    ),
    STATUS.lost("stage-status-completed-current", "Completed"),
    STATUS.row(
        "stage-status-completed-run-completed",
        "Completed, bullet 1",
        "The stage was completed, and so is the orchestration. Recovered from the older edition.",
        "",
        Keeps(Item.STAGE, StageStatus.COMPLETED, Situation.RUN_COMPLETED),
        edition=of.IN_PDF_TABLES,
        evidence=Evidence.SECOND_HAND,
        decisions=LOST,
    ),
    STATUS.row(
        "stage-status-completed-run-in-progress",
        "Completed, bullet 2",
        "The stage was completed while the orchestration is in progress. Recovered from the older edition.",
        "",
        Becomes(Item.STAGE, StageStatus.COMPLETED, Situation.STAGE_EXIT_MET, having=StageStatus.IN_PROGRESS),
        edition=of.IN_PDF_TABLES,
        evidence=Evidence.SECOND_HAND,
        decisions=LOST,
    ),
    STATUS.row(
        "stage-status-completed-run-canceled",
        "Completed, bullet 3",
        "The stage was completed before the orchestration was canceled. Recovered from the older edition.",
        "",
        Keeps(Item.STAGE, StageStatus.COMPLETED, Situation.RUN_CANCELED),
        edition=of.IN_PDF_TABLES,
        evidence=Evidence.SECOND_HAND,
        decisions=LOST,
    ),
    STATUS.row(
        "stage-status-suspended",
        "Suspended",
        "A stage in progress is Suspended when somebody suspends its run.",
        "The stage was in-progress when the orchestration was manually suspended.",
        Becomes(Item.STAGE, StageStatus.SUSPENDED, Situation.RUN_SUSPENDED, having=StageStatus.IN_PROGRESS),
    ),
    STATUS.row(
        "stage-status-canceled",
        "Canceled",
        "A stage in progress is Canceled when somebody cancels its run.",
        "The stage was in progress when the orchestration was canceled.",
        Becomes(Item.STAGE, StageStatus.CANCELED, Situation.RUN_CANCELED, having=StageStatus.IN_PROGRESS),
        decisions=("canceled-stage",),
    ),
    STATUS.row(
        "stage-status-discontinued",
        "Discontinued",
        "A stage in progress is Discontinued when its run encounters an error outside of it.",
        "The stage was in progress when the orchestration encountered an error.",
        Becomes(
            Item.STAGE,
            StageStatus.DISCONTINUED,
            Situation.ERROR_OUTSIDE_STAGES,
            having=StageStatus.IN_PROGRESS,
        ),
        decisions=("current-stage-on-error",),
    ),
    STATUS.lost("stage-status-error-current", "Error"),
    *(
        STATUS.row(
            id,
            f"Error, bullet {number}",
            f"{what} Recovered from the older edition.",
            "",
            Becomes(Item.STAGE, StageStatus.ERROR, when),
            edition=of.IN_PDF_TABLES,
            evidence=Evidence.SECOND_HAND,
            decisions=LOST,
            readings=readings,
        )
        for number, (id, what, when, readings) in enumerate(
            (
                (
                    "stage-status-error-stage",
                    "The stage encountered an error.",
                    Situation.STAGE_ITSELF_FAILS,
                    (),
                ),
                (
                    "stage-status-error-background-step",
                    "A background step in the stage encountered an error.",
                    Situation.BACKGROUND_STEP_FAILS,
                    (),
                ),
                (
                    "stage-status-error-autolaunched-flow",
                    "The autolaunched flow that a background step of the stage calls encountered an error.",
                    Situation.BACKGROUND_FLOW_FAILS,
                    (),
                ),
                (
                    "stage-status-error-interactive-step",
                    "An interactive step encountered an error while the stage was in progress.",
                    Situation.INTERACTIVE_STEP_FAILS,
                    (),
                ),
                (
                    "stage-status-error-screen-flow",
                    "The screen flow of an interactive step encountered an error while the stage was in progress.",
                    Situation.SCREEN_FLOW_FAILS,
                    (("screen-flow-failure", "error"),),
                ),
                (
                    "stage-status-error-mulesoft-step",
                    "A MuleSoft step encountered an error while the stage was in progress.",
                    Situation.MULESOFT_STEP_FAILS,
                    (),
                ),
                (
                    "stage-status-error-mulesoft-action",
                    "The action of a MuleSoft step encountered an error while the stage was in progress.",
                    Situation.MULESOFT_ACTION_FAILS,
                    (),
                ),
            ),
            start=1,
        )
    ),
    GENERAL.row(
        "stage-status-none-before-start",
        "Before the stage is in progress",
        "A stage has a status, and a record, only once it is in progress; none is Not Started.",
        "they have a status only after they’re in progress",
        NoStatus(Item.STAGE, Situation.STAGE_NOT_YET_STARTED),
    ),
    GENERAL.row(
        "stage-status-one-in-progress",
        "Stages run sequentially",
        "At most one stage of a run is in progress at a time.",
        "only one stage in an orchestration can be in progress at a time",
        AtMostOne(Item.STAGE, StageStatus.IN_PROGRESS),
    ),
    PICKLIST.row(
        "stage-status-values",
        "Status",
        "The list of values has five statuses; Canceled is missing from it, but not from Help.",
        "Completed, Discontinued, Error, InProgress, Suspended",
        PossibleStatuses(Item.STAGE, tuple(StageStatus)),
        decisions=("canceled-stage",),
    ),
    PICKLIST.row(
        "stage-status-discontinued-completed",
        "Discontinued",
        "The Object Reference counts a stage that was completed when the orchestration encountered an error, too.",
        "in progress or completed",
        NotCheckable("contradicted by every status table, where completed stages keep Completed"),
        decisions=("completed-then-error",),
    ),
    PICKLIST.row(
        "stage-status-suspended-reference",
        "Suspended",
        "A stage is Suspended while its run is, and only then.",
        "",
        Becomes(Item.STAGE, StageStatus.SUSPENDED, Situation.RUN_SUSPENDED, having=StageStatus.IN_PROGRESS),
    ),
    PICKLIST.row(
        "stage-status-error-reference",
        "Error",
        "The Object Reference counts as Error a stage that failed itself, or in which a background step or its autolaunched flow did.",
        "",
        Becomes(Item.STAGE, StageStatus.ERROR, Situation.BACKGROUND_STEP_FAILS),
    ),
)
"""The rows of this subject."""
