"""The milestones of an orchestration run ("Orchestration Run"; bullets of Fail Run from "Debug an Orchestration")."""

from typing import Final

from ..kinds import Kind
from . import documents as of
from .demand import Item, Logs
from .situation import Situation
from .table import Table

MILESTONE: Final = Table(of.RUN, "Orchestration Run Milestone", of.IN_HELP)

ROWS: Final = (
    MILESTONE.row(
        "run-milestone-start-run",
        "Start Run",
        "Start Run is logged when a run starts; the page adds that it is when a run is resumed, too.",
        "The orchestration run started or was manually resumed.",
        Logs(Kind.START_INSTANCE, Item.RUN, Situation.RUN_BEGINS),
        decisions=("resume-milestones",),
    ),
    MILESTONE.row(
        "run-milestone-end-run",
        "End Run",
        "End Run is logged when a run is completed.",
        "The orchestration run was completed.",
        Logs(Kind.END_INSTANCE, Item.RUN, Situation.RUN_COMPLETED),
    ),
    MILESTONE.row(
        "run-milestone-suspend-run",
        "Suspend Run",
        "Suspend Run is logged when somebody suspends a run.",
        "The orchestration run was manually suspended.",
        Logs(Kind.SUSPEND_INSTANCE, Item.RUN, Situation.RUN_SUSPENDED),
    ),
    MILESTONE.row(
        "run-milestone-cancel-run",
        "Cancel Run",
        "Cancel Run is logged when somebody cancels a run.",
        "The orchestration run was manually canceled.",
        Logs(Kind.CANCEL_INSTANCE, Item.RUN, Situation.RUN_CANCELED),
    ),
    MILESTONE.row(
        "run-milestone-resume-run",
        "Resume Run",
        "Resume Run is logged when somebody resumes a run.",
        "The orchestration run was manually resumed.",
        Logs(Kind.RESUME_INSTANCE, Item.RUN, Situation.RUN_RESUMED),
        decisions=("resume-milestones",),
    ),
    MILESTONE.row(
        "run-milestone-fail-run-run",
        "Fail Run, bullet 1",
        "Fail Run is logged when the run encounters an error. The bullet is lost here and kept on another page.",
        "",
        Logs(Kind.FAIL_INSTANCE, Item.RUN, Situation.ERROR_OUTSIDE_STAGES),
        edition=of.IN_HELP_EXCERPT,
    ),
    MILESTONE.row(
        "run-milestone-fail-run-stage",
        "Fail Run, bullet 2",
        "Fail Run is logged when a stage in the run encounters an error that nothing handles. The bullet is lost here "
        "and kept on another page.",
        "",
        Logs(Kind.FAIL_INSTANCE, Item.RUN, Situation.ERROR_IN_STAGE_UNHANDLED),
        edition=of.IN_HELP_EXCERPT,
        decisions=("handled-error-milestones",),
    ),
    MILESTONE.row(
        "run-milestone-fail-run-step",
        "Fail Run, bullet 3",
        "Fail Run is logged when a step in the run encounters an error that nothing handles. The bullet is lost here "
        "and kept on another page.",
        "",
        Logs(Kind.FAIL_INSTANCE, Item.RUN, Situation.ERROR_AT_STEP_UNHANDLED),
        edition=of.IN_HELP_EXCERPT,
        decisions=("handled-error-milestones",),
    ),
)
"""The rows of this subject."""
