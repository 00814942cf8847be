"""The statuses of an orchestration run ("Orchestration Run", Statuses and Milestones)."""

from typing import Final

from ..statuses import RunStatus
from . import documents as of
from .demand import Becomes, Item, PossibleStatuses
from .profiles import PROFILES
from .row import Evidence
from .situation import Situation
from .table import Table

STATUS: Final = Table(of.RUN, "Orchestration Run Status", of.IN_HELP)
PICKLIST: Final = Table(of.OBJECT_RUN, "Status", of.IN_REFERENCE)
LOST: Final = ("recovered-bullets",)

ROWS: Final = (
    STATUS.row(
        "run-status-in-progress",
        "In Progress",
        "A run that started is In Progress; one that waits for a person or a flow still is.",
        "The orchestration run started.",
        Becomes(Item.RUN, RunStatus.IN_PROGRESS, Situation.RUN_BEGINS),
        decisions=("waiting-run",),
    ),
    STATUS.lost("run-status-completed-current", "Completed"),
    STATUS.row(
        "run-status-completed",
        "Completed, bullet 1",
        "A run that was completed is Completed. Recovered from the older edition, where it is the whole cell.",
        "The orchestration was completed.",
        Becomes(Item.RUN, RunStatus.COMPLETED, Situation.RUN_REACHES_END),
        edition=of.IN_PDF_TABLES,
        evidence=Evidence.SECOND_HAND,
        decisions=LOST,
    ),
    STATUS.row(
        "run-status-completed-after-fault-path",
        "Completed, bullet 2",
        "A run is Completed, too, where a fault path handled the error and no further error was left unhandled. "
        "The bullet is lost; it follows from the table of fault paths.",
        "",
        Becomes(Item.RUN, RunStatus.COMPLETED, Situation.RUN_REACHES_END_IN_FAULT_PATH),
        evidence=Evidence.INFERRED,
        profiles=PROFILES[:1],
        decisions=LOST,
    ),
    STATUS.row(
        "run-status-suspended",
        "Suspended",
        "A run that somebody suspended is Suspended.",
        "The orchestration run was manually suspended.",
        Becomes(Item.RUN, RunStatus.SUSPENDED, Situation.RUN_SUSPENDED),
    ),
    STATUS.row(
        "run-status-canceled",
        "Canceled",
        "A run that somebody canceled is Canceled.",
        "The orchestration run was manually canceled.",
        Becomes(Item.RUN, RunStatus.CANCELED, Situation.RUN_CANCELED),
    ),
    STATUS.lost("run-status-error-current", "Error"),
    STATUS.row(
        "run-status-error-run",
        "Error, bullet 1",
        "The run itself encountered an error. Recovered from the Object Reference.",
        "The orchestration instance … encountered an error",
        Becomes(Item.RUN, RunStatus.ERROR, Situation.ERROR_OUTSIDE_STAGES),
        edition=of.IN_REFERENCE,
        decisions=LOST,
    ),
    STATUS.row(
        "run-status-error-stage",
        "Error, bullet 2",
        "A stage in the run encountered an error that nothing handled. Recovered from the Object Reference.",
        "a stage … within the orchestration instance, encountered an error",
        Becomes(Item.RUN, RunStatus.ERROR, Situation.ERROR_IN_STAGE_UNHANDLED),
        edition=of.IN_REFERENCE,
        decisions=LOST,
    ),
    STATUS.row(
        "run-status-error-step",
        "Error, bullet 3",
        "A step in the run encountered an error that nothing handled. Recovered from the Object Reference.",
        "a … step within the orchestration instance, encountered an error",
        Becomes(Item.RUN, RunStatus.ERROR, Situation.ERROR_AT_STEP_UNHANDLED),
        edition=of.IN_REFERENCE,
        decisions=LOST,
    ),
    STATUS.row(
        "run-status-error-called-flow",
        "Error, bullet 4",
        "The screen flow or autolaunched flow of a step encountered an error that nothing handled. Recovered from the "
        "older edition.",
        "",
        Becomes(Item.RUN, RunStatus.ERROR, Situation.CALLED_FLOW_FAILS_UNHANDLED),
        edition=of.IN_PDF_TABLES,
        evidence=Evidence.SECOND_HAND,
        decisions=("recovered-bullets", "screen-flow-failure"),
    ),
    PICKLIST.row(
        "run-status-values",
        "Status",
        "A run has one of five statuses.",
        "InProgress, Completed, Suspended, Canceled, Error",
        PossibleStatuses(Item.RUN, tuple(RunStatus)),
        decisions=("two-final-statuses",),
    ),
)
"""The rows of this subject."""
