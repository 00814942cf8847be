"""What no row demands: changes of status and log rows that nothing explains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...engine.error_kinds import STRIKES, Strike
from ...engine.events import Begin, Reassign, Recall, Resume
from ...engine.statuses import label
from ...engine.tables.demand import Becomes, Item, Logs, PossibleStatuses
from ...engine.tables.row import TableRow
from .log import seen_rows
from .scene import Scene
from .standing import Element
from .subject import PARTS
from .timeline import StatusChange
from .verdict import LogAddress, element_path, statuses_seen
from .violation import Violation


def unexplained_changes(
    rows: tuple[TableRow, ...], scene: Scene, explained: set[tuple[Element, str]]
) -> Iterator[Violation]:
    """Statuses that no row demands in the moment."""
    for change in scene.timeline.changes:
        element, status = change.element, change.after
        if (element, status) in explained or _is_decided(scene, change):
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
    """Whether a change follows from the connectors, or from a decision that no row stands for."""
    element, event = change.element, scene.timeline.moment.event
    match element.part:
        case "submission" | "approval":
            return change.after != "Recalled"
        case "stage":
            return change.before is None and change.after == "InProgress" and _may_begin(scene, change)
        case "step" if isinstance(event, Resume) and change.after == "InProgress":
            return any(
                struck.step == element and STRIKES[struck.kind] is Strike.START for struck in scene.struck
            )
        case "item" if change.after == "Completed":
            step = element._replace(part="step")
            return scene.timeline.reached(step, "Completed") or _was_handled(scene, element)
        case "item" if isinstance(event, Reassign):
            return change.before == change.after == "Assigned"
        case _:
            return False


def _was_handled(scene: Scene, item: Element) -> bool:
    """Whether a fault path handled an error in the work item's stage: no reading of decision C4 leaves it open."""
    stage = Element("stage", item.stage, "", item.visit)
    return any(struck.handled and struck.stage == stage for struck in scene.struck)


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
