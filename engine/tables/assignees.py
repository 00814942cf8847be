"""Who gets a work item, who may finish it, and who owns it (the PDF, "Create a Step to Interact with Users")."""

from typing import Final

from ..statuses import WorkItemStatus
from . import documents as of
from .demand import Act, Becomes, Item, Keeps, NotCheckable, Refused
from .row import Evidence
from .situation import Situation
from .table import Table

ITEMS: Final = Table(of.PDF, "Work items", of.IN_PDF_TEXT)
ASSIGNEE: Final = Table(of.ASSIGN, "Assignee", of.IN_HELP_EXCERPT)
OWNER: Final = Table(of.PDF, "Work item owner", of.IN_PDF_TABLES, Evidence.SECOND_HAND)
NO_OWNER: Final = NotCheckable("an observed run does not show who owns a work item")
NO_PERSON: Final = NotCheckable("an observed run does not show who could have done something")

ROWS: Final = (
    ASSIGNEE.row(
        "work-item-assignee-kinds",
        "Assignee",
        "A step is assigned to a user, a public group, a queue, or a resource that yields the name of one.",
        "",
        NotCheckable("what a definition may hold; the reader accepts no other"),
    ),
    ASSIGNEE.row(
        "work-item-assignee-current-user",
        "$User",
        "The assignee must not be taken from $User: in a run that is a system user.",
        "",
        NotCheckable("what a definition should not hold; a rule of the linter says it"),
        edition=of.IN_PDF_TEXT,
    ),
    ITEMS.row(
        "work-item-created",
        "An interactive step starts",
        "Each interactive step that starts creates a work item, one also for a group or queue.",
        "",
        Becomes(Item.WORK_ITEM, WorkItemStatus.ASSIGNED, Situation.INTERACTIVE_STEP_STARTED),
    ),
    ITEMS.row(
        "work-item-first-finisher",
        "Group or queue",
        "The first member to finish a work item completes it, for all.",
        "",
        Becomes(Item.WORK_ITEM, WorkItemStatus.COMPLETED, Situation.WORK_ITEM_FINISHED),
    ),
    ITEMS.row(
        "work-item-second-finisher",
        "A second finisher",
        "Who finishes the same work item at the same time, too, gets an error.",
        "",
        NO_PERSON,
    ),
    ITEMS.row(
        "work-item-context-record",
        "Context record",
        "A work item carries the record on whose page the work is done.",
        "",
        NotCheckable("an observed run does not show the context record"),
        edition=of.IN_REFERENCE,
    ),
    ITEMS.row(
        "work-item-reassign",
        "Reassignment",
        "Only a work item that is Assigned can be reassigned, and only while its run is in progress.",
        "",
        Refused(Act.REASSIGN, Situation.WORK_ITEM_NOT_OPEN),
    ),
    ITEMS.row(
        "work-item-reassigned-as-new",
        "After a reassignment",
        "A work item that was reassigned is treated like a new one: it is Assigned.",
        "",
        Keeps(Item.WORK_ITEM, WorkItemStatus.ASSIGNED, Situation.WORK_ITEM_REASSIGNED),
    ),
    OWNER.row(
        "work-item-owner-user",
        "User",
        "The owner of a work item that is assigned to one user is that user.",
        "",
        NO_OWNER,
    ),
    OWNER.row(
        "work-item-owner-group",
        "Group",
        "The owner of a work item that is assigned to a group is the automated process user.",
        "",
        NO_OWNER,
    ),
    OWNER.row(
        "work-item-owner-queue",
        "Queue that supports Orchestration Work Item",
        "The owner of a work item that is assigned to a queue of orchestration work items is the queue.",
        "",
        NO_OWNER,
    ),
    OWNER.row(
        "work-item-owner-other-queue",
        "Other queue",
        "The owner of a work item that is assigned to any other queue is the automated process user.",
        "",
        NO_OWNER,
    ),
)
"""The rows of this subject."""
