"""The situations about a run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from ...engine.error_kinds import ErrorKind
from ...engine.events import Begin, Cancel, Complete, Event, Publish, Recall, Resume, Suspend
from ...engine.tables.situation import Situation
from ...grammar.model import Step
from .facts import Facts, asks
from .scene import Finder, Scene
from .standing import DAYS_14, RUN
from .strikes import Struck
from .subject import AT_ONCE, THE_RUN, Subject


def _if(test: Callable[[Scene], bool]) -> Finder:
    def find(scene: Scene) -> Iterator[Subject]:
        if test(scene):
            yield THE_RUN

    return find


def _event(*kinds: type[Event]) -> Finder:
    def find(scene: Scene) -> Iterator[Subject]:
        if isinstance(scene.timeline.moment.event, kinds):
            yield Subject(RUN, AT_ONCE)

    return find


def _resumed_from(status: str) -> Finder:
    def find(scene: Scene) -> Iterator[Subject]:
        if isinstance(scene.timeline.moment.event, Resume) and scene.timeline.before.run == status:
            yield Subject(RUN, AT_ONCE)

    return find


def _reached(status: str) -> Finder:
    def find(scene: Scene) -> Iterator[Subject]:
        for change in scene.timeline.set_to("run", status):
            yield Subject(RUN, change.place)

    return find


def _fails(test: Callable[[Step], bool]) -> Finder:
    def find(scene: Scene) -> Iterator[Subject]:
        for struck in scene.struck:
            step = scene.facts.step(struck.step.step) if struck.step else None
            if (
                step is not None
                and test(step)
                and not struck.handled
                and struck.kind is not ErrorKind.EVALUATION_FLOW
            ):
                yield THE_RUN

    return find


def _ends(scene: Scene) -> str:
    """How the run comes to an end in the moment: `main`, `fault path`, `rejoined`, or "" where it does not."""
    timeline = scene.timeline
    stages = [change for change in timeline.changes if change.element.part == "stage"]
    outside = any(struck.stage is None for struck in scene.struck)
    if outside or timeline.before.is_recalled or isinstance(timeline.moment.event, Recall):
        return ""
    if not stages:
        begins = isinstance(timeline.moment.event, Begin)
        return "main" if begins and scene.facts.may_end("", "start") else ""
    last = stages[-1]
    handled = [struck.stage for struck in scene.struck if struck.handled]
    if last.after == "Completed":
        if not timeline.after.has_failed:
            return "main"
        return "fault path" if scene.facts.in_fault_path(last.element.stage) else "rejoined"
    return "fault path" if last.after == "Error" and last.element in handled else ""


def _approval_ends(scene: Scene, *, rejected: bool) -> bool:
    timeline = scene.timeline
    was_rejected = timeline.before.is_rejected or is_rejection(scene.facts, timeline.moment.event)
    return scene.facts.orchestration.is_approval and _ends(scene) == "fault path" and was_rejected is rejected


def is_rejection(facts: Facts, event: Event) -> bool:
    """Whether the event rejects an approval work item."""
    step = facts.step(event.step) if isinstance(event, Complete) else None
    return (
        isinstance(event, Complete)
        and step is not None
        and step.is_approval
        and any(name.casefold() == "approvaldecision" and value == "Reject" for name, value in event.outputs)
    )


def _only_handled(scene: Scene) -> bool:
    return bool(scene.struck) and all(struck.handled for struck in scene.struck)


def _recall_ended(scene: Scene) -> bool:
    timeline = scene.timeline
    recalled = timeline.before.is_recalled or isinstance(timeline.moment.event, Recall)
    stage = timeline.after.stage
    open_still = stage is not None and timeline.after.statuses.get(stage) == "InProgress"
    return recalled and timeline.is_in_progress and not open_still and not scene.struck


def _failed_long_ago(scene: Scene) -> bool:
    before = scene.timeline.before
    return (
        before.run == "Error"
        and before.failed_at is not None
        and scene.timeline.moment.minutes - before.failed_at > DAYS_14
    )


def _outside(struck: Struck) -> bool:
    return struck.stage is None


def _result_arrives(scene: Scene) -> bool:
    return isinstance(scene.timeline.moment.event, Complete) and scene.timeline.result_of() is not None


RUN_SITUATIONS: Final[dict[Situation, Finder]] = {
    Situation.RUN_BEGINS: _event(Begin),
    Situation.RUN_REACHES_END: _if(lambda scene: _ends(scene) == "main"),
    Situation.RUN_REACHES_END_IN_FAULT_PATH: _if(lambda scene: _ends(scene) == "fault path"),
    Situation.RUN_REACHES_END_AFTER_REJOINING: _if(lambda scene: _ends(scene) == "rejoined"),
    Situation.FAULT_PATH_ENDS_UNREJECTED: _if(lambda scene: _approval_ends(scene, rejected=False)),
    Situation.FAULT_PATH_ENDS_REJECTED: _if(lambda scene: _approval_ends(scene, rejected=True)),
    Situation.RUN_COMPLETED: _reached("Completed"),
    Situation.RUN_SUSPENDED: _event(Suspend),
    Situation.RUN_CANCELED: _event(Cancel),
    Situation.RUN_RECALLED: _event(Recall),
    Situation.RUN_RECALL_ENDED: _if(_recall_ended),
    Situation.RUN_RESUMED: _event(Resume),
    Situation.SUSPENDED_RUN_RESUMED: _resumed_from("Suspended"),
    Situation.FAILED_RUN_RESUMED: _resumed_from("Error"),
    Situation.RUN_FAILED: _reached("Error"),
    Situation.ERROR_OUTSIDE_STAGES: _if(lambda scene: any(map(_outside, scene.struck))),
    Situation.ONLY_HANDLED_ERRORS: _if(_only_handled),
    Situation.RUN_NOT_IN_PROGRESS: _if(lambda scene: not scene.timeline.is_in_progress),
    Situation.RUN_FAILED_LONG_AGO: _if(_failed_long_ago),
    Situation.APPROVAL_RUN_FAILED: _if(
        lambda scene: scene.facts.orchestration.is_approval and scene.timeline.before.run == "Error"
    ),
    Situation.NOT_AN_APPROVAL: _if(lambda scene: not scene.facts.orchestration.is_approval),
    Situation.STAGE_ITSELF_FAILS_UNHANDLED: _if(
        lambda scene: any(
            struck.kind is ErrorKind.EVALUATION_FLOW and not struck.handled for struck in scene.struck
        )
    ),
    Situation.BACKGROUND_STEP_FAILS_UNHANDLED: _fails(lambda step: step.is_background),
    Situation.INTERACTIVE_STEP_FAILS_UNHANDLED: _fails(asks),
    Situation.RUN_IS_SUSPENDED: _if(
        lambda scene: (
            scene.timeline.before.run == "Suspended" and not isinstance(scene.timeline.moment.event, Resume)
        )
    ),
    Situation.STEP_RESULT_ARRIVES: _if(_result_arrives),
    Situation.EVENT_PUBLISHED: _event(Publish),
}
"""The situations whose subject is the run."""
