"""Functions of texts, and those that turn values into texts and back.

Null is taken for the empty text, in every one of them (FunctionLen, FunctionContains and their like in Salesforce's
published formula engine treat both alike; where that engine gives null for an empty result, here it is the empty
text). A count of null gives null. Lengths count characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from fractions import Fraction
from typing import Final

from ..values import EvaluationError, Value, shown, type_word
from .arguments import check_length, number_of, text_of
from .errors import UninterpretedError
from .function import Arguments, Function
from .rounding import towards_zero

_BLANKS: Final = "".join(map(chr, range(33)))
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?")
_MAXIMUM_DIGITS: Final = 100


def _text(arguments: Arguments) -> Value:
    match arguments[0]:
        case None:
            return ""
        case str() as text:
            return text
        case Fraction() as number:
            written = shown(number)
            if "/" in written:
                raise UninterpretedError("TEXT")
            return written
        case datetime() as moment:
            zoned = moment.astimezone(UTC) if moment.tzinfo else moment
            return zoned.replace(tzinfo=None).isoformat(" ", "seconds") + "Z"
        case date() as day:
            return day.isoformat()
        case time() as clock:
            return clock.replace(tzinfo=None).isoformat("milliseconds")
        case bool() | tuple() as other:
            raise EvaluationError(f"TEXT of a {type_word(other)} has no meaning")


def _value(arguments: Arguments) -> Value:
    text = text_of(arguments[0], "VALUE")
    if not text:
        return None
    if len(text) > _MAXIMUM_DIGITS or not _NUMBER.fullmatch(text):
        raise EvaluationError(f"VALUE: {shown(text[:40])} is no number")
    return Fraction(text)


def _texts(name: str, calculate: Callable[[list[str]], Value]) -> Callable[[Arguments], Value]:
    return lambda arguments: calculate([text_of(argument, name) for argument in arguments])


def _cased(name: str, change: Callable[[str], str]) -> Callable[[Arguments], Value]:
    def apply(arguments: Arguments) -> Value:
        texts = [text_of(argument, name) for argument in arguments]
        if any(texts[1:]):
            raise UninterpretedError(name)
        return change(texts[0])

    return apply


def _cut(name: str, cut: Callable[[str, list[int]], str]) -> Callable[[Arguments], Value]:
    def apply(arguments: Arguments) -> Value:
        text = text_of(arguments[0], name)
        counts = [number_of(argument, name) for argument in arguments[1:]]
        present = [max(towards_zero(count), 0) for count in counts if count is not None]
        return cut(text, present) if len(present) == len(counts) else None

    return apply


def _middle(text: str, counts: list[int]) -> str:
    start = max(counts[0], 1) - 1
    return text[start : start + counts[1]]


def _find(arguments: Arguments) -> Value:
    sought, text = text_of(arguments[0], "FIND"), text_of(arguments[1], "FIND")
    start = number_of(arguments[2], "FIND") if len(arguments) == 3 else Fraction(1)
    if not sought or not text:
        return Fraction(0)
    return Fraction(text.find(sought, max(towards_zero(start or Fraction(1)), 1) - 1) + 1)


def _substitute(texts: list[str]) -> Value:
    text, old, new = texts
    if not old:
        return text
    check_length(len(text) + text.count(old) * (len(new) - len(old)), "SUBSTITUTE")
    return text.replace(old, new)


def _includes(arguments: Arguments) -> Value:
    chosen, sought = arguments[0], text_of(arguments[1], "INCLUDES")
    if isinstance(chosen, tuple):
        return sought in chosen
    return sought in text_of(chosen, "INCLUDES").split(";")


TEXT_FUNCTIONS: Final[dict[str, Function]] = {
    "BEGINS": Function(2, 2, "boolean", _texts("BEGINS", lambda texts: texts[0].startswith(texts[1]))),
    "CONTAINS": Function(2, 2, "boolean", _texts("CONTAINS", lambda texts: texts[1] in texts[0])),
    "FIND": Function(2, 3, "number", _find),
    "INCLUDES": Function(2, 2, "boolean", _includes),
    "ISPICKVAL": Function(2, 2, "boolean", _texts("ISPICKVAL", lambda texts: texts[0] == texts[1])),
    "LEFT": Function(2, 2, "text", _cut("LEFT", lambda text, counts: text[: counts[0]])),
    "LEN": Function(1, 1, "number", _texts("LEN", lambda texts: Fraction(len(texts[0])))),
    "LOWER": Function(1, 2, "text", _cased("LOWER", str.lower)),
    "MID": Function(3, 3, "text", _cut("MID", _middle)),
    "RIGHT": Function(
        2, 2, "text", _cut("RIGHT", lambda text, counts: text[max(len(text) - counts[0], 0) :])
    ),
    "SUBSTITUTE": Function(3, 3, "text", _texts("SUBSTITUTE", _substitute)),
    "TEXT": Function(1, 1, "text", _text),
    "TRIM": Function(1, 1, "text", _texts("TRIM", lambda texts: texts[0].strip(_BLANKS))),
    "UPPER": Function(1, 2, "text", _cased("UPPER", str.upper)),
    "VALUE": Function(1, 1, "number", _value),
}
"""By name. UPPER and LOWER for a locale, and TEXT of a number without finite decimals, are not interpreted."""
