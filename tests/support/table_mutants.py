"""Every record of the documented tables changed or dropped, as mutants for `make oracle-mutants`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from stageproof.engine.kinds import Kind
from stageproof.engine.tables.catalogue import all_rows
from stageproof.engine.tables.demand import (
    Act,
    AtMostOne,
    Becomes,
    Branch,
    CompletesWhen,
    Demand,
    Entry,
    Evaluates,
    Exit,
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
from stageproof.engine.tables.row import TableRow

Status = TypeVar("Status", bound=StrEnum)


@dataclass(frozen=True)
class TableMutant:
    """A row with another demand; `changed` None: without it. `name` says which row and what became of its demand."""

    name: str
    row: TableRow
    changed: TableRow | None


def table_mutants() -> Iterator[TableMutant]:
    """Every mutant of every row that a judge can check, in the order of the documents."""
    for row in all_rows():
        if isinstance(row.demand, NotCheckable):
            continue
        yield TableMutant(f"{row.id}: dropped", row, None)
        for words, demand in changes(row.demand):
            yield TableMutant(f"{row.id}: {words}", row, replace(row, demand=demand))


def changes(demand: Demand) -> Iterator[tuple[str, Demand]]:  # noqa: C901  # one case a demand
    """What a demand may become: negated where that makes sense, each of its parts another of its kind."""
    match demand:
        case Becomes(item=item, status=status, when=when, having=having):
            yield "never", NeverBecomes(item, status, when)
            yield from ((f"becomes {other}", replace(demand, status=other)) for other in _others(status))
            if having is not None:
                yield "whatever it had", replace(demand, having=None)
                yield from ((f"having {other}", replace(demand, having=other)) for other in _others(having))
        case Keeps(item=item, status=status, when=when):
            yield from ((f"becomes {other}", Becomes(item, other, when, status)) for other in _others(status))
            yield from ((f"keeps {other}", replace(demand, status=other)) for other in _others(status))
        case NeverBecomes(item=item, status=status, when=when):
            yield "becomes", Becomes(item, status, when)
            yield from ((f"never {other}", replace(demand, status=other)) for other in _others(status))
        case Logs(kind=kind, when=when, having=having):
            yield "never", NeverLogs(kind, when)
            yield f"logs {_next(kind)}", replace(demand, kind=_next(kind))
            if having is not None:
                yield "whatever it had", replace(demand, having=None)
        case NeverLogs(kind=kind, when=when):
            yield "logs", Logs(kind, Item.RUN, when)
            yield f"never {_next(kind)}", replace(demand, kind=_next(kind))
        case Resumable(possible=possible):
            yield f"possible {not possible}", replace(demand, possible=not possible)
        case Refused(act=act):
            yield from ((f"no {other}", replace(demand, act=other)) for other in Act if other is not act)
        case StartsWhen(entry=entry):
            yield from ((f"when {other}", StartsWhen(other)) for other in Entry if other is not entry)
        case CompletesWhen(item=item, exit=condition):
            yield from (
                (f"when {other}", CompletesWhen(item, other)) for other in Exit if other is not condition
            )
        case TakesOutcome(branch=branch):
            yield from ((f"{other}", TakesOutcome(other)) for other in Branch if other is not branch)
        case AtMostOne(item=item, status=status):
            yield from ((f"{other}", AtMostOne(item, other)) for other in _others(status))
        case PossibleStatuses(statuses=statuses):
            for status in statuses:
                left = tuple(other for other in statuses if other is not status)
                yield f"without {status}", replace(demand, statuses=left)
        case Operators(names=names):
            for name in names:
                yield (
                    f"without {name}",
                    replace(demand, names=tuple(other for other in names if other != name)),
                )
        case Limit(number=number):
            yield f"{number - 1}", replace(demand, number=number - 1)
            yield f"{number + 1}", replace(demand, number=number + 1)
        case Evaluates() | ReadableFrom() | NoStatus() | NotCheckable():
            return


def _others(status: Status) -> Iterator[Status]:
    return (other for other in type(status) if other is not status)


def _next(kind: Kind) -> Kind:
    kinds = list(Kind)
    return kinds[(kinds.index(kind) + 1) % len(kinds)]
