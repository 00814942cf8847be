"""Whether a value fits what is declared of it."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import Final

from ...grammar.contract import Domain
from ..values import Value, is_literal, is_value, literal, shown, type_word

_CLASSES: Final[dict[str, tuple[type, ...]]] = {
    "text": (str,),
    "boolean": (bool,),
    "number": (Fraction,),
    "integer": (Fraction,),
    "date": (date,),
    "datetime": (datetime,),
}


def wrong_value(what: str, value: Value, domain: Domain) -> str | None:
    """What is wrong with a value, as a sentence, or None.

    `what` names the place. Domains of unknown base, of records and collections accept anything.
    """
    if not is_value(value):
        return (
            f"{what} is given {value!r}, which is no value of a run: use None, bool, Fraction, str, date, datetime, "
            "time or a tuple of them (Fraction(3, 2), not 1.5)"
        )
    if value is None:
        return f"{what} is declared never to be null" if domain.nullable is False else None
    if domain.is_collection or domain.base not in _CLASSES:
        return None
    if not isinstance(value, _CLASSES[domain.base]) or (
        domain.base == "date" and isinstance(value, datetime)
    ):
        return f"{what} is of type {domain.base}, and {shown(value)} is of type {type_word(value)}"
    if domain.base == "integer" and isinstance(value, Fraction) and value.denominator != 1:
        return f"{what} is an integer, and {shown(value)} is none"
    if isinstance(value, Fraction) and (
        (domain.low is not None and value < domain.low) or (domain.high is not None and value > domain.high)
    ):
        low = "" if domain.low is None else shown(domain.low)
        high = "" if domain.high is None else shown(domain.high)
        return f"{what} is declared to lie in {low}..{high}, and {shown(value)} does not"
    choices = choice_values(domain)
    if choices and value not in choices:
        return f"{what} is one of {', '.join(map(shown, choices))}, and {shown(value)} is none of them"
    return None


def choice_values(domain: Domain) -> tuple[Value, ...]:
    """The only values of a domain, if it lists them."""
    return tuple(literal(choice) for choice in domain.choices if is_literal(choice))
