"""Whether a row demands something in a moment: only then does a moment that is in order speak for an engine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from ...engine.events import Resume
from ...engine.tables.demand import (
    AtMostOne,
    Becomes,
    Branch,
    CompletesWhen,
    Evaluates,
    Item,
    Keeps,
    Limit,
    Logs,
    NeverBecomes,
    NeverLogs,
    NoStatus,
    NotCheckable,
    Operators,
    Output,
    PossibleStatuses,
    ReadableFrom,
    Refused,
    Resumable,
    StartsWhen,
    TakesOutcome,
)
from ...engine.tables.row import TableRow
from ..oracle.met import Met
from ..oracle.registry import judge_row
from ..oracle.scene import Scene
from ..oracle.situations import subjects
from ..oracle.standing import RUN
from ..oracle.subject import PARTS, in_reach


def asks(row: TableRow, scene: Scene, *, at_the_end: bool = False) -> bool:  # noqa: C901  # one case a demand
    """Whether the row demands something here, in a moment that is in order.

    `at_the_end`: only what still stands when the moment is over counts, for engines that show states alone.
    """
    demand = row.demand
    match demand:
        case Becomes() | StartsWhen() | CompletesWhen():
            explained = judge_row(row, scene).explained
            return any(
                not at_the_end or scene.timeline.after.statuses.get(element) == status
                for element, status in explained
            )
        case Logs():
            return bool(judge_row(row, scene).logged)
        case Keeps():
            return _keeps(scene, demand)
        case NeverBecomes():
            return any(
                True
                for subject in subjects(scene, demand.when)
                for _ in in_reach(scene.timeline, subject, demand.item)
            )
        case NeverLogs():
            return bool(subjects(scene, demand.when))
        case NoStatus():
            begun = {change.element.stage for change in scene.timeline.begun()} | set(
                scene.timeline.before.visits
            )
            return len(begun) < len(scene.facts.stages)
        case Evaluates():
            return bool(subjects(scene, demand.when)) and any(_evaluated(scene, demand))
        case TakesOutcome(branch=branch):
            return any(
                change.attribute == "Outcome"
                and (change.after == "default outcome") is (branch is Branch.DEFAULT)
                for change in scene.timeline.moment.changes
            )
        case Refused():
            return bool(judge_row(row, scene).violations)
        case Resumable(possible=True):
            before = scene.timeline.before
            resumed = isinstance(scene.timeline.moment.event, Resume) and before.run == "Error"
            return resumed and before.failure is demand.kind
        case Resumable() | Limit():
            return bool(judge_row(row, scene).violations)
        case AtMostOne(item=item, status=status):
            started = list(scene.timeline.set_to(PARTS[item], str(status)))
            return any(len(scene.timeline.before.visits) > 0 for _ in started)
        case PossibleStatuses(item=item):
            return any(change.element.part == PARTS[item] for change in scene.timeline.changes)
        case ReadableFrom(output=output):
            return _read(scene, output)
        case Operators() | NotCheckable():
            return False
        case _:
            assert_never(demand)


def is_probe(row: TableRow) -> bool:
    """Whether what the row demands is that something is refused: it is asked where the event would break it."""
    match row.demand:
        case Refused() | Limit() | Resumable(possible=False):
            return True
        case _:
            return False


def _keeps(scene: Scene, demand: Keeps) -> bool:
    timeline = scene.timeline
    return any(
        timeline.path(element)[0] == demand.status
        for subject in subjects(scene, demand.when)
        for element in in_reach(timeline, subject, demand.item)
        if element != RUN or demand.item is Item.RUN
    )


def _evaluated(scene: Scene, demand: Evaluates) -> Iterator[bool]:
    """Whether a condition that rests on an evaluation flow was met, and what waited for it went on."""
    starts = demand.having == "NotStarted"
    if demand.item is Item.STAGE:
        yield from (_went_on(met) for stage, met in scene.stage_exits if stage.exit_flow is not None)
    elif starts:
        yield from (_went_on(met) for step, met in scene.entries if step.entry_flow is not None)
    else:
        yield from (_went_on(met) for step, met in scene.step_exits if step.exit_flow is not None)


def _went_on(met: Met) -> bool:
    return bool(met.changed) and met.met is not False


def _read(scene: Scene, output: Output) -> bool:
    match output:
        case Output.FLOW_OUTPUT:
            return any(
                change.attribute.startswith("Outputs.") and change.after is not None
                for change in scene.timeline.moment.changes
            )
        case Output.STEP_STATUS:
            return any(
                change.element.part == "step" and change.before is None for change in scene.timeline.changes
            )
        case Output.STAGE_STATUS:
            return any(True for _ in scene.timeline.begun())
