"""Canceling a run, and recalling the submission of an approval ("Orchestration Run", the PDF, the approval guide)."""

from typing import Final

from ..kinds import Kind
from ..statuses import RunStatus, StageStatus, StepStatus, SubmissionStatus, WorkItemStatus
from . import documents as of
from .demand import Act, Becomes, Item, Keeps, Logs, NotCheckable, Refused
from .row import Evidence
from .situation import Situation
from .table import Table

CANCEL: Final = Table(of.PDF, "Cancel an Orchestration", of.IN_PDF_TEXT)
RECALL: Final = Table(of.APPROVAL_GUIDE, "Recall", of.IN_GUIDE, Evidence.SECOND_HAND)
IF_CANCELED: Final = (("canceled-steps", "canceled"),)

ROWS: Final = (
    CANCEL.row(
        "cancel-only-in-progress",
        "Only an in-progress run",
        "Only a run in progress can be canceled, so a suspended one cannot.",
        "You can only cancel an in-progress orchestration",
        Refused(Act.CANCEL, Situation.RUN_NOT_IN_PROGRESS),
    ),
    CANCEL.row(
        "cancel-run",
        "Run",
        "The run becomes Canceled.",
        "",
        Becomes(Item.RUN, RunStatus.CANCELED, Situation.RUN_CANCELED),
    ),
    CANCEL.row(
        "cancel-stage",
        "Running stage",
        "The stage in progress becomes Canceled.",
        "",
        Becomes(Item.STAGE, StageStatus.CANCELED, Situation.RUN_CANCELED, having=StageStatus.IN_PROGRESS),
        edition=of.IN_HELP,
        decisions=("canceled-stage",),
    ),
    CANCEL.row(
        "cancel-in-progress-steps",
        "Running steps",
        "Steps in progress become Canceled. Only a table of the older edition says it.",
        "Canceled",
        Becomes(Item.STEP, StepStatus.CANCELED, Situation.RUN_CANCELED, having=StepStatus.IN_PROGRESS),
        edition=of.IN_PDF_TABLES,
        evidence=Evidence.SECOND_HAND,
        readings=IF_CANCELED,
    ),
    CANCEL.row(
        "cancel-completed-steps",
        "Completed steps",
        "Completed steps are not changed.",
        "",
        Keeps(Item.STEP, StepStatus.COMPLETED, Situation.RUN_CANCELED),
    ),
    CANCEL.row(
        "cancel-not-started-steps",
        "Not started steps",
        "Steps that have not started are not changed.",
        "",
        Keeps(Item.STEP, StepStatus.NOT_STARTED, Situation.RUN_CANCELED),
    ),
    CANCEL.row(
        "cancel-work-items",
        "Open work items",
        "Work items that are Assigned become Completed.",
        "Completed",
        Becomes(
            Item.WORK_ITEM,
            WorkItemStatus.COMPLETED,
            Situation.RUN_CANCELED,
            having=WorkItemStatus.ASSIGNED,
        ),
        edition=of.IN_PDF_TABLES,
        evidence=Evidence.SECOND_HAND,
        decisions=("open-work-items",),
    ),
    RECALL.row(
        "recall-submission",
        "Submission",
        "The approval submission becomes Recalled.",
        "",
        Becomes(Item.SUBMISSION, SubmissionStatus.RECALLED, Situation.RUN_RECALLED),
        decisions=("approval-status",),
    ),
    RECALL.row(
        "recall-milestone",
        "Log",
        "The recall is logged as RunRecallPath.",
        "",
        Logs(Kind.RUN_RECALL_PATH, Item.RUN, Situation.RUN_RECALLED),
    ),
    RECALL.row(
        "recall-stage",
        "In-progress stage",
        "The stage in progress at a recall becomes Canceled.",
        "",
        Becomes(Item.STAGE, StageStatus.CANCELED, Situation.RUN_RECALLED, having=StageStatus.IN_PROGRESS),
    ),
    RECALL.row(
        "recall-steps",
        "Incomplete steps",
        "Steps in progress at a recall become Canceled.",
        "",
        Becomes(Item.STEP, StepStatus.CANCELED, Situation.RUN_RECALLED, having=StepStatus.IN_PROGRESS),
    ),
    RECALL.row(
        "recall-work-items",
        "Open work items",
        "Work items that are open are canceled: as orchestration work items they become Completed.",
        "",
        Becomes(
            Item.WORK_ITEM,
            WorkItemStatus.COMPLETED,
            Situation.RUN_RECALLED,
            having=WorkItemStatus.ASSIGNED,
        ),
        decisions=("open-work-items",),
    ),
    RECALL.row(
        "recall-path",
        "Recall path",
        "The recall path runs then: one stage, of background steps only.",
        "",
        NotCheckable(
            "that its stage starts is judged as for every stage; what it may hold is a matter of the definition"
        ),
    ),
    RECALL.row(
        "recall-run",
        "Run",
        "The run becomes Canceled once its recall path has run.",
        "",
        Becomes(Item.RUN, RunStatus.CANCELED, Situation.RUN_RECALL_ENDED),
    ),
    RECALL.row(
        "recall-approvals-only",
        "Approval orchestrations only",
        "Only the submission of a flow approval process can be recalled.",
        "",
        Refused(Act.RECALL, Situation.NOT_AN_APPROVAL),
    ),
)
"""The rows of this subject."""
