"""What a moment leaves behind besides statuses: stored results, why and when the run failed, a recall, a rejection."""

from __future__ import annotations

from ...engine.error_kinds import STRIKES, Strike
from ...engine.events import Complete, Fail, Recall, Resume
from .facts import asks
from .run_situations import is_rejection
from .scene import Scene
from .strikes import pending_step, stays_in_progress
from .timeline import Timeline


def aftermath(scene: Scene) -> None:
    """Note in the standing after a moment what the statuses do not tell."""
    timeline = scene.timeline
    before, after, event = timeline.before, timeline.after, timeline.moment.event
    after.minutes = timeline.moment.minutes
    after.is_recalled = before.is_recalled or isinstance(event, Recall)
    after.is_rejected = before.is_rejected or is_rejection(scene.facts, event)
    after.has_failed = before.has_failed or any(struck.handled for struck in scene.struck)
    after.pending = _pending(timeline)
    if timeline.reached_run("Error"):
        after.failed_at = timeline.moment.minutes
        unhandled = [struck.kind for struck in scene.struck if not struck.handled]
        after.failure = unhandled[-1] if unhandled else None
    elif after.run != "Error":
        after.failed_at, after.failure = None, None


def _pending(timeline: Timeline) -> tuple[Complete | Fail, ...]:
    before, event = timeline.before, timeline.moment.event
    if isinstance(event, Resume):
        return _left_over(timeline)
    if before.current != timeline.after.current or before.visits != timeline.after.visits:
        return ()
    if isinstance(event, Complete) or (isinstance(event, Fail) and STRIKES[event.kind] is Strike.RESULT):
        stored = _without_values(timeline, event)
        is_new = stored not in before.pending and _is_stored(timeline, event)
        return (*before.pending, stored) if is_new else before.pending
    return before.pending


def _without_values(timeline: Timeline, event: Complete | Fail) -> Complete | Fail:
    """A result as it is kept: its values and its message are seen when it is worked off."""
    step = timeline.facts.step(event.step if isinstance(event, Complete) else event.element)
    name = "" if step is None else step.name
    return Complete(name) if isinstance(event, Complete) else Fail(name, event.kind)


def _is_stored(timeline: Timeline, event: Complete | Fail) -> bool:
    name = event.step if isinstance(event, Complete) else event.element
    element, step = pending_step(timeline, name), timeline.facts.step(name)
    before = timeline.before
    if element is None or step is None or element.stage != before.current:
        return False
    if isinstance(event, Fail) and stays_in_progress(timeline, event):
        return False
    status = before.statuses.get(element)
    match before.run:
        case "Suspended":
            return status == "InProgress"
        case "Error":
            return status == "Discontinued" and not asks(step)
        case _:
            return False


def _left_over(timeline: Timeline) -> tuple[Complete | Fail, ...]:
    """The stored results that a resume did not come to, since the run failed again before. They are worked off in order: it
    came to those before one that changed its step, also where a step goes on waiting for its own exit condition.
    """
    if timeline.after.run != "Error" or timeline.before.visits != timeline.after.visits:
        return ()
    left: list[Complete | Fail] = []
    for event in timeline.before.pending:
        element = pending_step(timeline, event.step if isinstance(event, Complete) else event.element)
        done = element is not None and any(
            timeline.reached(element, status) for status in ("Completed", "Error")
        )
        left = [] if done else [*left, event]
    return tuple(left)
