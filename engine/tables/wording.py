"""Demands as people read them."""

from __future__ import annotations

from typing import assert_never

from ..kinds import MILESTONES, Kind
from ..statuses import label
from .demand import (
    AnyStatus,
    AtMostOne,
    Becomes,
    CompletesWhen,
    Demand,
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
    PossibleStatuses,
    ReadableFrom,
    Refused,
    Resumable,
    StartsWhen,
    TakesOutcome,
)


def in_words(demand: Demand) -> str:
    """A sentence without its full stop: `the step becomes Completed when the step's exit condition is met`."""
    match demand:
        case Becomes():
            return f"{_items(demand.item, demand.having)} becomes {label(demand.status)} when {demand.when}"
        case Keeps():
            return f"{_items(demand.item, demand.status)} stays so when {demand.when}"
        case NeverBecomes():
            return f"no {demand.item} becomes {label(demand.status)} when {demand.when}"
        case Logs() | NeverLogs():
            return _logged(demand)
        case NoStatus():
            return f"the {demand.item} has no status when {demand.when}"
        case AtMostOne():
            return f"at most one {demand.item} of a run is {label(demand.status)} at a time"
        case PossibleStatuses():
            return f"the {demand.item} is never anything but {_either(demand.statuses)}"
        case NotCheckable():
            return f"cannot be checked: {demand.reason}"
        case _:
            return _of_definition(demand)


def _of_definition(
    demand: Resumable
    | Refused
    | StartsWhen
    | CompletesWhen
    | TakesOutcome
    | Evaluates
    | ReadableFrom
    | Operators
    | Limit,
) -> str:
    match demand:
        case Resumable():
            return f"a run that failed with {demand.kind} can{'' if demand.possible else 'not'} be resumed"
        case Refused():
            return f"nobody can {demand.act} when {demand.when}"
        case StartsWhen():
            return f"a step with this condition starts when {demand.entry}, and only then"
        case CompletesWhen():
            return f"a {demand.item} with this condition completes when {demand.exit}, and only then"
        case TakesOutcome():
            return f"a decision takes {demand.branch}"
        case Evaluates():
            return f"the evaluation flow of {_items(demand.item, demand.having)} is asked when {demand.when}"
        case ReadableFrom():
            return f"the {demand.output} can be read once {demand.when}, and null before"
        case Operators():
            return f"{demand.type}: {', '.join(demand.names)}"
        case Limit():
            return f"at {'least' if demand.least else 'most'} {demand.number:,} {demand.name}"
        case _:
            assert_never(demand)


def _items(item: Item, having: AnyStatus | None) -> str:
    return f"the {item}" if having is None else f"each {item} that is {label(having)}"


def _logged(demand: Logs | NeverLogs) -> str:
    match demand:
        case Logs():
            return f"{_milestone(demand.kind)} is logged for {_items(demand.item, demand.having)} when {demand.when}"
        case NeverLogs():
            return f"{_milestone(demand.kind)} is never logged when {demand.when}"
        case _:
            assert_never(demand)


def _milestone(kind: Kind) -> str:
    return MILESTONES.get(kind, kind.value)


def _either(statuses: tuple[AnyStatus, ...]) -> str:
    *most, last = map(label, statuses)
    return f"{', '.join(most)} or {last}"
