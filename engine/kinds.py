"""The milestones of the log.

Source: Object Reference, FlowOrchestrationLog, field Kind (19 values); labels from "Orchestration Run", "Orchestration
Stages" and "Debug an Orchestration".
"""

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """`FlowOrchestrationLog.Kind`."""

    START_INSTANCE = "StartInstance"
    END_INSTANCE = "EndInstance"
    SUSPEND_INSTANCE = "SuspendInstance"
    CANCEL_INSTANCE = "CancelInstance"
    RESUME_INSTANCE = "ResumeInstance"
    FAIL_INSTANCE = "FailInstance"
    START_STAGE = "StartStage"
    END_STAGE = "EndStage"
    SUSPEND_STAGE = "SuspendStage"
    DISCONTINUE_STAGE = "DiscontinueStage"
    FAIL_STAGE = "FailStage"
    START_STEP = "StartStep"
    END_STEP = "EndStep"
    DISCONTINUE_STEP = "DiscontinueStep"
    FAIL_STEP = "FailStep"
    START_WORK_ITEM = "StartWorkItem"
    END_WORK_ITEM = "EndWorkItem"
    REASSIGN_WORK_ITEM = "ReassignWorkItem"
    RUN_RECALL_PATH = "RunRecallPath"


MILESTONES: Final = {
    Kind.START_INSTANCE: "Start Run",
    Kind.END_INSTANCE: "End Run",
    Kind.SUSPEND_INSTANCE: "Suspend Run",
    Kind.CANCEL_INSTANCE: "Cancel Run",
    Kind.RESUME_INSTANCE: "Resume Run",
    Kind.FAIL_INSTANCE: "Fail Run",
    Kind.START_STAGE: "Start Stage",
    Kind.END_STAGE: "End Stage",
    Kind.SUSPEND_STAGE: "Suspend Stage",
    Kind.DISCONTINUE_STAGE: "Discontinue Stage",
    Kind.FAIL_STAGE: "Fail Stage",
    Kind.START_STEP: "Start Step",
    Kind.END_STEP: "End Step",
    Kind.DISCONTINUE_STEP: "Discontinue Step",
    Kind.FAIL_STEP: "Fail Step",
    Kind.START_WORK_ITEM: "Start Work Item",
    Kind.END_WORK_ITEM: "End Work Item",
    Kind.REASSIGN_WORK_ITEM: "Reassign Work Item",
}
"""The milestone that people see for a kind. No page names one for RunRecallPath."""
