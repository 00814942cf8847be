"""Values as functions take them: of the type they need, or an error that says so.

Null is let through where it is told: for a number, date or boolean it stays null, a text of null is the empty text
(decision of this project: Salesforce's published formula engine, github.com/salesforce/formula-engine, takes both for
the same in text functions).
"""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import Final

from ..values import EvaluationError, Value, type_word

MAXIMUM_LENGTH: Final = 1_000_000
"""How many characters a text that is worked out may have."""

MAXIMUM_BITS: Final = 4096
"""How large a number that is worked out may grow; Salesforce keeps 18 digits, about 60 bits."""


def text_of(value: Value, taker: str) -> str:
    """A text for a function or operator, of null the empty text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    hint = "; TEXT makes one of it" if isinstance(value, Fraction | date) else ""
    raise EvaluationError(f"{taker} needs a text, not a {type_word(value)}{hint}")


def number_of(value: Value, taker: str) -> Fraction | None:
    """A number for a function or operator, or null."""
    if value is None or isinstance(value, Fraction):
        return value
    hint = "; VALUE makes one of it" if isinstance(value, str) else ""
    raise EvaluationError(f"{taker} needs a number, not a {type_word(value)}{hint}")


def day_of(value: Value, taker: str) -> date | None:
    """A date without a time for a function, or null."""
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    raise EvaluationError(f"{taker} needs a date, not a {type_word(value)}")


def truth_of(value: Value, taker: str) -> bool:
    """A boolean for a function or operator; null is false (FunctionAnd and FunctionIf of the published engine)."""
    if value is None or isinstance(value, bool):
        return value is True
    raise EvaluationError(f"{taker} needs a boolean, not a {type_word(value)}")


def check_length(length: int, maker: str) -> None:
    """Raise an error where a text would be longer than any Salesforce keeps."""
    if length > MAXIMUM_LENGTH:
        raise EvaluationError(f"{maker} makes a text of more than {MAXIMUM_LENGTH} characters")


def bounded_number(number: Fraction, maker: str) -> Fraction:
    """A number, or an error where it is larger or finer than any Salesforce keeps."""
    if max(number.numerator.bit_length(), number.denominator.bit_length()) > MAXIMUM_BITS:
        raise EvaluationError(f"{maker} makes a number of more than {MAXIMUM_BITS} bits")
    return number
