"""The fault table for people at a terminal: one table an orchestration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, zip_longest
from typing import Final

from ...engine.error_kinds import ErrorKind
from ..fault_row import Ending, FaultRow
from ..traces.columns import GAP, padded, widths, wrapped
from .style import Style
from .words import visible

HEADS: Final = ("stage", "step", "error", "the run then", "resumable", "documented row")
SHARES: Final = (15, 17, 22, 16, 9, 21)
NARROWEST_TABLE: Final = 100
WORDS: Final = {
    ErrorKind.CALLED_FLOW: "its flow fails",
    ErrorKind.ASSIGNEE_INACTIVE: "assignee is inactive",
    ErrorKind.ASSIGNEE_UNRESOLVABLE: "assignee is nobody",
    ErrorKind.MULESOFT_ACTION: "its action fails",
    ErrorKind.PREPARE_REQUEST: "call is not prepared",
    ErrorKind.PROCESS_RESULT: "result is not processed",
    ErrorKind.EVALUATION_FLOW: "evaluation flow fails",
    ErrorKind.DECISION: "it is not decided",
    ErrorKind.PLATFORM: "outside of steps",
}
"""What each kind of error is called in the table."""
ANYWHERE: Final = "anywhere"
DECISIONS: Final = "decisions"
ENDINGS: Final = {
    Ending.COMPLETED: "Completed",
    Ending.RESUMABLE: "Error",
    Ending.FINAL: "Error",
    Ending.FOREVER: "In Progress for ever",
    Ending.ROUND: "goes round for ever",
}


def fault_tables(rows: tuple[FaultRow, ...], style: Style, columns: int | None) -> list[str]:
    """One table for each orchestration. Steps of a stage that behave alike share a line."""
    return [
        _table(path, name, list(group), style, max(columns or NARROWEST_TABLE, NARROWEST_TABLE))
        for (path, name), group in groupby(rows, lambda row: (row.path, row.orchestration))
    ]


def _table(path: str, name: str, rows: list[FaultRow], style: Style, room: int) -> str:
    cells = list(_cells(rows))
    sizes = widths([HEADS, *cells], room, SHARES)
    lines = [
        style.paint("bold", f"What an error comes to in {visible(name)} ({visible(path)}):"),
        style.paint("bold", GAP.join(map(padded, HEADS, sizes)).rstrip()),
        GAP.join("-" * size for size in sizes),
    ]
    for row in cells:
        columns = [wrapped(cell, size) for cell, size in zip(row, sizes, strict=True)]
        lines += (
            GAP.join(map(padded, parts, sizes)).rstrip() for parts in zip_longest(*columns, fillvalue="")
        )
    return "\n".join(lines)


def _cells(rows: list[FaultRow]) -> Iterator[tuple[str, ...]]:
    places = Counter((row.stage, row.step, row.decision) for row in rows)
    merged: dict[tuple[str, str, FaultRow], list[str]] = {}
    for row in rows:
        is_alone = row.step is not None and places[row.stage, row.step, row.decision] == 1
        errors = "any" if is_alone else ", ".join(WORDS[ErrorKind(kind)] for kind in row.errors)
        stage, name = _place(row)
        alike = replace(row, stage=None, step=None, decision=None, errors=())
        merged.setdefault((stage, errors, alike), []).append(name)
    before = ""
    for (stage, errors, row), names in sorted(
        merged.items(), key=lambda item: item[0][0] in (ANYWHERE, DECISIONS)
    ):
        resumable = "caught" if row.resumable is None else "yes" if row.resumable else "no"
        documented = ", ".join(row.documented) + ("" if row.agrees else " (not so here)")
        told = "" if stage == before else visible(stage)
        yield told, visible(", ".join(filter(None, names))), errors, _then(row), resumable, documented
        before = stage


def _place(row: FaultRow) -> tuple[str, str]:
    if row.stage is None:
        return DECISIONS if "decision" in row.errors else ANYWHERE, row.decision or ""
    if row.step is None and row.errors == (ErrorKind.PLATFORM,):
        return ANYWHERE, ""
    return row.stage, row.step or ""


def _then(row: FaultRow) -> str:
    then = list(dict.fromkeys(ENDINGS[ending] for ending in row.then))
    more = [word for ending in row.then_with_errors if (word := ENDINGS[ending]) not in then]
    words = " or ".join(then)
    return f"{words}; {' or '.join(dict.fromkeys(more))} if more fails" if more else words
