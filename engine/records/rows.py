"""The records of a run, one class for each object.

A field has the documented name in lower case with underscores: `orchestration_instance_id` is
`OrchestrationInstanceId` (`column`). Sources: Object Reference and Field Reference of FlowOrchestrationInstance,
FlowOrchestrationStageInstance, FlowOrchestrationStepInstance, FlowOrchestrationWorkItem, FlowOrchestrationLog,
ApprovalSubmission, ApprovalWorkItem. Fields that a simulated run knows nothing of (owners, users' Ids) are left out.
Durations are whole seconds.
"""

from __future__ import annotations

from datetime import datetime

from ...grammar.light_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class OrchestrationRun:
    """FlowOrchestrationInstance. `current_stage`: the stage running, or running when the run was paused or failed."""

    id: str
    name: str
    created_date: datetime
    last_modified_date: datetime
    orchestration_developer_name: str
    orchestration_label: str | None
    status: str
    current_stage: str | None
    duration: int
    triggering_record: str | None
    triggering_record_type: str | None
    flow_type: str
    is_debug_run: bool


@dataclass(frozen=True, slots=True)
class StageRun:
    """FlowOrchestrationStageInstance: one for each visit of a stage (decision `state-and-history`)."""

    id: str
    name: str
    label: str | None
    created_date: datetime
    last_modified_date: datetime
    orchestration_instance_id: str
    orchestration_name: str
    status: str


@dataclass(frozen=True, slots=True)
class StepRun:
    """FlowOrchestrationStepInstance: one for each step and visit of its stage.

    `in_progress_step_outputs` holds a result that waits for a resume, as JSON. `step_type` is spelled as the Connect
    API does.
    """

    id: str
    name: str
    label: str | None
    description: str | None
    created_date: datetime
    last_modified_date: datetime
    orchestration_instance_id: str
    stage_instance_id: str
    orchestration_name: str
    orchestration_stage_name: str
    status: str
    step_type: str
    in_progress_step_outputs: str | None
    related_record: str | None


@dataclass(frozen=True, slots=True)
class WorkItem:
    """FlowOrchestrationWorkItem: one for each assignment, replacements after a resume included.

    `assignee_id` holds a user name or the API name of a group or queue, for a simulated run has no Ids of them; the
    elapsed times are null once it is Completed.
    """

    id: str
    name: str
    label: str | None
    description: str | None
    created_date: datetime
    last_modified_date: datetime
    step_instance_id: str
    status: str
    assignee_id: str | None
    related_record_id: str | None
    screen_flow: str | None
    elapsed_time_since_asgnt_in_sec: int | None
    elapsed_time_since_creation_in_sec: int | None


@dataclass(frozen=True, slots=True)
class LogRecord:
    """FlowOrchestrationLog: one milestone. It names its stage and step, never their records."""

    id: str
    name: str
    orchestration_instance_id: str
    kind: str
    timestamp: datetime
    orchestration_name: str
    orchestration_version: int | None
    stage_name: str | None
    step_name: str | None
    actor: str | None
    assignee: str | None
    assignee_type: str | None
    context: str | None
    duration: int | None
    comments: str | None


@dataclass(frozen=True, slots=True)
class ApprovalSubmission:
    """ApprovalSubmission, of a flow approval process (decision `approval-status`)."""

    id: str
    name: str
    created_date: datetime
    last_modified_date: datetime
    flow_orchestration_instance_id: str
    related_record_id: str | None
    status: str


@dataclass(frozen=True, slots=True)
class ApprovalWorkItem:
    """ApprovalWorkItem, one for each work item of an approval step (decision `approval-status`).

    `assigned_to_id` holds a name, as in `WorkItem`.
    """

    id: str
    name: str
    created_date: datetime
    last_modified_date: datetime
    approval_submission_id: str | None
    flow_orchestration_work_item_id: str | None
    assigned_to_id: str | None
    related_record_id: str | None
    status: str
    comments: str | None


Row = OrchestrationRun | StageRun | StepRun | WorkItem | LogRecord | ApprovalSubmission | ApprovalWorkItem
Cell = None | bool | int | str | datetime

OBJECTS: dict[type[Row], str] = {
    OrchestrationRun: "FlowOrchestrationInstance",
    StageRun: "FlowOrchestrationStageInstance",
    StepRun: "FlowOrchestrationStepInstance",
    WorkItem: "FlowOrchestrationWorkItem",
    LogRecord: "FlowOrchestrationLog",
    ApprovalSubmission: "ApprovalSubmission",
    ApprovalWorkItem: "ApprovalWorkItem",
}
"""The API names of the objects, in the order in which they are exported."""


@dataclass(frozen=True, slots=True)
class Records:
    """Everything a run left behind, each kind in the order in which it was made. `run` None: no run remains."""

    run: OrchestrationRun | None = None
    stages: tuple[StageRun, ...] = ()
    steps: tuple[StepRun, ...] = ()
    work_items: tuple[WorkItem, ...] = ()
    log: tuple[LogRecord, ...] = ()
    submissions: tuple[ApprovalSubmission, ...] = ()
    approval_work_items: tuple[ApprovalWorkItem, ...] = ()

    def of(self, kind: type[Row]) -> tuple[Row, ...]:
        """The records of one object."""
        every: tuple[Row, ...] = (
            *((self.run,) if self.run else ()), *self.stages, *self.steps, *self.work_items, *self.log,
            *self.submissions, *self.approval_work_items,
        )  # fmt: skip
        return tuple(row for row in every if isinstance(row, kind))


def column(field: str) -> str:
    """The documented name of a field: `stage_instance_id` is `StageInstanceId`."""
    return "".join(word.capitalize() for word in field.split("_"))
