"""All rows of the documented tables."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Final

from .documents import ORDER
from .profiles import PROFILES
from .row import TableRow

SUBJECTS: Final = (
    "recoverable",
    "errors",
    "resuming",
    "run_statuses",
    "run_milestones",
    "conditions",
    "fault_paths",
    "stage_statuses",
    "stage_milestones",
    "step_statuses",
    "step_milestones",
    "automatic_outputs",
    "work_item_statuses",
    "work_item_milestones",
    "assignees",
    "log_kinds",
    "matrices",
    "suspending",
    "canceling",
    "outcomes",
    "operators",
    "evaluation",
    "limits",
    "versions",
)
"""The modules of this room with rows."""


@cache
def all_rows() -> tuple[TableRow, ...]:
    """Every row, in the order of the documents. The rows of a document stand together, and those of a table."""
    tables: dict[tuple[str, str], list[TableRow]] = {}
    for subject in SUBJECTS:
        rows: tuple[TableRow, ...] = import_module(f".{subject}", __package__).ROWS
        for row in rows:
            tables.setdefault((row.document, row.table), []).append(row)
    ordered = sorted(tables, key=lambda address: ORDER.index(address[0]))
    return tuple(row for address in ordered for row in tables[address])


@cache
def _by_id() -> dict[str, TableRow]:
    return {row.id: row for row in all_rows()}


def row_named(id: str) -> TableRow | None:
    """The row with this id, case ignored; None where there is none."""
    return _by_id().get(id.casefold())


def rows_of(profile: str) -> tuple[TableRow, ...]:
    """The rows that belong to a profile. Raises ValueError for one that does not exist."""
    if profile not in PROFILES:
        raise ValueError(f'there is no profile "{profile}". There are: {", ".join(PROFILES)}.')
    return tuple(row for row in all_rows() if profile in row.profiles)
