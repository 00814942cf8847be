"""The milestones of a work item ("Debug an Orchestration", Object Reference)."""

from typing import Final

from ..kinds import Kind
from . import documents as of
from .demand import Item, Logs
from .situation import Situation
from .table import Table

MILESTONE: Final = Table(of.DEBUG, "Work Item Milestone", of.IN_HELP_EXCERPT)

ROWS: Final = (
    MILESTONE.row(
        "work-item-milestone-start-work-item",
        "Start Work Item",
        "Start Work Item is logged when a work item is created and assigned.",
        "created and assigned",
        Logs(Kind.START_WORK_ITEM, Item.WORK_ITEM, Situation.INTERACTIVE_STEP_STARTED),
        decisions=("restart-milestones",),
    ),
    MILESTONE.row(
        "work-item-milestone-end-work-item",
        "End Work Item",
        "End Work Item is logged when a person completes a work item, with that person's name and the duration.",
        "The assigned user completed the work item",
        Logs(Kind.END_WORK_ITEM, Item.WORK_ITEM, Situation.WORK_ITEM_FINISHED),
        decisions=("end-work-item-row",),
    ),
    MILESTONE.row(
        "work-item-milestone-reassign-work-item",
        "Reassign Work Item",
        "Reassign Work Item is logged when a work item is given to somebody else.",
        "",
        Logs(Kind.REASSIGN_WORK_ITEM, Item.WORK_ITEM, Situation.WORK_ITEM_REASSIGNED),
        edition=of.IN_REFERENCE,
    ),
)
"""The rows of this subject."""
