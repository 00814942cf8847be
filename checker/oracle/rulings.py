"""What no table says and a decision does: the statuses of submissions and approval work items, and the work item of a
step that its exit condition completes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...engine.events import Cancel, Complete, Reassign, Recall
from ...engine.statuses import ApprovalItemStatus, RunStatus, SubmissionStatus, WorkItemStatus, label
from .facts import asks
from .run_situations import is_rejection
from .scene import Scene
from .standing import SUBMISSION, Element
from .strikes import pending_step
from .timeline import StatusChange
from .verdict import element_path, statuses_seen
from .violation import Violation

APPROVAL: Final = "approval-status"
CLOSED_WITH_STEP: Final = "open-work-item-of-completed-step"
JUDGED_HERE: Final = ("submission", "approval")
"""Whose statuses are judged by a decision alone."""


def judge_rulings(scene: Scene, *, run_only: bool) -> Iterator[Violation]:
    """What of a moment is against these decisions; the id of the decision stands in place of that of a row.

    `run_only`: by the other reading of `approval-status` nothing but the status of the run is known.
    """
    wanted = {} if run_only else _wanted(scene)
    seen = (change.element for change in scene.timeline.changes if change.element.part in JUDGED_HERE)
    for element in dict.fromkeys((*wanted, *seen)):
        statuses = tuple(wanted.get(element, ()))
        if scene.timeline.path(element)[1:] != statuses:
            yield _violation(scene, APPROVAL, element, " → ".join(map(label, statuses)) or "no change")
    for change in scene.timeline.set_to("step", "Completed"):
        step = scene.facts.step(change.element.step)
        item = change.element._replace(part="item")
        if step is not None and asks(step) and scene.timeline.after.statuses.get(item) == "Assigned":
            yield _violation(scene, CLOSED_WITH_STEP, item, "Completed with its step")


def _violation(scene: Scene, decision: str, element: Element, expected: str) -> Violation:
    number = scene.timeline.moment.number
    return Violation(decision, expected, statuses_seen(scene, element), number, element_path(element))


def _wanted(scene: Scene) -> dict[Element, list[str]]:
    found: dict[Element, list[str]] = {}
    if isinstance(scene.timeline.moment.event, Recall) and scene.facts.orchestration.is_approval:
        found[SUBMISSION] = [SubmissionStatus.RECALLED]
    for change in scene.timeline.changes:
        status = _with_run(scene, change) if change.element.part == "run" else _with_item(scene, change)
        if status is not None:
            part = "submission" if change.element.part == "run" else "approval"
            found.setdefault(change.element._replace(part=part), []).append(status)
    return found


def _with_run(scene: Scene, change: StatusChange) -> str | None:
    """The status of the submission as the run changes its own; there is none where the run is no approval."""
    if not scene.facts.orchestration.is_approval:
        return None
    is_recalled = scene.timeline.after.is_recalled
    match change.after:
        case RunStatus.IN_PROGRESS if change.before is None:
            return SubmissionStatus.IN_PROGRESS
        case RunStatus.COMPLETED:
            return (
                SubmissionStatus.REJECTED if scene.timeline.after.is_rejected else SubmissionStatus.APPROVED
            )
        case RunStatus.CANCELED if not is_recalled:
            return SubmissionStatus.CANCELED
        case RunStatus.ERROR if not is_recalled:
            return SubmissionStatus.ERROR
        case _:
            return None


def _with_item(scene: Scene, change: StatusChange) -> str | None:
    """The status of the approval work item as the work item of its step changes its own."""
    element, event = change.element, scene.timeline.moment.event
    step = scene.facts.step(element.step)
    if element.part != "item" or step is None or not step.is_approval or isinstance(event, Reassign):
        return None
    if change.after == WorkItemStatus.ASSIGNED:
        return ApprovalItemStatus.ASSIGNED
    if isinstance(event, Complete) and _is_first(scene, change):
        by_person = pending_step(scene.timeline, event.step)
        if by_person == element._replace(part="step"):
            refused = is_rejection(scene.facts, event)
            return ApprovalItemStatus.REJECTED if refused else ApprovalItemStatus.APPROVED
    withdrawn = isinstance(event, Cancel | Recall)
    return ApprovalItemStatus.CANCELED if withdrawn else ApprovalItemStatus.COMPLETED


def _is_first(scene: Scene, change: StatusChange) -> bool:
    return next(other for other in scene.timeline.changes if other.element == change.element) == change
