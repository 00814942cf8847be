"""Records as JSON and CSV, the same bytes each time."""

from __future__ import annotations

from csv import writer
from dataclasses import fields
from datetime import UTC, datetime
from io import StringIO
from json import dumps
from typing import Final

from .rows import OBJECTS, Cell, LogRecord, Records, Row, column

LOG: Final = OBJECTS[LogRecord]


def to_json(records: Records) -> str:
    """Every object with its records, in the order of `OBJECTS`; null where a record has no value."""
    data = {
        name: [{key: _as_json(cell) for key, cell in _cells(row)} for row in records.of(kind)]
        for kind, name in OBJECTS.items()
    }
    return dumps(data, ensure_ascii=False, indent=2) + "\n"


def to_csv(records: Records, object_name: str = LOG) -> str:
    """The records of one object, a header first (RFC 4180: CRLF, quotes where needed); empty where there is no value.

    Raises ValueError for an object that does not exist.
    """
    kind = next((kind for kind, name in OBJECTS.items() if name == object_name), None)
    if kind is None:
        raise ValueError(f'there is no object "{object_name}". There are: {", ".join(OBJECTS.values())}.')
    text = StringIO()
    rows = writer(text, lineterminator="\r\n")
    rows.writerow(columns(kind))
    for row in records.of(kind):
        rows.writerow([_as_text(cell) for _, cell in _cells(row)])
    return text.getvalue()


def csv_files(records: Records) -> dict[str, str]:
    """A CSV file for each object that has records, by file name."""
    return {f"{name}.csv": to_csv(records, name) for kind, name in OBJECTS.items() if records.of(kind)}


def columns(kind: type[Row]) -> tuple[str, ...]:
    """The documented names of an object's fields, in the order of export."""
    return tuple(column(field.name) for field in fields(kind))


def date_time(moment: datetime) -> str:
    """A date and time as Salesforce's export writes it: `2000-01-01T00:00:00.000Z`."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def _cells(row: Row) -> list[tuple[str, Cell]]:
    return [(column(field.name), getattr(row, field.name)) for field in fields(row)]


def _as_json(cell: Cell) -> bool | int | str | None:
    return date_time(cell) if isinstance(cell, datetime) else cell


def _as_text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case datetime():
            return date_time(cell)
        case _:
            return str(cell)
