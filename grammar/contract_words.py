"""Domains and values of contracts in words, and read back from them: `integer 0..3 or null`, `one of "A",
"B"`.
"""

import re
from fractions import Fraction
from typing import Final

from .contract import Domain, Ensures, Sum
from .value import (
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

BASES: Final = ("boolean", "number", "integer", "date", "datetime", "text", "record")
OPERATORS: Final = {
    "=": "EqualTo", "<>": "NotEqualTo", ">=": "GreaterThanOrEqualTo", "<=": "LessThanOrEqualTo",
    ">": "GreaterThan", "<": "LessThan",
}  # fmt: skip

_NAME: Final = r"[^\W\d]\w*"
_RANGE: Final = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*\.\.\s*([+-]?\d+(?:\.\d+)?)")
_RECORD: Final = re.compile(rf'record(?:\s+(?:"([^"]+)"|({_NAME})))?')
_TOKEN: Final = re.compile(r'\s*(?:"((?:\\.|[^"\\])*)"|([+-]?\d+(?:\.\d+)?)|(true|false)\b)\s*(,|$)')
_REFERENCE: Final = re.compile(rf"\$?{_NAME}(?:\.{_NAME}(?::{_NAME})?)*")
_SUM: Final = re.compile(rf"(\$?{_NAME}(?:\.{_NAME})*(?:\s+before)?)\s*([+-])\s*(\d+(?:\.\d+)?)")
_ENSURES: Final = re.compile(rf"({_REFERENCE.pattern})\s*(<>|>=|<=|=|>|<)\s*(.+)", re.DOTALL)


class UnreadableWordsError(ValueError):
    """A domain, value or relation that is none; the message says what was expected."""


def read_domain(text: str) -> Domain:
    """The domain that words such as `integer 0..3 or null` mean. Raises UnreadableWordsError."""
    words = " ".join(text.split()) if '"' not in text else text.strip()
    nullable = None
    for ending, meaning in ((" or null", True), (" not null", False)):
        if words.endswith(ending):
            words, nullable = words.removesuffix(ending).rstrip(), meaning
    is_collection = words.startswith("collection of ")
    words = words.removeprefix("collection of ").strip()
    if words.startswith("one of "):
        choices = _choices(words.removeprefix("one of "))
        return Domain(base=_base_of(choices), choices=choices, nullable=nullable, is_collection=is_collection)
    base, _, rest = words.partition(" ")
    if found := _RECORD.fullmatch(words):
        return Domain(
            base="record", object_type=found[1] or found[2], nullable=nullable, is_collection=is_collection
        )
    if base in ("integer", "number") and (bounds := _RANGE.fullmatch(rest)):
        low, high = Fraction(bounds[1]), Fraction(bounds[2])
        if low > high:
            raise UnreadableWordsError(f"the range {rest} is empty: its first number is the greater one")
        return Domain(base=base, low=low, high=high, nullable=nullable, is_collection=is_collection)
    if base in BASES and not rest:
        return Domain(base=base, nullable=nullable, is_collection=is_collection)
    raise UnreadableWordsError(
        f'"{text}" is no domain; expected boolean, number, integer, date, datetime, text, record, '
        '"integer 0..3", \'one of "A", "B"\', each also with "collection of" before and "or null" after it'
    )


def _choices(text: str) -> tuple[Value, ...]:
    values: list[Value] = []
    position = 0
    while position < len(text):
        token = _TOKEN.match(text, position)
        if token is None or (token[4] and token.end() == len(text)):
            raise UnreadableWordsError(
                f'cannot read the values in "one of {text}"; expected texts in quotes, numbers, true or '
                "false, with commas between them"
            )
        if token[1] is not None:
            values.append(Text(value=re.sub(r"\\(.)", r"\1", token[1])))
        elif token[2] is not None:
            values.append(Number(value=Fraction(token[2]), text=token[2]))
        else:
            values.append(Boolean(value=token[3] == "true"))
        position = token.end()
    if len({type(value) for value in values}) != 1:
        raise UnreadableWordsError('the values of "one of …" have to be of one type, and at least one')
    return tuple(dict.fromkeys(values))


def _base_of(choices: tuple[Value, ...]) -> str:
    match choices[0]:
        case Boolean():
            return "boolean"
        case Number():
            return "number"
        case _:
            return "text"


def read_sum(text: str) -> Sum | None:
    """`reference + 1` or `reference - 1` (also `reference before + 1`), else None."""
    found = _SUM.fullmatch(text.strip())
    return Sum(reference=" ".join(found[1].split()), amount=Fraction(found[2] + found[3])) if found else None


def read_ensures(text: str) -> Ensures:
    """The relation in `attempts = attempts before + 1`. Raises UnreadableWordsError."""
    found = _ENSURES.fullmatch(text.strip())
    right = _right(found[3].strip()) if found else None
    if found is None or right is None:
        raise UnreadableWordsError(
            f'"{text}" is no relation; expected for example "attempts = attempts before + 1"'
        )
    return Ensures(left=found[1], operator=OPERATORS[found[2]], right=right)


def _right(text: str) -> "Value | Sum | None":
    if total := read_sum(text):
        return total
    if text.endswith(" before") and _REFERENCE.fullmatch(text.removesuffix(" before").strip()):
        return Sum(reference=" ".join(text.split()), amount=Fraction(0))
    if token := _TOKEN.fullmatch(text):
        return None if token[4] else _choices(text)[0]
    return Reference(text=text) if _REFERENCE.fullmatch(text) else None


def domain_words(domain: Domain) -> str:
    """The words that `read_domain` reads; "of unknown type" where no base is known."""
    if domain.choices:
        words = "one of " + ", ".join(value_words(value) for value in domain.choices)
    elif domain.low is not None and domain.high is not None:
        words = f"{domain.base} {domain.low}..{domain.high}"
    elif domain.object_type:
        words = f"record {domain.object_type}"
    else:
        words = domain.base or "of unknown type"
    if domain.is_collection:
        words = f"collection of {words}"
    return words + {True: " or null", False: " not null", None: ""}[domain.nullable]


def value_words(value: Value) -> str:
    """A value as people write it."""
    match value:
        case Text():
            return '"' + value.value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        case Number():
            return value.text or str(value.value)
        case Boolean():
            return "true" if value.value else "false"
        case Date() | Time():
            return value.value.isoformat()
        case DateTime():
            return value.text or value.value.isoformat()
        case Reference():
            return value.text
        case FormulaValue():
            return f"the formula {value.expression}"
        case Nil():
            return "null"
        case OtherValue():
            return f"{value.tag} {value.text}"
