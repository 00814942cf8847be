"""Values at run time: plain Python, exact."""

from __future__ import annotations

from datetime import date, datetime, time
from fractions import Fraction
from typing import TypeGuard, assert_never, cast

from ..grammar.value import (
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
)

Value = None | bool | Fraction | str | datetime | date | time | tuple["Value", ...]
"""null, boolean, number, text (also a picklist's), date-time, date, time, collection. A bare `int` is never a value."""


class Exact(Fraction):
    """A number as runs keep it: Python takes `True` and `Fraction(1)` for equal, and a configuration must not."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return other.__class__ is not bool and super().__eq__(other)

    __hash__ = Fraction.__hash__


def kept(value: Value) -> Value:
    """A value as configurations and events keep it: equal only to values of its own type."""
    if isinstance(value, Fraction):
        return value if value.__class__ is Exact else Exact(value)
    if isinstance(value, tuple):
        return tuple(kept(item) for item in value)
    return value


Literal = Boolean | Number | Text | Date | DateTime | Time | Nil | OtherValue
"""What is written out."""


class EvaluationError(Exception):
    """A condition or formula has no value: types that do not compare, division by zero, text that cannot be read."""


def literal(value: Literal) -> Value:
    """The run-time value of a literal. Text is taken as it is written, references in it included."""
    match value:
        case Boolean(value=truth):
            return truth
        case Number(value=number):
            return Exact(number)
        case Text(value=text):
            return text
        case Date(value=day):
            return day
        case DateTime(value=moment):
            return moment
        case Time(value=clock):
            return clock
        case Nil():
            return None
        case OtherValue(text=text):
            return text
        case _:
            assert_never(value)


def is_literal(value: object) -> TypeGuard[Literal]:
    """True for a value that is written out and holds no reference."""
    if isinstance(value, Text):
        return not value.references
    return not isinstance(value, Reference | FormulaValue)


def is_value(found: object) -> bool:
    """Whether something can be a value of a run; a bare `int` or `float` cannot."""
    if isinstance(found, tuple):
        return all(map(is_value, cast("tuple[object, ...]", found)))
    return found is None or isinstance(found, bool | Fraction | str | datetime | date | time)


def type_word(value: Value) -> str:
    """The word for a value's type: null, boolean, number, text, date, datetime, time or collection."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case Fraction():
            return "number"
        case str():
            return "text"
        case datetime():
            return "datetime"
        case date():
            return "date"
        case time():
            return "time"
        case tuple():
            return "collection"
        case _:
            assert_never(value)


def shown(value: Value) -> str:
    """A value as `.orch` writes it: `"Approve"`, `20`, `1/3`, `true`, `null`, `2026-01-31`."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case Fraction():
            return _number(value)
        case str():
            escaped = (
                value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
            )
            return f'"{escaped}"'.replace("\r", "\\r")
        case datetime() | date() | time():
            return value.isoformat().replace("+00:00", "Z")
        case tuple():
            return "[" + ", ".join(map(shown, value)) + "]"
        case _:
            assert_never(value)


def _number(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"
