"""The documented statuses, as API values.

Sources: "Orchestration Run" and "Orchestration Stages" (Salesforce Help), "Orchestration Steps", Object Reference
FlowOrchestrationInstance, FlowOrchestrationStageInstance, FlowOrchestrationStepInstance, FlowOrchestrationWorkItem.
"""

from enum import StrEnum


class RunStatus(StrEnum):
    """Statuses of an orchestration run ("Orchestration Run", Statuses and Milestones)."""

    IN_PROGRESS = "InProgress"
    COMPLETED = "Completed"
    SUSPENDED = "Suspended"
    CANCELED = "Canceled"
    ERROR = "Error"


class StageStatus(StrEnum):
    """Statuses of a stage run ("Orchestration Stages", Status). A stage has none before it starts."""

    IN_PROGRESS = "InProgress"
    COMPLETED = "Completed"
    SUSPENDED = "Suspended"
    CANCELED = "Canceled"
    DISCONTINUED = "Discontinued"
    ERROR = "Error"


class StepStatus(StrEnum):
    """Statuses of a step run ("Orchestration Steps"; Canceled as in decision C1)."""

    NOT_STARTED = "NotStarted"
    IN_PROGRESS = "InProgress"
    COMPLETED = "Completed"
    DISCONTINUED = "Discontinued"
    ERROR = "Error"
    CANCELED = "Canceled"


class WorkItemStatus(StrEnum):
    """Statuses of a work item (Object Reference, FlowOrchestrationWorkItem)."""

    ASSIGNED = "Assigned"
    COMPLETED = "Completed"


LABELS = {
    "InProgress": "In Progress",
    "NotStarted": "Not Started",
}
"""UI labels that differ from the API value."""


def label(status: str) -> str:
    """The label people see for an API value: `InProgress` is "In Progress"."""
    return LABELS.get(status, status)


class ApprovalItemStatus(StrEnum):
    """Statuses of an approval work item (Object Reference, ApprovalWorkItem; decision `approval-status`)."""

    ASSIGNED = "Assigned"
    APPROVED = "Approved"
    REJECTED = "Rejected"
    COMPLETED = "Completed"
    CANCELED = "Canceled"


class SubmissionStatus(StrEnum):
    """Statuses of an approval submission (Object Reference, ApprovalSubmission; decision `approval-status`)."""

    IN_PROGRESS = "InProgress"
    APPROVED = "Approved"
    REJECTED = "Rejected"
    RECALLED = "Recalled"
    CANCELED = "Canceled"
    ERROR = "Error"
