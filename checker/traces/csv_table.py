"""A run as CSV (RFC 4180): a row for each changed cell, statuses as API values."""

from collections.abc import Iterable
from csv import writer
from enum import StrEnum
from io import StringIO

from ...engine.values import Value
from .event_words import value_words
from .trace import Block

COLUMNS = (
    "scenario", "number", "event", "faults", "minutes", "synchronous", "cell", "before", "after", "why",
    "error",
)  # fmt: skip


def csv_table(runs: Iterable[tuple[str, Iterable[Block]]]) -> str:
    """The runs of several scenarios, each with its title. An event that changed nothing has one row without a cell."""
    text = StringIO()
    rows = writer(text, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for title, blocks in runs:
        for block in blocks:
            head = (
                title,
                block.number,
                block.event,
                "; ".join(block.faults),
                value_words(block.minutes),
                value_words(block.synchronous),
            )
            for change in block.changes:
                values = (_value(change.before), _value(change.after))
                rows.writerow((*head, change.cell, *values, change.because, block.message))
            if not block.changes:
                rows.writerow((*head, "", "", "", "", block.message))
    return text.getvalue()


def _value(value: Value) -> str:
    """A status as it is, null as an empty cell, any other value as the language writes it."""
    if value is None:
        return ""
    return value.value if isinstance(value, StrEnum) else value_words(value)
