"""Which demands the judge interprets, and how."""

from __future__ import annotations

from typing import assert_never

from ...engine.tables.demand import (
    AtMostOne,
    Becomes,
    CompletesWhen,
    Demand,
    Evaluates,
    Keeps,
    Limit,
    Logs,
    NeverBecomes,
    NeverLogs,
    NoStatus,
    NotCheckable,
    Operators,
    PossibleStatuses,
    ReadableFrom,
    Refused,
    Resumable,
    StartsWhen,
    TakesOutcome,
)
from ...engine.tables.row import TableRow
from . import log, rules, statuses, waiting
from .definition_rules import COUNTED
from .rules import DAYS
from .scene import Scene
from .situations import FINDERS
from .verdict import Verdict


def judge_row(row: TableRow, scene: Scene) -> Verdict:  # noqa: C901  # one case a demand
    """What a row says of a moment. `Keeps` is judged once all others have spoken, Operators on the definition."""
    demand = row.demand
    match demand:
        case Becomes():
            return statuses.becomes(row, demand, scene)
        case NeverBecomes():
            return statuses.never_becomes(row, demand, scene)
        case Logs():
            return log.logs(row, demand, scene)
        case NeverLogs():
            return log.never_logs(row, demand, scene)
        case StartsWhen():
            return waiting.starts_when(row, demand, scene)
        case CompletesWhen():
            return waiting.completes_when(row, demand, scene)
        case Evaluates():
            return waiting.evaluates(row, demand, scene)
        case TakesOutcome():
            return waiting.takes_outcome(row, demand, scene)
        case Refused():
            return rules.refused(row, demand, scene)
        case Resumable():
            return rules.resumable(row, demand, scene)
        case AtMostOne():
            return rules.at_most_one(row, demand, scene)
        case NoStatus():
            return rules.no_status(row, demand, scene)
        case PossibleStatuses():
            return rules.possible_statuses(row, demand, scene)
        case ReadableFrom():
            return rules.readable_from(row, demand, scene)
        case Limit():
            return rules.within_limit(row, demand, scene)
        case Keeps() | Operators() | NotCheckable():
            return Verdict()
        case _:
            assert_never(demand)


def is_used(demand: Demand) -> bool:
    """Whether the judge holds runs or definitions to a demand. What is not used says why (`NotCheckable`)."""
    match demand:
        case NotCheckable():
            return False
        case Limit(name=name):
            return name == DAYS or name in COUNTED
        case Becomes() | NeverBecomes() | Keeps() | Logs() | NeverLogs() | Refused() | Evaluates():
            return demand.when in FINDERS
        case ReadableFrom():
            return True
        case StartsWhen() | CompletesWhen() | TakesOutcome() | Resumable():
            return True
        case AtMostOne() | NoStatus() | PossibleStatuses() | Operators():
            return True
        case _:
            assert_never(demand)
