"""The situations about a step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from ...engine.error_kinds import STRIKES, ErrorKind, Strike
from ...engine.events import Complete, Fail, Reassign, Resume
from ...engine.tables.situation import Situation
from ...grammar.model import Step
from .facts import asks, has_own_exit
from .scene import Finder, Scene
from .standing import Element
from .strikes import Struck, is_processed, pending_step
from .subject import AT_ONCE, Subject


def _struck(test: Callable[[Step, Struck], bool]) -> Finder:
    def find(scene: Scene) -> Iterator[Subject]:
        for struck in scene.struck:
            step = scene.facts.step(struck.step.step) if struck.step else None
            if (
                struck.step is not None
                and step is not None
                and struck.kind is not ErrorKind.EVALUATION_FLOW
                and test(step, struck)
            ):
                yield Subject(struck.step)

    return find


def _set_to(status: str, test: Callable[[Step], bool] = lambda _: True) -> Finder:
    def find(scene: Scene) -> Iterator[Subject]:
        for change in scene.timeline.set_to("step", status):
            step = scene.facts.step(change.element.step)
            if step is not None and test(step):
                yield Subject(change.element, change.place)

    return find


def _asking_started(scene: Scene) -> Iterator[Subject]:
    struck_at = [struck.step for struck in scene.struck if _is_start(struck)]
    for subject in _set_to("InProgress", asks)(scene):
        if subject.element not in struck_at:
            yield subject


def _entry_met(scene: Scene) -> Iterator[Subject]:
    for _, met in scene.entries:
        if met.met or (met.changed and met.met is None):
            yield Subject(met.element)


def _exit_met(scene: Scene) -> Iterator[Subject]:
    for step, met in scene.step_exits:
        if asks(step) and (met.met or (met.changed and met.met is None)):
            yield Subject(met.element)
    for element, step in _result(scene):
        if asks(step) and not has_own_exit(step):
            yield Subject(element)


def _result(scene: Scene) -> Iterator[tuple[Element, Step]]:
    element = scene.timeline.result_of()
    step = scene.facts.step(element.step) if element else None
    if element is not None and step is not None and isinstance(scene.timeline.moment.event, Complete):
        yield element, step


def _flow_finishes(scene: Scene) -> Iterator[Subject]:
    for element, step in _result(scene):
        if not asks(step):
            yield Subject(element)


def _screen_flow_fails(scene: Scene) -> Iterator[Subject]:
    event, element = scene.timeline.moment.event, scene.timeline.result_of()
    step = scene.facts.step(element.step) if element else None
    if (
        isinstance(event, Fail)
        and event.kind is ErrorKind.CALLED_FLOW
        and element is not None
        and step is not None
        and step.is_interactive
    ):
        yield Subject(element)


def _result_while_suspended(scene: Scene) -> Iterator[Subject]:
    element = _named(scene)
    if scene.timeline.before.run == "Suspended" and element is not None:
        yield Subject(element)


def _named(scene: Scene) -> Element | None:
    match scene.timeline.moment.event:
        case Complete(step=name):
            return pending_step(scene.timeline, name)
        case Fail(element=name, kind=kind) if STRIKES[kind] is Strike.RESULT:
            return pending_step(scene.timeline, name)
        case _:
            return None


def _processed(status: str, wanted: type[Complete | Fail]) -> Finder:
    def find(scene: Scene) -> Iterator[Subject]:
        timeline = scene.timeline
        if not isinstance(timeline.moment.event, Resume) or timeline.before.run != status:
            return
        for event in timeline.before.pending:
            element = pending_step(timeline, event.step if isinstance(event, Complete) else event.element)
            if element is None:
                continue
            step = scene.facts.step(element.step)
            becomes = "Completed" if isinstance(event, Complete) else "Error"
            waits = step is not None and has_own_exit(step) and isinstance(event, Complete)
            if isinstance(event, wanted) and not waits and is_processed(timeline, element, becomes):
                yield Subject(element)
            if isinstance(event, Fail):
                return

    return find


def _restarted(*, asking: bool) -> Finder:
    def find(scene: Scene) -> Iterator[Subject]:
        timeline = scene.timeline
        before = timeline.before
        if not isinstance(timeline.moment.event, Resume) or before.run != "Error" or before.current is None:
            return
        pending = [
            pending_step(timeline, event.step if isinstance(event, Complete) else event.element)
            for event in before.pending
        ]
        struck_at = [struck.step for struck in scene.struck if struck.step and _is_start(struck)]
        for step in scene.facts.stage(before.current).steps:
            element = before.latest("step", before.current, step.name)
            was = before.statuses.get(element)
            if element in pending or was not in ("Error", "Discontinued") or asks(step) is not asking:
                continue
            if asking and element in struck_at:
                continue
            if timeline.reached(element, "InProgress") or not struck_at:
                yield Subject(element, AT_ONCE)

    return find


def _is_start(struck: Struck) -> bool:
    return STRIKES[struck.kind] is Strike.START


def _item_finished(scene: Scene) -> Iterator[Subject]:
    event, before = scene.timeline.moment.event, scene.timeline.before
    element = _named(scene) if isinstance(event, Complete) else None
    if (
        element is not None
        and before.run in ("InProgress", "Suspended")
        and before.current == element.stage
        and before.status("item", element.stage, element.step) == "Assigned"
    ):
        yield Subject(element)


def _reassigned(scene: Scene) -> Iterator[Subject]:
    event = scene.timeline.moment.event
    element = pending_step(scene.timeline, event.step) if isinstance(event, Reassign) else None
    if element is not None:
        yield Subject(element)


def _item_not_open(scene: Scene) -> Iterator[Subject]:
    before = scene.timeline.before
    for subject in _reassigned(scene):
        element = subject.element
        held = before.status("item", element.stage, element.step) == "Assigned"
        if not held or before.run != "InProgress":
            yield subject


_FLOW, _ACTION = ErrorKind.CALLED_FLOW, ErrorKind.MULESOFT_ACTION

STEP_SITUATIONS: Final[dict[Situation, Finder]] = {
    Situation.ERROR_AT_STEP_UNHANDLED: _struck(lambda _, struck: not struck.handled),
    Situation.CALLED_FLOW_FAILS_UNHANDLED: _struck(
        lambda step, struck: struck.kind is _FLOW and not step.is_mulesoft and not struck.handled
    ),
    Situation.STEP_ENTRY_MET: _entry_met,
    Situation.STEP_STARTED: _set_to("InProgress"),
    Situation.FLOW_FINISHES: _flow_finishes,
    Situation.STEP_EXIT_MET: _exit_met,
    Situation.STEP_COMPLETED: _set_to("Completed"),
    Situation.STEP_FAILS: _struck(lambda _, __: True),
    Situation.BACKGROUND_STEP_FAILS: _struck(
        lambda step, struck: step.is_background and struck.kind is not _FLOW
    ),
    Situation.BACKGROUND_FLOW_FAILS: _struck(
        lambda step, struck: step.is_background and struck.kind is _FLOW
    ),
    Situation.INTERACTIVE_STEP_FAILS: _struck(
        lambda step, struck: asks(step) and (step.is_approval or struck.kind is not _FLOW)
    ),
    Situation.SCREEN_FLOW_FAILS: _screen_flow_fails,
    Situation.MULESOFT_STEP_FAILS: _struck(
        lambda step, struck: step.is_mulesoft and struck.kind is not _ACTION
    ),
    Situation.MULESOFT_ACTION_FAILS: _struck(
        lambda step, struck: step.is_mulesoft and struck.kind is _ACTION
    ),
    Situation.RESULT_WHILE_SUSPENDED: _result_while_suspended,
    Situation.SUSPENDED_RESULT_PROCESSED: _processed("Suspended", Complete),
    Situation.RESTARTED_WITHOUT_OUTPUTS: _restarted(asking=False),
    Situation.INTERACTIVE_STEP_RESTARTED: _restarted(asking=True),
    Situation.PENDING_RESULT_PROCESSED: _processed("Error", Complete),
    Situation.PENDING_ERROR_PROCESSED: _processed("Error", Fail),
    Situation.INTERACTIVE_STEP_STARTED: _asking_started,
    Situation.WORK_ITEM_FINISHED: _item_finished,
    Situation.WORK_ITEM_REASSIGNED: _reassigned,
    Situation.WORK_ITEM_NOT_OPEN: _item_not_open,
}
"""The situations whose subject is a step."""
