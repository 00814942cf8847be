"""The pages of `stageproof explain` on rows of the documented tables."""

import re
from dataclasses import fields
from itertools import groupby
from typing import TYPE_CHECKING, cast

from ..engine.decisions.catalogue import decisions_named
from ..engine.tables.catalogue import all_rows, row_named
from ..engine.tables.row import TableRow
from .explain_kind import Shown, paragraph

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def names() -> tuple[str, ...]:
    """The ids of all rows, in the order of the documents."""
    return tuple(row.id for row in all_rows())


def page(name: str, shown: Shown) -> str | None:
    """Everything that is held of the row with this id; None where there is none."""
    row = row_named(name.casefold())
    return None if row is None else page_of(row, shown)


def listing(shown: Shown) -> str:
    """One line a row, below its document and table; with a profile only the rows that belong to it."""
    return listing_of(all_rows(), shown)


def listing_of(rows: tuple[TableRow, ...], shown: Shown) -> str:
    """The listing of these rows."""
    rows = tuple(row for row in rows if shown.profile is None or shown.profile in row.profiles)
    width = max((len(row.id) for row in rows), default=0)
    lines: list[str] = []
    for (document, table), group in groupby(rows, key=lambda row: (row.document, row.table)):
        lines += [f"{document}: {table}", *(f"  {row.id:<{width}}  {row.label}" for row in group), ""]
    edition = f" in {shown.profile}" if shown.profile else ""
    lines.append(f"{len(rows)} row{'s' * (len(rows) != 1)}{edition}.\n")
    return "\n".join(lines)


def page_of(row: TableRow, shown: Shown) -> str:
    """The page of a row: its address, what it says, how it is known, what it demands, which decisions touch it."""
    demand = in_words(row.demand)
    lines = [
        f"{shown.strong(row.id)}: a row of a documented table",
        "",
        f"Document: {row.document}",
        f"Table:    {row.table}",
        f"Row:      {row.label}",
        "",
        paragraph(row.text),
        "",
        *([paragraph(f'The cell reads: "{row.cell}"'), ""] if row.cell else []),
        paragraph(f"Demands: {demand}."),
        "",
        paragraph(f"Read from: {row.edition} ({row.evidence.value})."),
        paragraph(f"Belongs to: {', '.join(row.profiles)}."),
        *(paragraph(f"Holds under the reading {decision}={reading}.") for decision, reading in row.readings),
        "",
    ]
    touching = [decision for name in row.decisions for decision in decisions_named(name)]
    if touching:
        lines += ["Decisions that touch it:", ""]
        lines += [f"  {decision.id}: {decision.title}" for decision in touching]
        lines.append("")
    return "\n".join(lines)


def in_words(demand: "DataclassInstance") -> str:
    """A demand as people read it: its name, then each of its parts that is given."""
    name = re.sub(r"(?<!^)(?=[A-Z])", " ", type(demand).__name__).lower()
    parts = [(field.name.replace("_", " "), getattr(demand, field.name)) for field in fields(demand)]
    told = [f"{part} {_shown(value)}" for part, value in parts if value not in (None, "", ())]
    return f"{name} ({', '.join(told)})" if told else name


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, cast("tuple[object, ...]", value)))
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
