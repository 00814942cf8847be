"""The 19 kinds of log rows (Object Reference, FlowOrchestrationLog, field Kind)."""

from typing import Final

from ..kinds import Kind
from ..statuses import StageStatus, StepStatus
from . import documents as of
from .demand import Demand, Item, Logs, NeverLogs
from .situation import Situation
from .table import Table

KIND: Final = Table(of.OBJECT_LOG, "Kind", of.IN_REFERENCE)

CAUSES: Final[tuple[tuple[str, str, str, Demand], ...]] = (
    (
        "log-kind-start-instance",
        "The run started.",
        "started",
        Logs(Kind.START_INSTANCE, Item.RUN, Situation.RUN_BEGINS),
    ),
    (
        "log-kind-end-instance",
        "The run was completed without an error that is left.",
        "completed successfully",
        Logs(Kind.END_INSTANCE, Item.RUN, Situation.RUN_COMPLETED),
    ),
    (
        "log-kind-suspend-instance",
        "The run was suspended.",
        "",
        Logs(Kind.SUSPEND_INSTANCE, Item.RUN, Situation.RUN_SUSPENDED),
    ),
    (
        "log-kind-cancel-instance",
        "The run was canceled.",
        "",
        Logs(Kind.CANCEL_INSTANCE, Item.RUN, Situation.RUN_CANCELED),
    ),
    (
        "log-kind-resume-instance",
        "A failed or suspended run was resumed.",
        "A failed or paused orchestration instance was resumed",
        Logs(Kind.RESUME_INSTANCE, Item.RUN, Situation.RUN_RESUMED),
    ),
    (
        "log-kind-fail-instance",
        "The run encountered an error.",
        "",
        Logs(Kind.FAIL_INSTANCE, Item.RUN, Situation.RUN_FAILED),
    ),
    (
        "log-kind-start-stage",
        "The stage started.",
        "",
        Logs(Kind.START_STAGE, Item.STAGE, Situation.STAGE_STARTED_OR_RESUMED),
    ),
    (
        "log-kind-end-stage",
        "The stage was left as it should be.",
        "exited successfully",
        Logs(Kind.END_STAGE, Item.STAGE, Situation.STAGE_COMPLETED),
    ),
    (
        "log-kind-suspend-stage",
        "The stage was suspended with its run.",
        "",
        Logs(Kind.SUSPEND_STAGE, Item.STAGE, Situation.RUN_SUSPENDED, having=StageStatus.IN_PROGRESS),
    ),
    (
        "log-kind-discontinue-stage",
        "The stage was discontinued.",
        "",
        Logs(
            Kind.DISCONTINUE_STAGE,
            Item.STAGE,
            Situation.ERROR_OUTSIDE_STAGES,
            having=StageStatus.IN_PROGRESS,
        ),
    ),
    (
        "log-kind-fail-stage",
        "The stage encountered an error.",
        "",
        Logs(Kind.FAIL_STAGE, Item.STAGE, Situation.STAGE_FAILS),
    ),
    (
        "log-kind-start-step",
        "The step started.",
        "",
        Logs(Kind.START_STEP, Item.STEP, Situation.STEP_STARTED),
    ),
    (
        "log-kind-end-step",
        "The step was completed.",
        "",
        Logs(Kind.END_STEP, Item.STEP, Situation.STEP_COMPLETED),
    ),
    (
        "log-kind-discontinue-step",
        "The step was discontinued.",
        "",
        Logs(Kind.DISCONTINUE_STEP, Item.STEP, Situation.STAGE_FAILS, having=StepStatus.IN_PROGRESS),
    ),
    (
        "log-kind-fail-step",
        "The step encountered an error.",
        "",
        Logs(Kind.FAIL_STEP, Item.STEP, Situation.STEP_FAILS),
    ),
    (
        "log-kind-start-work-item",
        "The work item was created and assigned.",
        "",
        Logs(Kind.START_WORK_ITEM, Item.WORK_ITEM, Situation.INTERACTIVE_STEP_STARTED),
    ),
    (
        "log-kind-end-work-item",
        "The work item was completed.",
        "",
        Logs(Kind.END_WORK_ITEM, Item.WORK_ITEM, Situation.WORK_ITEM_FINISHED),
    ),
    (
        "log-kind-reassign-work-item",
        "The work item was reassigned.",
        "",
        Logs(Kind.REASSIGN_WORK_ITEM, Item.WORK_ITEM, Situation.WORK_ITEM_REASSIGNED),
    ),
    (
        "run-milestone-run-recall-path",
        "The approval submission of the run was recalled. Only runs of flow approval processes log it.",
        "The associated approval submission was recalled",
        Logs(Kind.RUN_RECALL_PATH, Item.RUN, Situation.RUN_RECALLED),
    ),
)

ROWS: Final = (
    *(
        KIND.row(id, kind.value, text, cell, demand)
        for kind, (id, text, cell, demand) in zip(Kind, CAUSES, strict=True)
    ),
    KIND.row(
        "run-milestone-run-recall-path-approvals-only",
        "RunRecallPath, approvals only",
        "Nothing but a flow approval process has a submission that could be recalled.",
        "",
        NeverLogs(Kind.RUN_RECALL_PATH, Situation.NOT_AN_APPROVAL),
    ),
)
"""The rows of this subject."""
