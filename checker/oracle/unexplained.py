"""What no row demands: changes of status and log rows that nothing explains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...engine.error_kinds import STRIKES, Strike
from ...engine.events import Begin, Reassign, Recall, Resume
from ...engine.statuses import label
from ...engine.tables.demand import Becomes, Item, Logs, PossibleStatuses
from ...engine.tables.row import TableRow
from ...engine.values import Value
from .log import seen_rows
from .scene import Scene
from .standing import Element
from .strikes import Struck
from .subject import PARTS
from .timeline import StatusChange
from .verdict import LogAddress, element_path, statuses_seen
from .violation import Violation


def unexplained_changes(
    rows: tuple[TableRow, ...], scene: Scene, explained: set[tuple[Element, str]]
) -> Iterator[Violation]:
    """Statuses that no row demands in the moment. A row demands a status of an element once."""
    open_still = set(explained)
    for change in scene.timeline.changes:
        element, status = change.element, change.after
        if (element, status) in open_still:
            open_still.remove((element, status))
            continue
        if _is_decided(scene, change):
            continue
        row = _row_about(rows, element.part, status)
        if row is not None:
            yield Violation(
                row.id,
                f"{label(status)} only where a row demands it",
                statuses_seen(scene, element),
                scene.timeline.moment.number,
                element_path(element),
            )


def _is_at_mulesoft(scene: Scene, struck: Struck) -> bool:
    step = scene.facts.step(struck.step.step) if struck.step is not None else None
    return step is not None and step.is_mulesoft


def unseen_changes(rows: tuple[TableRow, ...], scene: Scene) -> Iterator[Violation]:
    """Statuses that were others before a change than they had last been: they changed, and no moment shows it."""
    for change in scene.timeline.changes:
        seen = scene.timeline.moment.changes[change.place].before
        row = _row_about(rows, change.element.part, change.after)
        if row is not None and seen != change.before:
            yield Violation(
                row.id,
                f"{_shown(change.before)} until a row demands another status",
                f"{_shown(seen)} before it became {label(change.after)}",
                scene.timeline.moment.number,
                element_path(change.element),
            )


def _shown(status: Value) -> str:
    return "none" if status is None else label(str(status))


def unexplained_rows(
    rows: tuple[TableRow, ...], scene: Scene, logged: Counter[LogAddress]
) -> Iterator[Violation]:
    """Log rows that no row demands in the moment."""
    for (kind, stage, step), count in sorted(seen_rows(scene).items()):
        more = count - logged[kind, stage, step]
        if more <= 0:
            continue
        row = next((row for row in rows if isinstance(row.demand, Logs) and row.demand.kind is kind), None)
        if row is not None:
            yield Violation(
                row.id,
                f"{count - more} rows {kind}",
                f"{count} rows {kind}",
                scene.timeline.moment.number,
                "/".join(filter(None, (stage, step))) or "run",
            )


def _is_decided(scene: Scene, change: StatusChange) -> bool:
    """Whether a change follows from the connectors, or from a decision that no row stands for (`rulings`)."""
    element, event = change.element, scene.timeline.moment.event
    match element.part:
        case "submission" | "approval":
            return True
        case "stage":
            return change.before is None and change.after == "InProgress" and _may_begin(scene, change)
        case "step" if isinstance(event, Resume) and change.after == "InProgress":
            return any(
                struck.step == element and STRIKES[struck.kind] is Strike.START for struck in scene.struck
            )
        case "item" if isinstance(event, Reassign):
            return change.before == change.after == "Assigned"
        case "step" if change.after == "InProgress" and isinstance(event, Resume):
            return _failed_as_it_restarted(scene, element)
        case _:
            return False


def closed_by_errors(scene: Scene) -> set[tuple[Element, str]]:
    """The work items that an error may close by every reading of decision C4: a fault path handles it, or it is at a
    MuleSoft step, for which no matrix has a column.
    """
    stages = [struck.stage for struck in scene.struck if struck.handled or _is_at_mulesoft(scene, struck)]
    return {
        (change.element, change.after)
        for change in scene.timeline.set_to("item", "Completed")
        if Element("stage", change.element.stage, "", change.element.visit) in stages
    }


def closed_with_steps(scene: Scene) -> set[tuple[Element, str]]:
    """The work items that close because their step became Completed, as it does once its exit condition is met."""
    return {
        (change.element, change.after)
        for change in scene.timeline.set_to("item", "Completed")
        if scene.timeline.reached(change.element._replace(part="step"), "Completed")
    }


def _failed_as_it_restarted(scene: Scene, step: Element) -> bool:
    """Whether the step of a failed run was started again and an error struck at once: no row has a word for it."""
    was_stopped = scene.timeline.path(step)[0] in ("Error", "Discontinued")
    return was_stopped and any(
        struck.step == step and STRIKES[struck.kind] is Strike.START for struck in scene.struck
    )


def _may_begin(scene: Scene, change: StatusChange) -> bool:
    facts, timeline = scene.facts, scene.timeline
    sources: list[frozenset[str]] = []
    match timeline.moment.event:
        case Begin():
            sources.append(facts.may_follow("", "start"))
        case Recall():
            sources.append(facts.may_follow("", "recall"))
        case _:
            pass
    sources += (
        facts.may_follow(other.element.stage, "next")
        for other in timeline.set_to("stage", "Completed")
        if other.place < change.place
    )
    sources += (
        facts.may_follow(struck.stage.stage, "fault")
        for struck in scene.struck
        if struck.handled and struck.stage is not None
    )
    return any(change.element.stage in source for source in sources)


def _row_about(rows: tuple[TableRow, ...], part: str, status: str) -> TableRow | None:
    item = next((item for item, word in PARTS.items() if word == part), Item.RUN)
    for row in rows:
        demand = row.demand
        if isinstance(demand, Becomes) and demand.item is item and demand.status == status:
            return row
    return next(
        (row for row in rows if isinstance(row.demand, PossibleStatuses) and row.demand.item is item), None
    )
