"""Demands about what is never the case: Refused, Resumable, AtMostOne, NoStatus, PossibleStatuses, ReadableFrom."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from ...engine.events import Cancel, Event, Reassign, Recall, Resume, Suspend
from ...engine.statuses import label
from ...engine.tables.demand import (
    Act,
    AtMostOne,
    Limit,
    NoStatus,
    Output,
    PossibleStatuses,
    ReadableFrom,
    Refused,
    Resumable,
)
from ...engine.tables.row import TableRow
from .facts import has_own_exit
from .scene import Scene
from .situations import subjects
from .standing import DAYS_14, RUN, Element
from .subject import PARTS
from .verdict import Verdict, statuses_seen

ACTS: Final[dict[Act, type[Event]]] = {
    Act.SUSPEND: Suspend,
    Act.RESUME: Resume,
    Act.CANCEL: Cancel,
    Act.RECALL: Recall,
    Act.REASSIGN: Reassign,
}
"""The event that each act of people is."""

DAYS: Final = "days in which a failed run can be resumed"
"""The one limit that a run can break."""


def refused(row: TableRow, demand: Refused, scene: Scene) -> Verdict:
    """In the situation nobody can do this."""
    verdict = Verdict()
    if isinstance(scene.timeline.moment.event, ACTS[demand.act]):
        for subject in subjects(scene, demand.when):
            verdict.broken(row, scene, subject.element, f"no {demand.act} when {demand.when}", "it was done")
    verdict.demanded = verdict.demanded or _was_kept(demand, scene)
    return verdict


def _was_kept(demand: Refused, scene: Scene) -> bool:
    """Whether somebody tried it after the moment, in the situation, and was refused."""
    tried = (event for event in scene.timeline.moment.refused if isinstance(event, ACTS[demand.act]))
    return any(subjects(scene.trying(event), demand.when) for event in tried)


def resumable(row: TableRow, demand: Resumable, scene: Scene) -> Verdict:
    """A run that failed so can, or cannot, be resumed."""
    verdict = Verdict()
    before, after, moment = scene.timeline.before, scene.timeline.after, scene.timeline.moment
    resumed = isinstance(moment.event, Resume) and before.run == "Error"
    was_refused = any(isinstance(event, Resume) for event in moment.refused) and after.run == "Error"
    verdict.demanded = (resumed and before.failure is demand.kind) or (
        was_refused and after.failure is demand.kind
    )
    if resumed and before.failure is demand.kind and not demand.possible:
        verdict.broken(row, scene, RUN, f"no resume after {demand.kind}", "it was resumed")
    if (
        was_refused
        and demand.possible
        and after.failure is demand.kind
        and after.failed_at is not None
        and moment.minutes - after.failed_at <= DAYS_14
        and not scene.facts.orchestration.is_approval
    ):
        verdict.broken(row, scene, RUN, f"a resume is possible after {demand.kind}", "it was refused")
    return verdict


def at_most_one(row: TableRow, demand: AtMostOne, scene: Scene) -> Verdict:
    """Never do two elements of this kind have the status at once."""
    verdict = Verdict()
    part = PARTS[demand.item]
    has = {
        element
        for element, status in scene.timeline.before.statuses.items()
        if element.part == part and status == demand.status
    }
    for change in scene.timeline.changes:
        if change.element.part == part:
            has = has | {change.element} if change.after == demand.status else has - {change.element}
            verdict.demanded = verdict.demanded or change.after == demand.status
            if len(has) > 1:
                expected = f"at most one {demand.item} {label(demand.status)}"
                verdict.broken(row, scene, change.element, expected, f"{len(has)} at once")
    return verdict


def no_status(row: TableRow, demand: NoStatus, scene: Scene) -> Verdict:
    """In the situation the item has no status."""
    verdict = Verdict()
    visits, stages = scene.timeline.after.visits, scene.facts.orchestration.stages
    verdict.demanded = any(stage.name not in visits for stage in stages)
    for subject in subjects(scene, demand.when):
        seen = statuses_seen(scene, subject.element)
        verdict.broken(row, scene, subject.element, f"no status when {demand.when}", seen)
    return verdict


def possible_statuses(row: TableRow, demand: PossibleStatuses, scene: Scene) -> Verdict:
    """An item of this kind has no other status than these."""
    verdict = Verdict()
    allowed = tuple(map(str, demand.statuses))
    for change in scene.timeline.changes:
        if change.element.part != PARTS[demand.item]:
            continue
        verdict.demanded = True
        if change.after not in allowed:
            verdict.broken(row, scene, change.element, f"one of {', '.join(allowed)}", change.after)
    return verdict


def readable_from(row: TableRow, demand: ReadableFrom, scene: Scene) -> Verdict:
    """The output has no value before the situation."""
    match demand.output:
        case Output.FLOW_OUTPUT:
            return _flow_outputs(row, demand, scene)
        case Output.STEP_STATUS:
            return _early_statuses(row, demand, scene, "step")
        case Output.STAGE_STATUS:
            return _early_statuses(row, demand, scene, "stage")


def _flow_outputs(row: TableRow, demand: ReadableFrom, scene: Scene) -> Verdict:
    verdict = Verdict()
    for place, change in enumerate(scene.timeline.moment.changes):
        if not change.attribute.startswith("Outputs.") or change.after is None:
            continue
        verdict.demanded = True
        step = scene.facts.step(change.step or "")
        element = scene.timeline.at(place).element(change)
        if step is None or has_own_exit(step) or scene.timeline.reached(element, "Completed"):
            continue
        verdict.broken(row, scene, element, f"null until {demand.when}", f"{change.attribute} has a value")
    return verdict


def _early_statuses(row: TableRow, demand: ReadableFrom, scene: Scene, part: str) -> Verdict:
    verdict = Verdict()
    for change in scene.timeline.changes:
        element = change.element
        if element.part != part or change.before is not None:
            continue
        verdict.demanded = True
        stage = Element("stage", element.stage, "", element.visit)
        begun = stage in scene.timeline.paths and "InProgress" in scene.timeline.path(stage)
        if not begun:
            verdict.broken(row, scene, element, f"null until {demand.when}", change.after)
    return verdict


def within_limit(row: TableRow, demand: Limit, scene: Scene) -> Verdict:
    """A failed run is not resumed after so many days."""
    verdict = Verdict()
    before, moment = scene.timeline.before, scene.timeline.moment
    if demand.name != DAYS or not isinstance(moment.event, Resume) or before.failed_at is None:
        return verdict
    verdict.demanded = True
    if moment.minutes - before.failed_at > demand.number * 24 * 60:
        verdict.broken(row, scene, RUN, f"at most {demand.number} {demand.name}", "it was resumed")
    return verdict


def too_late(rules: Iterable[TableRow]) -> tuple[Fraction, ...]:
    """The minutes after which the documents allow no resume any more, whatever the engine does."""
    return tuple(
        Fraction(row.demand.number * 24 * 60 + 1)
        for row in rules
        if isinstance(row.demand, Limit) and row.demand.name == DAYS
    )
