"""The statuses of a work item (Object Reference; cases from the older edition)."""

from typing import Final

from ..statuses import WorkItemStatus
from . import documents as of
from .demand import Becomes, Item, Keeps, NotCheckable, PossibleStatuses
from .row import Evidence
from .situation import Situation
from .table import Table

STATUS: Final = Table(of.WORK_ITEMS, "Work Item Status", of.IN_PDF_TABLES, Evidence.SECOND_HAND)
PICKLIST: Final = Table(of.OBJECT_ITEM, "Status", of.IN_REFERENCE)
OLDER: Final = ("pdf-2025",)
STAYS_OPEN: Final = (("open-work-items", "matrix"),)

ROWS: Final = (
    STATUS.row(
        "work-item-status-assigned",
        "Assigned, bullet 1",
        "A work item that was created and is not completed is Assigned while its run is in progress.",
        "",
        Becomes(Item.WORK_ITEM, WorkItemStatus.ASSIGNED, Situation.INTERACTIVE_STEP_STARTED),
    ),
    STATUS.row(
        "work-item-status-assigned-reassigned",
        "Assigned, bullet 2",
        "A work item that was reassigned is Assigned while its run is in progress.",
        "",
        Keeps(Item.WORK_ITEM, WorkItemStatus.ASSIGNED, Situation.WORK_ITEM_REASSIGNED),
    ),
    STATUS.row(
        "work-item-status-assigned-run-canceled",
        "Assigned, bullet 3",
        "A work item that is not completed stays Assigned when its run is canceled. The status table of canceled runs "
        "in the same edition says Completed.",
        "",
        NotCheckable(
            "the same edition contradicts it, and no reading of decision `open-work-items` follows it"
        ),
        profiles=OLDER,
        decisions=("open-work-items",),
    ),
    STATUS.row(
        "work-item-status-assigned-completed-run-canceled",
        "Assigned, bullet 4",
        "A work item that was completed is Assigned when its run is canceled, says the older edition: a slip.",
        "",
        NotCheckable("a slip of the edition: its own list of Completed says the opposite"),
        profiles=OLDER,
    ),
    STATUS.row(
        "work-item-status-assigned-run-error",
        "Assigned, bullet 5",
        "A work item that is not completed stays Assigned when its run encounters an error outside of stages.",
        "",
        Keeps(Item.WORK_ITEM, WorkItemStatus.ASSIGNED, Situation.ERROR_OUTSIDE_STAGES),
        profiles=OLDER,
        readings=STAYS_OPEN,
    ),
    STATUS.row(
        "work-item-status-assigned-screen-flow-error",
        "Assigned, bullet 6",
        "A work item that is not completed stays Assigned when the screen flow of its step encounters an error.",
        "",
        Keeps(Item.WORK_ITEM, WorkItemStatus.ASSIGNED, Situation.SCREEN_FLOW_FAILS),
        profiles=OLDER,
        readings=(("screen-flow-failure", "stays-in-progress"),),
    ),
    STATUS.row(
        "work-item-status-completed-run-completed",
        "Completed, bullet 1",
        "A work item that was completed keeps Completed when its run completes.",
        "",
        Keeps(Item.WORK_ITEM, WorkItemStatus.COMPLETED, Situation.RUN_COMPLETED),
    ),
    STATUS.row(
        "work-item-status-completed-stage-completed",
        "Completed, bullet 2",
        "A work item that nobody completed is Completed when the stage of its step completes.",
        "",
        Becomes(
            Item.WORK_ITEM,
            WorkItemStatus.COMPLETED,
            Situation.STAGE_COMPLETED,
            having=WorkItemStatus.ASSIGNED,
        ),
    ),
    STATUS.row(
        "work-item-status-completed-run-canceled",
        "Completed, bullet 3",
        "A work item that was completed keeps Completed when its run is canceled.",
        "",
        Keeps(Item.WORK_ITEM, WorkItemStatus.COMPLETED, Situation.RUN_CANCELED),
    ),
    STATUS.row(
        "work-item-status-completed-run-error",
        "Completed, bullet 4",
        "A work item that was completed keeps Completed when its run encounters an error.",
        "",
        Keeps(Item.WORK_ITEM, WorkItemStatus.COMPLETED, Situation.RUN_FAILED),
    ),
    STATUS.row(
        "work-item-status-completed-before-stage-error",
        "Completed, bullet 5",
        "A work item that was completed keeps Completed when the stage of its step encounters an error.",
        "",
        Keeps(Item.WORK_ITEM, WorkItemStatus.COMPLETED, Situation.STAGE_FAILS),
    ),
    STATUS.row(
        "work-item-status-completed-stage-error",
        "Completed, bullet 6",
        "A work item that nobody completed is Completed when the stage of its step encounters an error.",
        "",
        Becomes(
            Item.WORK_ITEM,
            WorkItemStatus.COMPLETED,
            Situation.STAGE_FAILS,
            having=WorkItemStatus.ASSIGNED,
        ),
        readings=(("open-work-items", "completed"),),
    ),
    PICKLIST.row(
        "work-item-status-completed",
        "Completed",
        "A work item that a person finished is Completed.",
        "",
        Becomes(Item.WORK_ITEM, WorkItemStatus.COMPLETED, Situation.WORK_ITEM_FINISHED),
    ),
    PICKLIST.row(
        "work-item-status-values",
        "Status",
        "A work item is either Assigned or Completed.",
        "Assigned, Completed",
        PossibleStatuses(Item.WORK_ITEM, tuple(WorkItemStatus)),
    ),
)
"""The rows of this subject."""
