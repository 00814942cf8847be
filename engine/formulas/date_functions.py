"""Functions of dates. TODAY, NOW and their like are not interpreted: a run has no clock of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from typing import Final

from ..values import EvaluationError, Value, shown, type_word
from .arguments import day_of, number_of
from .errors import UninterpretedError
from .function import Arguments, Function
from .rounding import towards_zero

_WRITTEN: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _date(arguments: Arguments) -> Value:
    given = [number_of(argument, "DATE") for argument in arguments]
    whole = [towards_zero(number) for number in given if number is not None]
    if len(whole) < len(given):
        return None
    try:
        return date(*whole)
    except (ValueError, OverflowError):
        raise EvaluationError(f"DATE({', '.join(map(str, whole))}) is no day of the calendar") from None


def _date_value(arguments: Arguments) -> Value:
    match arguments[0]:
        case None | "":
            return None
        case datetime():
            raise UninterpretedError("DATEVALUE")
        case date() as day:
            return day
        case str() as text:
            try:
                return date.fromisoformat(text if _WRITTEN.fullmatch(text) else "")
            except ValueError:
                message = f"DATEVALUE: {shown(text[:40])} is no date as in 2026-01-31"
                raise EvaluationError(message) from None
        case other:
            raise EvaluationError(f"DATEVALUE of a {type_word(other)} has no meaning")


def _part(name: str, part: Callable[[date], int]) -> tuple[str, Function]:
    def apply(arguments: Arguments) -> Value:
        day = day_of(arguments[0], name)
        return None if day is None else Fraction(part(day))

    return name, Function(1, 1, "number", apply)


DATE_FUNCTIONS: Final[dict[str, Function]] = {
    "DATE": Function(3, 3, "date", _date),
    "DATEVALUE": Function(1, 1, "date", _date_value),
} | dict(
    [
        _part("DAY", lambda day: day.day),
        _part("MONTH", lambda day: day.month),
        _part("WEEKDAY", lambda day: day.isoweekday() % 7 + 1),
        _part("YEAR", lambda day: day.year),
    ]
)
"""By name. DATEVALUE of a date-time depends on a time zone and is not interpreted. WEEKDAY counts from Sunday, 1."""
