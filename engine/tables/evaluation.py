"""When the conditions that rest on an evaluation flow are evaluated again ("Evaluation Flows in Orchestrations")."""

from typing import Final

from ..statuses import StageStatus, StepStatus
from . import documents as of
from .demand import AnyStatus, Evaluates, Item, NotCheckable
from .row import Evidence
from .situation import Situation
from .table import Table

AGAIN: Final = Table(of.EVALUATION, "When evaluation flows run again", of.IN_HELP_EXCERPT)
FLOW: Final = Table(of.EVALUATION, "Evaluation flow", of.IN_HELP_EXCERPT)
UNSEEN: Final = "an evaluation leaves no trace unless something changes"

CHECKS: Final[tuple[tuple[str, str, str, Item, AnyStatus], ...]] = (
    (
        "stage",
        "Stage in progress",
        "whether the stage in progress can be completed",
        Item.STAGE,
        StageStatus.IN_PROGRESS,
    ),
    (
        "not-started-steps",
        "Steps that are not started",
        "whether each step of the current stage that is Not Started can start",
        Item.STEP,
        StepStatus.NOT_STARTED,
    ),
    (
        "in-progress-steps",
        "Interactive steps in progress",
        "whether each interactive step in progress of the current stage can be marked Completed",
        Item.STEP,
        StepStatus.IN_PROGRESS,
    ),
)

ROWS: Final = (
    *(
        AGAIN.row(
            f"evaluation-completion-{id}",
            f"A step completes / {label}",
            f"When an asynchronous background step, an interactive step or a MuleSoft step of the current stage completes, "
            f"evaluation flows are asked {what}.",
            "",
            Evaluates(item, having, Situation.STEP_RESULT_ARRIVES),
            decisions=("evaluation-trigger", "evaluation-order"),
        )
        for id, label, what, item, having in CHECKS
    ),
    *(
        AGAIN.row(
            f"evaluation-event-{id}",
            f"An orchestration event is published / {label}",
            f"When a Flow Orchestration Event is published for the run, evaluation flows are asked {what}.",
            "",
            Evaluates(item, having, Situation.EVENT_PUBLISHED),
            decisions=("evaluation-order",),
        )
        for id, label, what, item, having in CHECKS
    ),
    AGAIN.row(
        "evaluation-resume",
        "A suspended run is resumed",
        "When a suspended run is resumed, its conditions are evaluated again.",
        "",
        Evaluates(Item.STAGE, StageStatus.IN_PROGRESS, Situation.SUSPENDED_RUN_RESUMED),
        edition=of.IN_PDF_TEXT,
    ),
    AGAIN.row(
        "evaluation-stage-start",
        "The stage starts",
        "Conditions are evaluated when their stage starts, too. No page says it.",
        "",
        Evaluates(Item.STEP, StepStatus.NOT_STARTED, Situation.STAGE_STARTED),
        edition=of.IN_NONE,
        evidence=Evidence.INFERRED,
        decisions=("first-evaluation",),
    ),
    AGAIN.row(
        "evaluation-record-change",
        "A record referenced in a requirement changes",
        "When a record that a requirement refers to changes, conditions are evaluated again.",
        "",
        NotCheckable("which record changes wake a run depends on the org; the exclusions are in a decision"),
        decisions=("record-change", "record-wake-up", "record-in-evaluation-flow"),
    ),
    FLOW.row(
        "evaluation-flow-holds",
        "isOrchestrationConditionMet",
        "A condition holds exactly if the flow sets its output isOrchestrationConditionMet to true; it starts as false.",
        "isOrchestrationConditionMet",
        NotCheckable(UNSEEN),
        decisions=("evaluation-flow-answer",),
    ),
    FLOW.row(
        "evaluation-flow-other-outputs",
        "Other outputs",
        "All other outputs of an evaluation flow are discarded.",
        "",
        NotCheckable(UNSEEN),
    ),
)
"""The rows of this subject."""
