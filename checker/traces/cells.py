"""The names of what changes in a run: paths for tools (`Prepare#2/Badge.Status`), words for people."""

from enum import StrEnum

from ...engine.history import Change, Subject
from ...engine.statuses import label
from ...engine.values import Value
from .event_words import value_words

CELLS = {
    ("item", "Status"): "WorkItem.Status",
    ("item", "Assignee"): "WorkItem.Assignee",
    ("approval", "Status"): "ApprovalWorkItem.Status",
    ("flow", "Next answer"): "NextAnswer",
    ("step", "Pending outputs"): "InProgressStepOutputs",
    ("step", "Late result"): "LateResult",
    ("run", "Can be resumed"): "CanBeResumed",
    ("field", "Value outside"): "outside",
}
"""How a cell is called behind its element where it is not called as the interpreter calls it."""

OWNERS = {
    "submission": "the submission",
    "item": "work item of {}",
    "approval": "approval work item of {}",
}
"""Who has a status, where it is not the element itself."""
SENTENCES = {
    ("decision", "Outcome"): "{element} takes {after}",
    ("flow", "Answer"): "{element} returns {after}",
    ("flow", "Next answer"): "{element} will return {after}",
    ("field", "Value outside"): "{element} = {after} in the record, not yet read",
    ("step", "Pending outputs"): "the result of {element} waits for the resume",
    ("step", "Late result"): "the result of {element} comes too late: ignored",
    ("run", "Can be resumed"): "the run can no longer be resumed",
    ("", "Value"): "{element} = {after}",
}
"""What is said of a change that is no status."""


def element_path(subject: Subject, visit: int) -> str:
    """The path of an element: `run`, `Prepare`, `Prepare#2/Badge` on the second visit of Prepare, `$Record.Status`."""
    if subject.stage is None or visit == 1:
        return subject.name
    step = f"/{subject.step}" if subject.step is not None else ""
    return f"{subject.stage}#{visit}{step}"


def cell_path(change: Change, element: str) -> str:
    """The path of what changed: `Prepare/Badge.Status`. A field or an input is its own cell."""
    part, attribute = change.subject.part, change.attribute
    if attribute == "Value":
        return element
    return f"{element}.{CELLS.get((part, attribute), attribute)}"


def change_words(change: Change, element: str) -> str:
    """What changed, for people: "Prepare/Badge is In Progress"."""
    after = status_words(change.after)
    part, attribute = change.subject.part, change.attribute
    if attribute == "Status":
        if part == "run" and change.after is None:
            return "no run remains: everything was rolled back"
        return f"{OWNERS.get(part, '{}').format(element)} is {after}"
    if attribute == "Assignee":
        return f"work item of {element} goes to {change.after}"
    words = SENTENCES.get((part, attribute)) or SENTENCES.get(("", attribute))
    if words is None:
        return f"{element}.{attribute} = {after}"
    return words.format(element=element, after=change.after if part == "decision" else after)


def status_words(value: Value) -> str:
    """A status by its label ("In Progress"), any other value as the language writes it."""
    return label(value) if isinstance(value, StrEnum) else value_words(value)
