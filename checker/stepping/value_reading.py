"""Values that a person types, read to the type of the place they are for."""

from __future__ import annotations

import json
from datetime import date, datetime
from fractions import Fraction

from ...engine.interpreter.values_given import choice_values, wrong_value
from ...engine.values import Value, shown
from ...grammar.contract import Domain


class WrongValueError(Exception):
    """What was typed is no value of the place; the message says what is expected."""


def read_value(text: str, what: str, domain: Domain) -> Value:
    """The value that was typed. Raises `WrongValueError`, which says what is wrong.

    `null` is null unless it stands in quotes; text needs no quotes; a collection is `[a, b]`.
    """
    text = text.strip()
    if text.casefold() == "null":
        value: Value = None
    elif domain.is_collection:
        if not (text.startswith("[") and text.endswith("]")):
            raise WrongValueError(f"{what} is a collection: [a, b]")
        inside = text[1:-1].strip()
        value = tuple(_one(part.strip(), domain.base, what) for part in inside.split(",")) if inside else ()
    else:
        value = _one(text, domain.base, what)
    problem = wrong_value(what, value, domain)
    if problem is not None:
        raise WrongValueError(problem)
    return value


def domain_words(domain: Domain) -> str:
    """`text`, `integer 0..3, never null`, `one of "Approve", "Reject"`."""
    choices = choice_values(domain)
    if choices:
        words = "one of " + ", ".join(map(shown, choices))
    else:
        words = domain.base or "any value"
        if domain.low is not None or domain.high is not None:
            low = "" if domain.low is None else shown(domain.low)
            words += f" {low}..{'' if domain.high is None else shown(domain.high)}"
        if domain.is_collection:
            words = f"collection of {words}"
    return words + (", never null" if domain.nullable is False else "")


def _one(text: str, base: str, what: str) -> Value:
    match base:
        case "text" | "record":
            return _text(text)
        case "boolean":
            if text.casefold() not in ("true", "false"):
                raise WrongValueError(f"{what} is true or false")
            return text.casefold() == "true"
        case "number" | "integer":
            number = _number(text)
            if number is None:
                raise WrongValueError(f"{what} is a number, such as 20, 0.5 or 1/3")
            return number
        case "date":
            day = _date(text)
            if day is None:
                raise WrongValueError(f"{what} is a date, such as 2026-01-31")
            return day
        case "datetime":
            moment = _moment(text)
            if moment is None:
                raise WrongValueError(f"{what} is a date with a time, such as 2026-01-31T09:00:00Z")
            return moment
        case _:
            return _guessed(text)


def _guessed(text: str) -> Value:
    """A value of a place whose type is not known: by its looks."""
    if text.casefold() in ("true", "false"):
        return text.casefold() == "true"
    for read in (_number, _date, _moment):
        found = read(text)
        if found is not None:
            return found
    return _text(text)


def _text(text: str) -> str:
    if len(text) > 1 and text.startswith('"') and text.endswith('"'):
        try:
            return str(json.loads(text, strict=False))
        except ValueError:
            return text[1:-1]
    return text


def _number(text: str) -> Fraction | None:
    if len(text) > 100 or "e" in text.casefold() or "_" in text:
        return None
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None


def _date(text: str) -> date | None:
    if len(text) != len("2026-01-31"):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    if len(text) <= len("2026-01-31"):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
