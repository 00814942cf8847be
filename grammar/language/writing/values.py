"""Names, texts, references and literals as text."""

import re
from collections.abc import Iterable
from datetime import datetime, time
from fractions import Fraction
from typing import assert_never

from ...value import (
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
from ..building.values import DATA_TYPES, MAXIMUM_DIGITS
from ..keywords import keywords
from ..text import encode, encode_long

_IDENTIFIER = re.compile(r"[^\W\d]\w*")
_DOTTED = re.compile(r"\$?[^\W\d]\w*(?:\.[^\W\d]\w*(?::[^\W\d]\w*)?)+|\$[^\W\d]\w*")
_PATH = re.compile(r"(?:\.[^\W\d]\w*(?::[^\W\d]\w*)?)+")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?", re.ASCII)
_CLOCK = r"\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d(?::\d\d(?:\.\d+)?)?)?"
_TIME = re.compile(_CLOCK, re.ASCII)
_DATETIME = re.compile(r"\d{4}-\d\d-\d\dT" + _CLOCK, re.ASCII)
_TYPE_WORDS = {api: word for word, api in DATA_TYPES.items()}


def is_identifier(name: str) -> bool:
    """Whether a name has the form of one."""
    return _IDENTIFIER.fullmatch(name) is not None


def name_text(name: str) -> str:
    """A name, quoted where it must be."""
    return name if is_identifier(name) and name not in keywords() else encode(name)


def word_text(name: str) -> str:
    """The name of a variable where nothing else can stand: only what is no identifier is quoted."""
    return name if is_identifier(name) else encode(name)


def text_text(value: str) -> str:
    """A text; one with several lines keeps them."""
    return encode_long(value) if "\n" in value else encode(value)


def reference_text(reference: str) -> str:
    """A reference where a value may stand."""
    if _DOTTED.fullmatch(reference) or (is_identifier(reference) and reference not in keywords()):
        return reference
    first, dot, rest = reference.partition(".")
    if dot and first and _PATH.fullmatch(dot + rest):
        return encode(first) + dot + rest
    plain = reference.isprintable() and reference == reference.strip() and not set(reference) & set('"}')
    return f"{{!{reference}}}" if plain else f"{{!{encode(reference)}}}"


def element_text(name: str) -> str:
    """The name of an element where a reference may stand but no value: a name that is none is quoted."""
    if name == "run" or _DOTTED.fullmatch(name):
        return name
    return name_text(name)


def assigned_text(name: str) -> str:
    """The left side of an assignment: a variable's name or a path."""
    return name if is_identifier(name) or _DOTTED.fullmatch(name) else encode(name)


def fraction_text(number: Fraction) -> str:
    """A number, as a decimal where it is one."""
    denominator, twos, fives = number.denominator, 0, 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    if denominator != 1:
        return f"{number.numerator}/{number.denominator}"
    digits = max(twos, fives)
    if not digits:
        return str(number.numerator)
    sign = "-" if number < 0 else ""
    scaled = str(abs(int(number * 10**digits))).rjust(digits + 1, "0")
    return f"{sign}{scaled[:-digits]}.{scaled[-digits:]}"


def type_text(data_type: str) -> str:
    """A data type: its word, or its API value."""
    word = _TYPE_WORDS.get(data_type)
    if word is not None:
        return word
    plain = is_identifier(data_type) and data_type not in keywords() and data_type not in DATA_TYPES
    return data_type if plain else f"type {encode(data_type)}"


def value_text(value: Value) -> str:
    """A value."""
    match value:
        case Reference(text=reference):
            return reference_text(reference)
        case Text(value=text):
            return text_text(text)
        case Number():
            return _number(value)
        case Boolean(value=truth):
            return "true" if truth else "false"
        case Date(value=day):
            return day.isoformat()
        case DateTime():
            return _moment(value)
        case Time():
            return _time(value)
        case FormulaValue(expression=expression, data_type=None):
            return f"formula {text_text(expression)}"
        case FormulaValue(expression=expression, data_type=data_type):
            return f"formula {type_text(data_type or '')} {text_text(expression)}"
        case Nil():
            return "nil"
        case OtherValue(tag=tag, text=text):
            return f"raw {encode(tag)} {text_text(text)}"
        case _:
            assert_never(value)


def optional(value: Value | None) -> str:
    """A value, or `null` where there is none."""
    return "null" if value is None else value_text(value)


def listed(parts: Iterable[str]) -> str:
    """Parts with commas."""
    return ", ".join(parts)


def _number(value: Number) -> str:
    text = value.text
    if len(text) <= MAXIMUM_DIGITS and _NUMBER.fullmatch(text) and Fraction(text) == value.value:
        return text
    return fraction_text(value.value)


def _moment(value: DateTime) -> str:
    if _DATETIME.fullmatch(value.text):
        try:
            if datetime.fromisoformat(value.text) == value.value:
                return value.text
        except ValueError:
            pass
    return value.value.isoformat()


def _time(value: Time) -> str:
    if _TIME.fullmatch(value.text):
        try:
            if time.fromisoformat(value.text) == value.value:
                return value.text
        except ValueError:
            pass
    return value.value.isoformat()
