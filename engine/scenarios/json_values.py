"""Values as a scenario writes them, as JSON and back.

Those of a run are written as `engine/records/values_json.py` does. A reference, a formula, `nil` and `raw` are objects with
that word: `{"reference": "$Record.Name"}`, `{"formula": "1 + 1", "type": "Number"}`, `{"nil": true}`,
`{"raw": "text", "tag": "apexValue"}`.
"""

from __future__ import annotations

from datetime import date, datetime, time
from fractions import Fraction

from ...grammar.value import (
    Boolean,
    Date,
    DateTime,
    FormulaValue,
    Nil,
    Number,
    OtherValue,
    Reference,
    Text,
    Time,
    Value,
)
from ..records.reading import At, JsonError
from ..records.values_json import Data, from_data, to_data
from ..values import Value as RunValue
from ..values import literal, shown


def written_to_data(value: Value | None) -> Data:
    """A value as data for JSON."""
    match value:
        case None:
            return None
        case Reference(text=text):
            return {"reference": text}
        case FormulaValue(expression=expression, data_type=data_type):
            formula: dict[str, Data] = {"formula": expression}
            return formula if data_type is None else formula | {"type": data_type}
        case Nil():
            return {"nil": True}
        case OtherValue(tag=tag, text=text):
            return {"raw": text, "tag": tag}
        case _:
            return to_data(literal(value))


def written_from_data(at: At) -> Value | None:
    """The value that stands in a place of a JSON text. Raises JsonError where none does."""
    if isinstance(at.data, dict):
        members = at.members()
        if "reference" in members:
            only(at, "reference")
            return Reference(text=members["reference"].text())
        if "formula" in members:
            only(at, "formula", "type")
            data_type = members.get("type")
            return FormulaValue(
                expression=members["formula"].text(), data_type=data_type.text() if data_type else None
            )
        if "nil" in members:
            only(at, "nil")
            return Nil()
        if "raw" in members:
            only(at, "raw", "tag")
            return OtherValue(tag=at["tag"].text(), text=members["raw"].text())
    value = from_data(at)
    return None if value is None else _literal(at, value)


def only(at: At, *known: str) -> None:
    """Nothing but these members may stand in an object. Raises JsonError at one that is not among them."""
    from difflib import get_close_matches

    for name, member in at.members().items():
        if name not in known:
            close = get_close_matches(name, known, n=1)
            hint = f'Is "{close[0]}" meant?' if close else f"Known here: {', '.join(known)}."
            raise JsonError(member.pointer, f'"{name}" means nothing here. {hint}')


def _literal(at: At, value: RunValue) -> Value:
    match value:
        case bool():
            return Boolean(value=value)
        case str():
            return Text(value=value)
        case Fraction():
            return Number(value=value, text=shown(value))
        case datetime():
            return DateTime(value=value, text=value.isoformat())
        case date():
            return Date(value=value)
        case time():
            return Time(value=value, text=value.isoformat())
        case _:
            raise at.wrong("one value; a scenario gives no lists")
