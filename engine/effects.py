"""The effects of the interpreter: every status and every milestone it ever sets, one entry each.

Each entry is tagged with the table row or decision it implements, but reads no table: either may be wrong, and
the tests compare them. `make mutants` replaces every value here by every other of its kind.
"""

from __future__ import annotations

from typing import Final, Generic, NamedTuple, TypeVar

from ..grammar.light_dataclass import dataclass
from .error_kinds import ErrorEffect, ErrorKind
from .kinds import Kind
from .statuses import (
    ApprovalItemStatus,
    RunStatus,
    StageStatus,
    StepStatus,
    SubmissionStatus,
    WorkItemStatus,
)

Status = TypeVar("Status")


class Effect(NamedTuple, Generic[Status]):
    """A status, the row that demands it, the milestone that is logged with it, and the row that demands that."""

    status: Status
    row: str
    kind: Kind | None = None
    milestone: str = ""


class Quiet(NamedTuple, Generic[Status]):
    """A status that no milestone goes with, and the row that demands it."""

    status: Status
    row: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """What becomes of a run, stage, step or work item, by what happens."""

    run_starts: Effect[RunStatus]
    run_completes: Effect[RunStatus]
    run_completes_after_fault_path: Effect[RunStatus]
    run_completes_after_rejoining: Effect[RunStatus]
    run_suspends: Effect[RunStatus]
    run_resumes: Effect[RunStatus]
    run_resumes_after_failure: Effect[RunStatus]
    run_cancels: Effect[RunStatus]
    run_recalls: Effect[RunStatus]
    run_fails: Effect[RunStatus]
    run_fails_in_fault_path: Effect[RunStatus]
    run_fails_outside_stages: Effect[RunStatus]

    stage_starts: Effect[StageStatus]
    stage_completes: Effect[StageStatus]
    stage_suspends: Effect[StageStatus]
    stage_resumes: Effect[StageStatus]
    stage_resumes_after_failure: Effect[StageStatus]
    stage_cancels: Effect[StageStatus]
    stage_is_recalled: Effect[StageStatus]
    stage_fails: Effect[StageStatus]
    stage_fails_by_step: dict[str, Effect[StageStatus]]
    stage_discontinues: Effect[StageStatus]

    step_is_created: Quiet[StepStatus]
    step_starts: Effect[StepStatus]
    step_completes: Effect[StepStatus]
    asking_step_completes: Effect[StepStatus]
    step_fails: Effect[StepStatus]
    step_discontinues_with_stage: Effect[StepStatus]
    step_discontinues_by_stage_error: Effect[StepStatus]
    step_discontinues_by_run_error: Effect[StepStatus]
    step_discontinues_outside_stages: Effect[StepStatus]
    step_cancels: Effect[StepStatus]
    step_is_recalled: Effect[StepStatus]
    failed_step_restarts: Effect[StepStatus]
    discontinued_step_restarts: Effect[StepStatus]
    asking_step_restarts: Effect[StepStatus]
    stored_result_completes: Effect[StepStatus]
    stored_result_fails: Effect[StepStatus]

    item_is_assigned: Effect[WorkItemStatus]
    item_is_replaced: Effect[WorkItemStatus]
    item_is_finished: Effect[WorkItemStatus]
    item_is_reassigned: Effect[WorkItemStatus]
    item_closes_with_step: Effect[WorkItemStatus]
    item_closes_with_stage: Effect[WorkItemStatus]
    item_closes_by_stage_error: Effect[WorkItemStatus]
    item_closes_by_run_error: Effect[WorkItemStatus]
    item_closes_on_cancel: Effect[WorkItemStatus]

    approval_is_assigned: Quiet[ApprovalItemStatus]
    approval_is_given: Quiet[ApprovalItemStatus]
    approval_is_refused: Quiet[ApprovalItemStatus]
    approval_closes: Quiet[ApprovalItemStatus]
    approval_is_canceled: Quiet[ApprovalItemStatus]

    submission_starts: Effect[SubmissionStatus]
    submission_is_approved: Effect[SubmissionStatus]
    submission_is_rejected: Effect[SubmissionStatus]
    submission_is_recalled: Effect[SubmissionStatus]
    submission_cancels: Effect[SubmissionStatus]
    submission_fails: Effect[SubmissionStatus]

    errors: dict[ErrorKind, ErrorEffect]
    approval_failure_resumable: bool
    resume_days: int


_IN_PROGRESS, _COMPLETED, _ERROR = StepStatus.IN_PROGRESS, StepStatus.COMPLETED, StepStatus.ERROR
_DISCONTINUED, _DONE = StepStatus.DISCONTINUED, WorkItemStatus.COMPLETED

EFFECTS: Final = Effects(
    run_starts=Effect(
        RunStatus.IN_PROGRESS, "run-status-in-progress", Kind.START_INSTANCE, "run-milestone-start-run"
    ),
    run_completes=Effect(
        RunStatus.COMPLETED, "run-status-completed", Kind.END_INSTANCE, "run-milestone-end-run"
    ),
    run_completes_after_fault_path=Effect(
        RunStatus.COMPLETED, "fault-path-ends", Kind.END_INSTANCE, "run-milestone-end-run"
    ),
    run_completes_after_rejoining=Effect(
        RunStatus.COMPLETED, "fault-path-rejoins", Kind.END_INSTANCE, "run-milestone-end-run"
    ),
    run_suspends=Effect(
        RunStatus.SUSPENDED, "run-status-suspended", Kind.SUSPEND_INSTANCE, "run-milestone-suspend-run"
    ),
    run_resumes=Effect(
        RunStatus.IN_PROGRESS, "suspend-resume-run", Kind.RESUME_INSTANCE, "run-milestone-resume-run"
    ),
    run_resumes_after_failure=Effect(
        RunStatus.IN_PROGRESS, "resume-run", Kind.RESUME_INSTANCE, "run-milestone-resume-run"
    ),
    run_cancels=Effect(
        RunStatus.CANCELED, "run-status-canceled", Kind.CANCEL_INSTANCE, "run-milestone-cancel-run"
    ),
    run_recalls=Effect(RunStatus.CANCELED, "recall-run"),
    run_fails=Effect(RunStatus.ERROR, "fault-path-none", Kind.FAIL_INSTANCE, "run-milestone-fail-run-stage"),
    run_fails_in_fault_path=Effect(
        RunStatus.ERROR, "fault-path-fails", Kind.FAIL_INSTANCE, "run-milestone-fail-run-stage"
    ),
    run_fails_outside_stages=Effect(
        RunStatus.ERROR, "run-status-error-run", Kind.FAIL_INSTANCE, "run-milestone-fail-run-run"
    ),
    stage_starts=Effect(
        StageStatus.IN_PROGRESS, "stage-status-in-progress", Kind.START_STAGE, "stage-milestone-start-stage"
    ),
    stage_completes=Effect(
        StageStatus.COMPLETED,
        "stage-status-completed-run-in-progress",
        Kind.END_STAGE,
        "stage-milestone-end-stage",
    ),
    stage_suspends=Effect(
        StageStatus.SUSPENDED, "stage-status-suspended", Kind.SUSPEND_STAGE, "stage-milestone-suspend-stage"
    ),
    stage_resumes=Effect(
        StageStatus.IN_PROGRESS, "suspend-resume-stage", Kind.START_STAGE, "stage-milestone-start-stage"
    ),
    stage_resumes_after_failure=Effect(
        StageStatus.IN_PROGRESS, "resume-stage", Kind.START_STAGE, "stage-milestone-start-stage"
    ),
    stage_cancels=Effect(
        StageStatus.CANCELED, "stage-status-canceled", Kind.END_STAGE, "stage-milestone-end-stage-canceled"
    ),
    stage_is_recalled=Effect(StageStatus.CANCELED, "recall-stage"),
    stage_fails=Effect(
        StageStatus.ERROR, "stage-status-error-stage", Kind.FAIL_STAGE, "stage-milestone-fail-stage-stage"
    ),
    stage_fails_by_step={
        "background": Effect(
            StageStatus.ERROR,
            "stage-status-error-background-step",
            Kind.FAIL_STAGE,
            "stage-milestone-fail-stage-background-step",
        ),
        "interactive": Effect(
            StageStatus.ERROR,
            "stage-status-error-interactive-step",
            Kind.FAIL_STAGE,
            "stage-milestone-fail-stage-interactive-step",
        ),
        "mulesoft": Effect(
            StageStatus.ERROR,
            "stage-status-error-mulesoft-step",
            Kind.FAIL_STAGE,
            "stage-milestone-fail-stage-mulesoft-step",
        ),
        "approval": Effect(
            StageStatus.ERROR,
            "stage-status-error-interactive-step",
            Kind.FAIL_STAGE,
            "stage-milestone-fail-stage-interactive-step",
        ),
    },
    stage_discontinues=Effect(
        StageStatus.DISCONTINUED,
        "stage-status-discontinued",
        Kind.DISCONTINUE_STAGE,
        "stage-milestone-discontinue-stage-in-progress",
    ),
    step_is_created=Quiet(StepStatus.NOT_STARTED, "step-status-not-started"),
    step_starts=Effect(_IN_PROGRESS, "step-status-in-progress", Kind.START_STEP, "step-milestone-start-step"),
    step_completes=Effect(_COMPLETED, "step-status-completed-flow", Kind.END_STEP, "step-milestone-end-step"),
    asking_step_completes=Effect(
        _COMPLETED, "step-status-completed-exit", Kind.END_STEP, "step-milestone-end-step"
    ),
    step_fails=Effect(_ERROR, "error-sets-errored-step", Kind.FAIL_STEP, "step-milestone-fail-step"),
    step_discontinues_with_stage=Effect(
        _DISCONTINUED,
        "step-status-discontinued-stage-completed",
        Kind.DISCONTINUE_STEP,
        "step-milestone-discontinue-step-stage-completed",
    ),
    step_discontinues_by_stage_error=Effect(
        _DISCONTINUED,
        "step-status-discontinued-stage-error",
        Kind.DISCONTINUE_STEP,
        "step-milestone-discontinue-step-stage-error",
    ),
    step_discontinues_by_run_error=Effect(
        _DISCONTINUED,
        "error-sets-in-progress-steps",
        Kind.DISCONTINUE_STEP,
        "step-milestone-discontinue-step-run-error",
    ),
    step_discontinues_outside_stages=Effect(
        _DISCONTINUED,
        "step-status-discontinued-run-error",
        Kind.DISCONTINUE_STEP,
        "step-milestone-discontinue-step-run-error",
    ),
    step_cancels=Effect(StepStatus.CANCELED, "canceled-steps"),
    step_is_recalled=Effect(StepStatus.CANCELED, "recall-steps"),
    failed_step_restarts=Effect(
        _IN_PROGRESS, "resume-background-error", Kind.START_STEP, "step-milestone-start-step"
    ),
    discontinued_step_restarts=Effect(
        _IN_PROGRESS, "resume-background-discontinued", Kind.START_STEP, "step-milestone-start-step"
    ),
    asking_step_restarts=Effect(
        _IN_PROGRESS, "resume-interactive", Kind.START_STEP, "step-milestone-start-step"
    ),
    stored_result_completes=Effect(
        _COMPLETED, "resume-pending-outputs-completed", Kind.END_STEP, "step-milestone-end-step"
    ),
    stored_result_fails=Effect(
        _ERROR, "resume-pending-outputs-error", Kind.FAIL_STEP, "step-milestone-fail-step"
    ),
    item_is_assigned=Effect(
        WorkItemStatus.ASSIGNED,
        "work-item-status-assigned",
        Kind.START_WORK_ITEM,
        "work-item-milestone-start-work-item",
    ),
    item_is_replaced=Effect(
        WorkItemStatus.ASSIGNED,
        "resume-work-item",
        Kind.START_WORK_ITEM,
        "work-item-milestone-start-work-item",
    ),
    item_is_finished=Effect(
        _DONE, "work-item-status-completed", Kind.END_WORK_ITEM, "work-item-milestone-end-work-item"
    ),
    item_is_reassigned=Effect(
        WorkItemStatus.ASSIGNED,
        "work-item-status-assigned-reassigned",
        Kind.REASSIGN_WORK_ITEM,
        "work-item-milestone-reassign-work-item",
    ),
    item_closes_with_step=Effect(_DONE, "open-work-item-of-completed-step"),
    item_closes_with_stage=Effect(_DONE, "work-item-status-completed-stage-completed"),
    item_closes_by_stage_error=Effect(_DONE, "work-item-status-completed-stage-error"),
    item_closes_by_run_error=Effect(_DONE, "error-sets-work-items"),
    item_closes_on_cancel=Effect(_DONE, "open-work-items"),
    approval_is_assigned=Quiet(ApprovalItemStatus.ASSIGNED, "approval-status"),
    approval_is_given=Quiet(ApprovalItemStatus.APPROVED, "approval-status"),
    approval_is_refused=Quiet(ApprovalItemStatus.REJECTED, "approval-status"),
    approval_closes=Quiet(ApprovalItemStatus.COMPLETED, "approval-status"),
    approval_is_canceled=Quiet(ApprovalItemStatus.CANCELED, "approval-status"),
    submission_starts=Effect(SubmissionStatus.IN_PROGRESS, "approval-status"),
    submission_is_approved=Effect(SubmissionStatus.APPROVED, "approval-status"),
    submission_is_rejected=Effect(SubmissionStatus.REJECTED, "approval-status"),
    submission_is_recalled=Effect(
        SubmissionStatus.RECALLED, "recall-submission", Kind.RUN_RECALL_PATH, "run-milestone-run-recall-path"
    ),
    submission_cancels=Effect(SubmissionStatus.CANCELED, "approval-status"),
    submission_fails=Effect(SubmissionStatus.ERROR, "approval-status"),
    errors={
        ErrorKind.CALLED_FLOW: ErrorEffect(True, True, "error-kind-called-flow"),
        ErrorKind.ASSIGNEE_INACTIVE: ErrorEffect(True, True, "error-kind-assignee-inactive"),
        ErrorKind.ASSIGNEE_UNRESOLVABLE: ErrorEffect(False, True, "error-kind-assignee-unresolvable"),
        ErrorKind.MULESOFT_ACTION: ErrorEffect(False, True, "error-kind-mulesoft-action"),
        ErrorKind.PREPARE_REQUEST: ErrorEffect(False, True, "error-kind-prepare-request"),
        ErrorKind.PROCESS_RESULT: ErrorEffect(False, True, "error-kind-process-result"),
        ErrorKind.EVALUATION_FLOW: ErrorEffect(False, True, "evaluation-flow-error"),
        ErrorKind.DECISION: ErrorEffect(False, False, "error-kind-decision"),
        ErrorKind.PLATFORM: ErrorEffect(False, False, "error-kind-outside-stages"),
    },
    approval_failure_resumable=False,
    resume_days=14,
)


def documented_effects() -> Effects:
    """The effects that a program follows unless it is given others."""
    return EFFECTS
