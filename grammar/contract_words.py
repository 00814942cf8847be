"""Domains and relations of contracts in words, as the language writes them: `integer 0..3 or null`."""

import re
from typing import Final

from .contract import Domain, Ensures, Sum
from .value import Boolean, Date, DateTime, Number, Reference, Text, Value
from .wording import value_words

BASES: Final = ("boolean", "number", "integer", "date", "datetime", "text", "record")
UNKNOWN_BASE: Final = "any"
OPERATORS: Final = {
    "=": "EqualTo", "<>": "NotEqualTo", ">=": "GreaterThanOrEqualTo", "<=": "LessThanOrEqualTo",
    ">": "GreaterThan", "<": "LessThan",
}  # fmt: skip
BASE_OF_VALUE: Final[dict[type, str]] = {
    Text: "text", Number: "number", Boolean: "boolean", Date: "date", DateTime: "datetime",
}  # fmt: skip

_NAME: Final = r"[^\W\d]\w*"
_NUMBER: Final = r"[+-]?\d+(?:\.\d+)?"
_DOMAIN: Final = re.compile(
    rf"(?P<collection>collection\s+of\s+)?(?P<base>(?!one\b|or\b|not\b){_NAME})?\s*"
    rf'(?:"(?P<quoted>[^"]+)"|(?P<object>(?!one\b|or\b|not\b){_NAME}))?\s*'
    rf"(?P<bounds>(?P<low>{_NUMBER})?\s*\.\.\s*(?P<high>{_NUMBER})?)?\s*"
    r"(?:one\s+of\s+(?P<choices>.*?))?\s*"
    r"(?P<null>(?<=\s)or\s+null|(?<=\s)not\s+null)?",
    re.DOTALL,
)
_VALUE: Final = re.compile(
    r'\s*(?:"(?P<text>(?:\\.|[^"\\])*)"'
    r"|(?P<moment>\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)|(?P<day>\d{4}-\d\d-\d\d)"
    rf"|(?P<number>{_NUMBER})|(?P<boolean>true|false)\b)\s*(?P<end>,|$)"
)
_REFERENCE: Final = re.compile(rf"\$?{_NAME}(?:\.{_NAME}(?::{_NAME})?)*")
_SUM: Final = re.compile(rf"(\$?{_NAME}(?:\.{_NAME})*(?:\s+before)?)\s*([+-])\s*(\d+(?:\.\d+)?)")
_ENSURES: Final = re.compile(rf"({_REFERENCE.pattern}(?:\s+before)?)\s*(<>|>=|<=|=|>|<)\s*(.+)", re.DOTALL)
_ESCAPES: Final = {"n": "\n", "t": "\t"}


class UnreadableWordsError(ValueError):
    """A domain, value or relation that is none; the message says what was expected."""


def read_domain(text: str) -> Domain:
    """The domain that words such as `integer 0..3 or null` mean. Raises UnreadableWordsError."""
    found = _DOMAIN.fullmatch(text.strip())
    words = found.groupdict() if found else {}
    base: str | None = words.get("base")
    choices = _choices(words["choices"]) if words.get("choices") else ()
    object_type = words.get("quoted") or words.get("object")
    bounds = words.get("bounds")
    known = base is None or base in (*BASES, UNKNOWN_BASE)
    is_misplaced = (object_type and base != "record") or (bounds and base not in ("integer", "number"))
    if not known or is_misplaced or not (base or choices) or (bounds and bounds.strip() == ".."):
        raise UnreadableWordsError(
            f'"{text}" is no domain; expected boolean, number, integer, date, datetime, text, record, any, '
            '"integer 0..3", \'one of "A", "B"\', each also with "collection of" before and "or null" after it'
        )
    from fractions import Fraction

    low = Fraction(words["low"]) if words["low"] else None
    high = Fraction(words["high"]) if words["high"] else None
    if low is not None and high is not None and low > high:
        raise UnreadableWordsError(f"no number is between {low} and {high}: write the lower one first")
    return Domain(
        base="" if base == UNKNOWN_BASE else base or _base_of(choices),
        low=low,
        high=high,
        choices=choices,
        nullable=None if words["null"] is None else words["null"].startswith("or"),
        is_collection=words["collection"] is not None,
        object_type=object_type,
    )


def _base_of(values: tuple[Value, ...]) -> str:
    return BASE_OF_VALUE[type(values[0])]


def _choices(text: str) -> tuple[Value, ...]:
    values: list[Value] = []
    position, is_open = 0, True
    while position < len(text):
        found = _VALUE.match(text, position)
        value = _value(found) if found else None
        if found is None or value is None:
            break
        values.append(value)
        position, is_open = found.end(), found["end"] == ","
    if is_open or position < len(text):
        raise UnreadableWordsError(
            f"cannot read the values in one of {text}: expected texts in quotes, numbers, dates, true or false, "
            "with commas between them"
        )
    if len({type(value) for value in values}) > 1:
        raise UnreadableWordsError(f"the values in one of {text} are of several types: one type was expected")
    return tuple(dict.fromkeys(values))


def _value(found: re.Match[str]) -> Value | None:
    from datetime import date, datetime
    from fractions import Fraction

    try:
        if found["text"] is not None:
            return Text(
                value=re.sub(r"\\(.)", lambda m: _ESCAPES.get(m[1], m[1]), found["text"], flags=re.DOTALL)
            )
        if found["moment"]:
            return DateTime(value=datetime.fromisoformat(found["moment"]), text=found["moment"])
        if found["day"]:
            return Date(value=date.fromisoformat(found["day"]))
    except ValueError:
        return None
    if found["number"]:
        return Number(value=Fraction(found["number"]), text=found["number"])
    return Boolean(value=found["boolean"] == "true")


def read_sum(text: str) -> Sum | None:
    """`reference + 1` or `reference - 1` (also `reference before + 1`), else None."""
    from fractions import Fraction

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
    return Ensures(left=" ".join(found[1].split()), operator=OPERATORS[found[2]], right=right)


def _right(text: str) -> "Value | Sum | None":
    if total := read_sum(text):
        return total
    if (found := _VALUE.fullmatch(text)) and found["end"] != ",":
        return _value(found)
    words = text.split()
    is_reference = words and _REFERENCE.fullmatch(words[0]) and words[1:] in ([], ["before"])
    return Reference(text=" ".join(words)) if is_reference else None


def domain_words(domain: Domain) -> str:
    """The words that `read_domain` reads."""
    words = ["collection of"] if domain.is_collection else []
    has_bounds = domain.low is not None or domain.high is not None
    if has_bounds or domain.object_type or not domain.choices:
        words.append(domain.base or UNKNOWN_BASE)
    if domain.object_type:
        words.append(domain.object_type)
    if has_bounds:
        low = "" if domain.low is None else str(domain.low)
        words.append(f"{low}..{'' if domain.high is None else domain.high}")
    if domain.choices:
        words.append("one of " + ", ".join(value_words(value) for value in domain.choices))
    if domain.nullable is not None:
        words.append("or null" if domain.nullable else "not null")
    return " ".join(words)
