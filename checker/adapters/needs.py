"""What an engine has to show for a row to be judged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, assert_never

from ...engine.tables.demand import (
    AtMostOne,
    Becomes,
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
from ...engine.tables.situation import Situation
from .contract import Capabilities, Part

SHOWN_BY: Final = {
    Situation.RUN_COMPLETED: Part.RUN,
    Situation.RUN_FAILED: Part.RUN,
    Situation.RUN_IS_SUSPENDED: Part.RUN,
    Situation.RUN_NOT_IN_PROGRESS: Part.RUN,
    Situation.STAGE_STARTED: Part.STAGE,
    Situation.STAGE_STARTED_OR_RESUMED: Part.STAGE,
    Situation.STAGE_COMPLETED: Part.STAGE,
    Situation.STAGE_NOT_YET_STARTED: Part.STAGE,
    Situation.STEP_STARTED: Part.STEP,
    Situation.STEP_COMPLETED: Part.STEP,
    Situation.INTERACTIVE_STEP_STARTED: Part.STEP,
}
"""Situations that are told from a status alone; the others show in the event."""
LOG: Final = "log"


def not_shown(row: TableRow, capabilities: Capabilities) -> tuple[str, ...]:
    """What would have to be seen to judge the row, and is not shown; sorted. Empty: it can be judged."""
    wanted = set(_needs(row))
    shown = {*map(str, capabilities.parts), *([LOG] if capabilities.log else ())}
    return tuple(sorted(wanted - shown))


def _needs(row: TableRow) -> Iterator[str]:
    demand = row.demand
    match demand:
        case Becomes() | Keeps() | NeverBecomes() | NoStatus():
            yield part_of(demand.item)
            yield from _of_situation(demand.when)
        case Logs() | NeverLogs():
            yield LOG
            yield from _of_situation(demand.when)
        case StartsWhen():
            yield Part.STEP
        case CompletesWhen() | Evaluates() | PossibleStatuses() | AtMostOne():
            yield part_of(demand.item)
        case TakesOutcome():
            yield Part.DECISION
        case ReadableFrom(output=Output.FLOW_OUTPUT):
            yield from (Part.OUTPUT, Part.STEP)
        case ReadableFrom():
            yield from (Part.STAGE, Part.STEP)
        case Refused() | Resumable() | Limit() | Operators() | NotCheckable():
            pass
        case _:
            assert_never(demand)


def part_of(item: Item) -> Part:
    """The part that has the statuses of an item."""
    return Part(item.value)


def _of_situation(situation: Situation) -> Iterator[str]:
    if situation in SHOWN_BY:
        yield SHOWN_BY[situation]
