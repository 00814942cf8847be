"""Whether the entry and exit conditions of an observed run were met: when something started or completed, and at rest.

At rest, after a moment in which conditions are evaluated, nothing may wait whose condition holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...engine.events import (
    Begin,
    Cancel,
    Complete,
    Evaluate,
    Fail,
    Publish,
    Reassign,
    Recall,
    Resume,
    SetField,
    Suspend,
    Wait,
)
from ...engine.tables.demand import Entry, Exit, Item
from ...grammar.model import Stage, Step
from .conditions import holds
from .facts import Facts, asks, has_own_exit
from .standing import Element, Standing
from .strikes import pending_step
from .timeline import StatusChange, Timeline


class Met(NamedTuple):
    """A condition of an element: whether it was met when the element changed (`changed`), or is so at rest.

    `met` None: it cannot be told.
    """

    element: Element
    met: bool | None
    changed: bool


def entry_of(step: Step) -> Entry:
    """Which kind of entry condition a step has."""
    if step.entry_flow is not None:
        return Entry.EVALUATION_FLOW
    if step.entry is None:
        return Entry.WITH_STAGE
    conditions = step.entry.conditions
    waits = len(conditions) == 1 and conditions[0].operator == "EqualTo" and conditions[0].left.is_status
    return Entry.AFTER_STEP if waits else Entry.REQUIREMENTS


def exit_of(part: Stage | Step) -> Exit:
    """Which kind of exit a stage or step has."""
    if isinstance(part, Step) and not asks(part):
        return Exit.CALLED_FLOW
    if part.exit_flow is not None:
        return Exit.EVALUATION_FLOW
    if part.exit is not None:
        return Exit.REQUIREMENTS
    return Exit.ALL_STEPS if isinstance(part, Stage) else Exit.SCREEN_FLOW


def entries(timeline: Timeline) -> Iterator[tuple[Step, Met]]:
    """Every step that started with its first start, and every step Not Started at rest."""
    for change in timeline.set_to("step", "InProgress"):
        step = timeline.facts.step(change.element.step)
        if step is not None and change.before == "NotStarted":
            met = holds(timeline.facts, timeline.at(change.place), step.entry, step.entry_flow)
            yield step, Met(change.element, met, changed=True)
    if not is_evaluated(timeline):
        return
    for element, step in _at_rest(timeline, "NotStarted"):
        met = holds(timeline.facts, timeline.after, step.entry, step.entry_flow)
        yield step, Met(element, met, changed=False)


def stage_exits(timeline: Timeline) -> Iterator[tuple[Stage, Met]]:
    """Every stage that completed, and the stage In Progress at rest."""
    for change in timeline.set_to("stage", "Completed"):
        stage = timeline.facts.stage(change.element.stage)
        standing = timeline.at(_before_closing(timeline, change))
        yield stage, Met(change.element, _stage_met(timeline.facts, standing, stage), changed=True)
    element = timeline.after.stage
    if element is not None and is_evaluated(timeline) and _is_open(timeline):
        stage = timeline.facts.stage(element.stage)
        yield stage, Met(element, _stage_met(timeline.facts, timeline.after, stage), changed=False)


def step_exits(timeline: Timeline) -> Iterator[tuple[Step, Met]]:
    """Every step that completed, one whose result arrived and that did not, and every step with an exit condition of its
    own that is In Progress at rest.
    """
    for change in timeline.set_to("step", "Completed"):
        step = timeline.facts.step(change.element.step)
        if step is not None:
            yield step, Met(change.element, _step_met(timeline, step, change), changed=True)
    result = timeline.result_of()
    step = timeline.facts.step(result.step) if result is not None else None
    arrives = isinstance(timeline.moment.event, Complete) and step is not None and not has_own_exit(step)
    if result is not None and step is not None and arrives and not timeline.reached(result, "Completed"):
        yield step, Met(result, True, changed=False)
    if not is_evaluated(timeline):
        return
    for element, step in _at_rest(timeline, "InProgress"):
        if has_own_exit(step):
            met = holds(timeline.facts, timeline.after, step.exit, step.exit_flow)
            if met and _needs_person(timeline, step, timeline.after):
                met = False
            yield step, Met(element, met, changed=False)


def finished(timeline: Timeline, element: Element) -> bool:
    """Whether the step's flow, action or person finished: in this moment, or before the resume that it is."""
    event = timeline.moment.event
    if isinstance(event, Complete):
        return timeline.result_of() == element
    if isinstance(event, Resume):
        stored = [event.step for event in timeline.before.pending if isinstance(event, Complete)]
        return element in [pending_step(timeline, name) for name in stored]
    return False


def is_evaluated(timeline: Timeline) -> bool:
    """Whether conditions are evaluated in the moment ("Evaluation Flows in Orchestrations" and decision
    `record-wake-up`): a run begins or goes on, a result arrives, an event is published, a named field changes, be it that
    a flow writes it which nobody waits for.
    """
    event = timeline.moment.event
    match event:
        case Begin() | Publish() | Resume() | Recall():
            return True
        case Complete() if timeline.result_of() is None:
            return any(_wakes(timeline, name) for name in timeline.fields_changed_outside())
        case Complete() | Fail():
            return timeline.result_of() is not None and bool(timeline.changes)
        case SetField(field=name):
            return _wakes(timeline, name)
        case Suspend() | Cancel() | Wait() | Reassign() | Evaluate():
            return False


def _wakes(timeline: Timeline, field: str) -> bool:
    current = timeline.before.current
    return timeline.is_in_progress and current is not None and timeline.facts.wakes(current, field)


def _is_open(timeline: Timeline) -> bool:
    stage = timeline.after.stage
    return (
        timeline.after.run == "InProgress"
        and stage is not None
        and timeline.after.statuses.get(stage) == "InProgress"
    )


def _at_rest(timeline: Timeline, status: str) -> Iterator[tuple[Element, Step]]:
    stage = timeline.after.current
    if stage is None or not _is_open(timeline):
        return
    for step in timeline.facts.stage(stage).steps:
        element = timeline.after.latest("step", stage, step.name)
        if timeline.after.statuses.get(element) == status:
            yield element, step


def _stage_met(facts: Facts, standing: Standing, stage: Stage) -> bool | None:
    if stage.exit is None and stage.exit_flow is None:
        return all(standing.status("step", stage.name, step.name) == "Completed" for step in stage.steps)
    return holds(facts, standing, stage.exit, stage.exit_flow)


def _step_met(timeline: Timeline, step: Step, change: StatusChange) -> bool | None:
    if not has_own_exit(step):
        return finished(timeline, change.element)
    standing = timeline.at(_before_closing(timeline, change))
    return holds(timeline.facts, standing, step.exit, step.exit_flow)


def _needs_person(timeline: Timeline, step: Step, standing: Standing) -> bool:
    both = timeline.facts.choices.chosen("interactive-exit") == "both-needed"
    stage = standing.current or ""
    return both and standing.status("item", stage, step.name) == "Assigned"


def _before_closing(timeline: Timeline, change: StatusChange) -> int:
    """The place at which it was decided that a stage or step completes: before what is open in it was closed."""
    place = change.place
    for other in reversed([other for other in timeline.changes if other.place < change.place]):
        same = other.element.stage == change.element.stage and other.element.visit == change.element.visit
        closing = other.element.part in ("item", "approval") or (
            change.element.part == "stage" and other.after == "Discontinued"
        )
        if other.place != place - 1 or not same or not closing:
            break
        place = other.place
    return place


def item_of(part: Stage | Step) -> Item:
    """What has the exit."""
    return Item.STAGE if isinstance(part, Stage) else Item.STEP
