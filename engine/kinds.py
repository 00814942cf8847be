"""The milestones of the log.

Source: Object Reference, FlowOrchestrationLog, field Kind (19 values); labels from "Orchestration Run", "Orchestration
Stages" and "Debug an Orchestration".
"""

from enum import StrEnum


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
