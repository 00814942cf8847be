"""Representative values for the holes of an event, computed from the definition alone, apart from any prover.

Design ruling `enabled`: every constant a place is compared with, numbers plus and minus 1 and one half, null, empty
text, one fresh text. Declared domains bound them. Only values that can make a difference vary.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Final, TypeVar

from ...grammar.contract import Domain
from ..interpreter.values_given import choice_values, wrong_value
from ..values import Value, kept
from .compared import Compared

SMALL_RANGE: Final = 16
"""Declared ranges of at most so many integers are taken whole."""
FRESH_TEXT: Final = "something else"
FRESH_DATE: Final = date(2026, 1, 1)
_STEPS: Final = (Fraction(-1), Fraction(-1, 2), Fraction(0), Fraction(1, 2), Fraction(1))


def representatives(domain: Domain, meets: Compared) -> tuple[Value, ...]:
    """Values of a domain, one at least, each different from the others; null comes last.

    Every one fits the domain as the interpreter judges it (`wrong_value`).
    """
    candidates = [*_candidates(domain, meets)]
    if domain.nullable is not False:
        candidates.append(None)
    distinct = {(value.__class__, value): value for value in candidates}
    fitting = tuple(kept(value) for value in distinct.values() if wrong_value("", value, domain) is None)
    return fitting or (None,)


def _candidates(domain: Domain, meets: Compared) -> Iterator[Value]:
    constants = tuple(value for value in meets.constants if value is not None)
    if domain.is_collection:
        yield ()
        yield from ((value,) if not isinstance(value, tuple) else value for value in constants)
        return
    choices = choice_values(domain)
    if choices:
        yield from choices
        return
    match domain.base:
        case "boolean":
            yield from (True, False)
        case "integer" | "number":
            yield from _numbers(domain, constants, linked=meets.linked)
        case "date":
            days = [
                value for value in constants if isinstance(value, date) and not isinstance(value, datetime)
            ]
            yield from _days(days)
        case "datetime":
            yield from _moments([value for value in constants if isinstance(value, datetime)])
        case "":
            yield from _of_unknown_type(domain, constants, linked=meets.linked)
        case _:
            yield from _texts([value for value in constants if isinstance(value, str)])


def _of_unknown_type(domain: Domain, constants: tuple[Value, ...], *, linked: bool) -> Iterator[Value]:
    """Values of the types of the constants; where there are none, text."""
    texts = [value for value in constants if isinstance(value, str)]
    moments = [value for value in constants if isinstance(value, datetime)]
    days = [value for value in constants if isinstance(value, date) and not isinstance(value, datetime)]
    if any(isinstance(value, bool) for value in constants):
        yield from (True, False)
    if any(isinstance(value, Fraction) for value in constants):
        yield from _numbers(domain, constants, linked=linked)
    if days:
        yield from _days(days)
    if moments:
        yield from _moments(moments)
    if texts or not constants:
        yield from _texts(texts)


def _numbers(domain: Domain, constants: tuple[Value, ...], *, linked: bool) -> Iterator[Value]:
    low, high = domain.low, domain.high
    if low is not None and high is not None and domain.base == "integer" and high - low < SMALL_RANGE:
        yield from (Fraction(number) for number in range(_up(low), high.__floor__() + 1))
        return
    anchors = [value for value in constants if isinstance(value, Fraction)]
    anchors += [bound for bound in (low, high) if bound is not None]
    if not anchors:
        anchors = [Fraction(0), Fraction(1)] if linked else [Fraction(0)]
        yield from anchors
        return
    near = {anchor + step for anchor in anchors for step in _STEPS}
    if domain.base == "integer":
        near = {Fraction(whole) for value in near for whole in (value.__floor__(), value.__ceil__())}
    yield from sorted(near)


def _up(number: Fraction) -> int:
    return number.__ceil__()


def _texts(constants: list[str]) -> Iterator[Value]:
    yield from constants
    fresh, number = FRESH_TEXT, 2
    while fresh in constants:
        fresh, number = f"{FRESH_TEXT} {number}", number + 1
    yield fresh
    yield ""


def _days(constants: list[date]) -> Iterator[Value]:
    yield from sorted(
        {near for found in constants or [FRESH_DATE] for near in _around(found, timedelta(days=1))}
    )


def _moments(constants: list[datetime]) -> Iterator[Value]:
    found = constants or [datetime.fromisoformat("2026-01-01T00:00:00+00:00")]
    yield from sorted({near for one in found for near in _around(one, timedelta(seconds=1))}, key=str)


_Point = TypeVar("_Point", date, datetime)


def _around(value: _Point, step: timedelta) -> Iterator[_Point]:
    """A point in time with its neighbours, as far as the calendar goes."""
    for change in (-step, timedelta(0), step):
        try:
            yield value + change
        except OverflowError:
            continue
