"""Which errors a failed run can be resumed after ("Orchestration Run", Resuming a Failed Orchestration)."""

from typing import Final

from ..error_kinds import ErrorKind
from . import documents as of
from .demand import Act, NotCheckable, Refused, Resumable
from .profiles import PROFILES
from .row import Evidence
from .situation import Situation
from .table import Table

LIST: Final = Table(of.RUN, "Resuming a Failed Orchestration", of.IN_HELP)
OUTSIDE: Final = Table(of.ERRORS, "Errors outside of stages", of.IN_HELP_EXCERPT)
APPROVALS: Final = Table(of.APPROVAL_ERRORS, "Failed runs", of.IN_APPROVAL_HELP)
INPUTS: Final = Table(of.CONSIDERATIONS, "Input values", of.IN_HELP_EXCERPT)
OLDER: Final = Table(of.PDF, "Recoverable errors", of.IN_PDF_TABLES, Evidence.SECOND_HAND, ("pdf-2025",))
OF_KINDS: Final = ("error-kinds",)

ROWS: Final = (
    LIST.row(
        "error-kind-called-flow",
        "Recoverable errors, bullet 1",
        "A run that failed because the flow of a background or interactive step failed can be resumed.",
        "A flow called by a background or interactive step encounters an error.",
        Resumable(ErrorKind.CALLED_FLOW, possible=True),
        decisions=("error-kinds", "screen-flow-failure"),
    ),
    LIST.row(
        "error-kind-assignee-inactive",
        "Recoverable errors, bullet 2",
        "A run that failed because an assignee is frozen or inactive can be resumed.",
        "A step has a frozen or inactive assignee.",
        Resumable(ErrorKind.ASSIGNEE_INACTIVE, possible=True),
        decisions=OF_KINDS,
    ),
    LIST.row(
        "error-kind-prepare-request",
        "Non-recoverable errors, bullet 1",
        "A run that failed as it prepared a request to a step's flow cannot be resumed.",
        "An error occurs outside of the flows that steps call, such as when the orchestration prepares requests",
        Resumable(ErrorKind.PREPARE_REQUEST, possible=False),
        decisions=OF_KINDS,
    ),
    LIST.row(
        "error-kind-process-result",
        "Non-recoverable errors, bullet 1, processing results",
        "A run that failed as it processed the result of a step cannot be resumed.",
        "or processes results",
        Resumable(ErrorKind.PROCESS_RESULT, possible=False),
        decisions=OF_KINDS,
    ),
    LIST.row(
        "error-kind-mulesoft-action",
        "Non-recoverable errors, bullet 2",
        "A run that failed because the action of a MuleSoft step failed cannot be resumed.",
        "An error occurs in an action called by a MuleSoft step.",
        Resumable(ErrorKind.MULESOFT_ACTION, possible=False),
        profiles=PROFILES[:1],
        decisions=OF_KINDS,
        readings=(("mulesoft-error", "not-resumable"),),
    ),
    LIST.row(
        "error-kind-assignee-unresolvable",
        "Non-recoverable errors, bullet 3",
        "A run that failed because an assignee is no valid user, group or queue cannot be resumed.",
        "a resource variable that doesn't resolve to a valid user, group, or queue",
        Resumable(ErrorKind.ASSIGNEE_UNRESOLVABLE, possible=False),
        decisions=OF_KINDS,
    ),
    LIST.row(
        "resume-within-14-days",
        "14 days",
        "A failed run can be resumed for 14 days.",
        "you have up to 14 days to fix these errors and resume the orchestration run",
        Refused(Act.RESUME, Situation.RUN_FAILED_LONG_AGO),
    ),
    OLDER.row(
        "error-kind-mulesoft-action-older",
        "Action called by a step",
        "In the older edition a run that failed because of an action called by one of its steps can be resumed.",
        "",
        Resumable(ErrorKind.MULESOFT_ACTION, possible=True),
        decisions=OF_KINDS,
        readings=(("mulesoft-error", "resumable"),),
    ),
    OUTSIDE.row(
        "error-kind-outside-stages",
        "Errors outside of stages",
        "A run that failed because of an error outside of stages cannot be resumed, and no fault path catches it.",
        "If errors occur outside of stages, the orchestration run fails, and you can't resume it",
        Resumable(ErrorKind.PLATFORM, possible=False),
        decisions=OF_KINDS,
    ),
    OUTSIDE.row(
        "error-kind-decision",
        "Errors outside of stages, decision",
        "A run that failed as a decision was evaluated cannot be resumed: a decision lies outside of stages.",
        "",
        Resumable(ErrorKind.DECISION, possible=False),
        evidence=Evidence.INFERRED,
        decisions=OF_KINDS,
    ),
    OUTSIDE.row(
        "error-kind-two-mails",
        "Emails",
        "Where a called flow fails, there are two emails: one about the flow, one about the orchestration.",
        "",
        NotCheckable("emails are no part of an observed run"),
    ),
    APPROVALS.row(
        "error-kind-approval",
        "Failed run of a flow approval process",
        "A failed run of a flow approval process cannot be resumed, whatever the cause.",
        "can't be resumed",
        Refused(Act.RESUME, Situation.APPROVAL_RUN_FAILED),
    ),
    INPUTS.row(
        "error-kind-too-long-input",
        "Combined input values of one called flow",
        "An orchestration fails where the input values of one called flow exceed 32,768 characters together.",
        "",
        NotCheckable("an observed run does not show the values that a flow is called with"),
        decisions=("too-long-input",),
    ),
    LIST.row(
        "error-kind-evaluation-flow",
        "Non-recoverable errors, bullet 1, evaluation flows",
        "A run that failed because an evaluation flow failed cannot be resumed: no step calls that flow.",
        "",
        Resumable(ErrorKind.EVALUATION_FLOW, possible=False),
        evidence=Evidence.INFERRED,
        decisions=("error-kinds", "evaluation-flow-error"),
    ),
)
"""The rows of this subject."""
