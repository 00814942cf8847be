"""Run-time values as JSON and back, exactly.

null, true, false and text are themselves, a collection is a list. `{"number": "1/3"}`, `{"date": "2026-01-31"}`,
`{"datetime": "…"}` and `{"time": "…"}` say what JSON has no word for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from fractions import Fraction
from typing import Final, assert_never

from ..values import Exact, Value
from .reading import At, JsonError

Data = None | bool | int | str | Sequence["Data"] | Mapping[str, "Data"]
"""What `json` reads and writes. Floating-point numbers never occur: they are not exact."""


def to_data(value: Value) -> Data:
    """A value as data for JSON."""
    match value:
        case None | bool() | str():
            return value
        case Fraction():
            return {"number": str(value)}
        case datetime():
            return {"datetime": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case time():
            return {"time": value.isoformat()}
        case tuple():
            return [to_data(part) for part in value]
        case _:
            assert_never(value)


def from_data(at: At) -> Value:
    """The value that stands in a place of a JSON text. Raises JsonError where none does."""
    data = at.data
    if data is None or isinstance(data, bool | str):
        return data
    if isinstance(data, list):
        return tuple(from_data(part) for part in at.parts())
    if isinstance(data, dict):
        members = at.members()
        tag = next(iter(members), "")
        if len(members) == 1 and tag in _TAGS:
            text = members[tag].text()
            try:
                return _TAGS[tag](text)
            except (ValueError, ZeroDivisionError):
                raise JsonError(members[tag].pointer, f'"{text}" is no {tag}') from None
    raise at.wrong(
        'null, true, false, text, a list, or an object such as {"number": "5"} or {"date": "2026-01-31"}'
    )


_NUMBER: Final = re.compile(r"[+-]?\d{1,4000}(?:\.\d{1,4000}|/\d{1,4000})?(?:[eE][+-]?\d{1,3})?", re.ASCII)
"""Numbers that can be worked out: `1e999999999` would take for ever."""


def _number(text: str) -> Fraction:
    if _NUMBER.fullmatch(text) is None:
        raise ValueError(text)
    return Exact(text)


_TAGS: Final[dict[str, Callable[[str], Value]]] = {
    "number": _number,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
}


def exact_number(at: At) -> Fraction:
    """The number that stands in a place. Raises JsonError where none does."""
    value = from_data(at)
    if not isinstance(value, Fraction):
        raise at.wrong('a number, such as {"number": "5"}')
    return value
