"""What becomes of a run whose stage fails, with and without a fault path ("Orchestration Stages", Fault Path)."""

from typing import Final

from ..statuses import RunStatus, StageStatus, StepStatus, SubmissionStatus
from . import documents as of
from .demand import Becomes, Item, Keeps, NeverBecomes, NotCheckable
from .profiles import PROFILES
from .row import Evidence
from .situation import Situation
from .table import Table

CONDITIONS: Final = Table(of.STAGES, "Conditions", of.IN_HELP, profiles=PROFILES[:1])
FAULT_PATH: Final = Table(of.STAGES, "Fault Path", of.IN_HELP, profiles=PROFILES[:1])
APPROVAL: Final = Table(
    of.APPROVAL_GUIDE, "Fault paths", of.IN_GUIDE, Evidence.SECOND_HAND, profiles=PROFILES[:1]
)
RUNS: Final = Table(of.RUN, "Fault Paths in Orchestration Runs", of.IN_HELP, profiles=PROFILES[:1])

ROWS: Final = (
    CONDITIONS.row(
        "fault-path-ends",
        "A stage run with a configured fault path encounters an error. The configured fault path terminates in an end element, and it runs without an error.",
        "A fault path that comes to its End without an error leaves the run Completed.",
        "Completed",
        Becomes(Item.RUN, RunStatus.COMPLETED, Situation.RUN_REACHES_END_IN_FAULT_PATH),
    ),
    CONDITIONS.row(
        "fault-path-rejoins",
        "A stage run with a configured fault path encounters an error. The configured fault path connects back to the main orchestration flow by using a Go To connector, and no "
        "further errors occur.",
        "A run whose fault path joins the main flow is Completed in the end if nothing else fails.",
        "Completed",
        Becomes(Item.RUN, RunStatus.COMPLETED, Situation.RUN_REACHES_END_AFTER_REJOINING),
    ),
    CONDITIONS.row(
        "fault-path-fails",
        "A stage run with a configured fault path encounters an error. The stage run in the configured fault path then encounters an error, and that stage run has no configured "
        "fault path.",
        "An error in a stage of a fault path that has no fault path of its own leaves the run in Error.",
        "Error",
        Becomes(Item.RUN, RunStatus.ERROR, Situation.FAULT_PATH_STAGE_FAILS),
        decisions=("outer-fault-path",),
    ),
    CONDITIONS.row(
        "fault-path-none",
        "A stage run with no configured fault path encounters an error.",
        "An error in a stage without a fault path leaves the run in Error.",
        "Error",
        Becomes(Item.RUN, RunStatus.ERROR, Situation.STAGE_WITHOUT_FAULT_PATH_FAILS),
        profiles=PROFILES,
    ),
    FAULT_PATH.row(
        "fault-path-stage-stays-error",
        "Stage that originally encountered the error",
        "A stage whose error was handled is Error and stays so.",
        "remain in Error status",
        Becomes(Item.STAGE, StageStatus.ERROR, Situation.ERROR_HANDLED_BY_FAULT_PATH),
        decisions=("handled-error-final",),
    ),
    FAULT_PATH.row(
        "fault-path-step-stays-error",
        "Step that originally encountered the error",
        "A step whose error was handled is Error and stays so, also when the run completes.",
        "remain in Error status",
        Keeps(Item.STEP, StepStatus.ERROR, Situation.RUN_COMPLETED),
        decisions=("handled-error-final",),
    ),
    FAULT_PATH.row(
        "fault-path-own",
        "Stages that are in fault paths",
        "Every stage can have a fault path of its own, stages in fault paths too.",
        "including stages that are in fault paths",
        NotCheckable("what a definition may hold; the reader accepts it, and no run could contradict it"),
    ),
    FAULT_PATH.row(
        "fault-path-elements",
        "Elements of a fault path",
        "A fault path holds decisions and stages; those stages hold background and interactive steps.",
        "decision elements and stage elements",
        NotCheckable("what a definition may hold; whether MuleSoft steps are excluded is left open"),
        decisions=("mulesoft-in-fault-path",),
    ),
    RUNS.row(
        "fault-path-runs",
        "When a stage has an attached fault path",
        "An error in a stage that has a fault path does not set the run to Error: it follows that path.",
        "the orchestration follows the fault path",
        NeverBecomes(Item.RUN, RunStatus.ERROR, Situation.ONLY_HANDLED_ERRORS),
        decisions=("run-during-fault-path",),
    ),
    RUNS.row(
        "fault-path-empty",
        "When an empty fault path connects back",
        "An empty fault path that leads back goes on with the next element at once.",
        "the next element runs without any intervening processing",
        Becomes(Item.STAGE, StageStatus.IN_PROGRESS, Situation.EMPTY_FAULT_PATH_LEADS_TO_STAGE),
        decisions=("empty-fault-path",),
    ),
    APPROVAL.row(
        "fault-path-approved",
        "Fault path that finishes without an error",
        "An approval submission whose fault path finishes without an error is Approved if nobody rejected a work item.",
        "",
        Becomes(Item.SUBMISSION, SubmissionStatus.APPROVED, Situation.FAULT_PATH_ENDS_UNREJECTED),
        decisions=("approval-status",),
    ),
    APPROVAL.row(
        "fault-path-rejected",
        "Fault path that finishes without an error, work item rejected",
        "An approval submission whose fault path finishes without an error is Rejected if somebody rejected a work item.",
        "",
        Becomes(Item.SUBMISSION, SubmissionStatus.REJECTED, Situation.FAULT_PATH_ENDS_REJECTED),
        decisions=("approval-status",),
    ),
)
"""The rows of this subject."""
