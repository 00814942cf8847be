"""The points of a domain that stand for all its values, given what they are compared with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Final

from ....engine.values import Value, is_literal, kept, literal
from ....grammar.contract import Domain

WHOLE_RANGE: Final = 128
"""Declared ranges of at most so many integers are taken whole."""
FRESH: Final = "another text"
LONG: Final = 64
"""So many times, at most, a sum is followed from one point to the next."""


def points_of(
    domain: Domain,
    constants: Iterable[Value],
    sums: Iterable[Fraction] = (),
    linked: int = 1,
    *,
    is_beside_integers: bool = False,
) -> list[Value]:
    """Points, each different from the others, null last. `linked` is how many values are compared with each other: so
    many points stand in each gap between constants, and integers too where some of them are integers. `sums` are amounts
    that are added.
    """
    found = list(_points(domain, list(constants), linked, is_beside_integers=is_beside_integers))
    for amount in sums:
        found += _chains(found, amount)
    distinct = {(value.__class__, value): value for value in map(kept, found) if value is not None}
    return [*distinct.values(), None]


def fits(value: Value, domain: Domain) -> bool:
    """Whether a value lies in a declared domain. Null does unless that is ruled out."""
    if value is None:
        return domain.nullable is not False
    choices = _choices(domain)
    if choices:
        return any(choice.__class__ is value.__class__ and choice == value for choice in map(kept, choices))
    if isinstance(value, Fraction):
        if domain.base == "integer" and value.denominator != 1:
            return False
        below = domain.low is not None and value < domain.low
        above = domain.high is not None and value > domain.high
        return domain.base in ("integer", "number", "") and not below and not above
    expected = {"text": str, "boolean": bool, "date": date, "datetime": datetime}.get(domain.base)
    if expected is None or domain.is_collection:
        return domain.base not in ("integer", "number")
    return isinstance(value, expected) and not (domain.base == "date" and isinstance(value, datetime))


def is_whole(domain: Domain) -> bool:
    """Whether every value of a domain is a point, so that nothing is left to samples."""
    if domain.choices or domain.base == "boolean":
        return True
    low, high = domain.low, domain.high
    return domain.base == "integer" and low is not None and high is not None and high - low <= WHOLE_RANGE


def literals_of(domain: Domain) -> list[Value]:
    """The only values of a domain, where it lists them."""
    return [kept(value) for value in _choices(domain)]


def _choices(domain: Domain) -> list[Value]:
    return [literal(choice) for choice in domain.choices if is_literal(choice)]


def _points(
    domain: Domain, constants: list[Value], linked: int, *, is_beside_integers: bool
) -> Iterator[Value]:
    choices = _choices(domain)
    if choices:
        yield from choices
        yield from constants
        return
    if domain.is_collection:
        yield ()
        yield from (
            value if isinstance(value, tuple) else (value,) for value in constants if value is not None
        )
        return
    base = domain.base
    if base == "boolean" or (base == "" and any(isinstance(value, bool) for value in constants)):
        yield from (True, False)
    numbers = [value for value in constants if isinstance(value, Fraction)]
    if base in ("integer", "number") or (base == "" and numbers):
        yield from _numbers(domain, numbers, linked, is_beside_integers=is_beside_integers)
    days = [value for value in constants if isinstance(value, date) and not isinstance(value, datetime)]
    if base == "date" or (base == "" and days):
        yield from _around(days or [date(2026, 1, 1)], timedelta(days=1), linked)
    moments = [value for value in constants if isinstance(value, datetime)]
    if base == "datetime" or (base == "" and moments):
        yield from _around(
            moments or [datetime.fromisoformat("2026-01-01T00:00:00+00:00")], timedelta(minutes=1), linked
        )
    texts = [value for value in constants if isinstance(value, str)]
    if base == "text" or (base in ("", "record") and (texts or not constants or None in constants)):
        yield from _texts(texts, linked)


def _numbers(
    domain: Domain, constants: list[Fraction], linked: int, *, is_beside_integers: bool
) -> Iterator[Fraction]:
    low, high = domain.low, domain.high
    is_whole = domain.base == "integer"
    if is_whole and low is not None and high is not None and high - low <= WHOLE_RANGE:
        yield from (Fraction(number) for number in range(low.__ceil__(), high.__floor__() + 1))
        yield from constants
        return
    anchors = sorted({*constants, *(bound for bound in (low, high) if bound is not None)}) or [Fraction(0)]
    yield from anchors
    for place, anchor in enumerate(anchors):
        following = anchors[place + 1] if place + 1 < len(anchors) else anchor + 2 * linked + 1
        for step in range(1, linked + 1):
            between = anchor + (following - anchor) * Fraction(step, linked + 1)
            if not is_whole:
                yield between
            if is_whole or is_beside_integers:
                yield from (Fraction(between.__floor__()), Fraction(between.__ceil__()))
    yield from (anchors[0] - step for step in range(1, linked + 1))


def _chains(points: list[Value], amount: Fraction) -> Iterator[Value]:
    numbers = [value for value in points if isinstance(value, Fraction)]
    if not numbers or amount == 0:
        return
    last = (max(numbers) + amount) if amount > 0 else (min(numbers) + amount)
    for number in numbers:
        value = number
        for _ in range(LONG):
            value += amount
            if (amount > 0 and value > last) or (amount < 0 and value < last):
                break
            yield value


def _texts(constants: list[str], linked: int) -> Iterator[str]:
    yield from constants
    fresh = _fresh(constants)
    yield fresh
    yield from (f"{fresh} {number}" for number in range(2, linked + 1))
    yield ""
    for constant in constants:
        if constant:
            yield from (f"{constant}{fresh}", f"{fresh}{constant}", f"{fresh}{constant}{fresh}")


def _fresh(constants: list[str]) -> str:
    """A text that is no part of a constant, and has none as a part."""
    told = [constant for constant in constants if constant]
    others = ("~" * length for length in range(1, max(map(len, told), default=0) + 2))
    for candidate in (FRESH, *others):
        if not any(candidate in constant or constant in candidate for constant in told):
            return candidate
    return FRESH + "~".join(told)


def _around(values: list[date] | list[datetime], step: timedelta, linked: int) -> Iterator[Value]:
    for value in values:
        for count in range(-linked, linked + 1):
            try:
                yield value + step * count
            except OverflowError:
                continue
