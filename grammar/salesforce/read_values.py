"""What stands in elements without children: texts, references, numbers, and the values of parameters."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ..diagnostic import Problem
from ..reference_text import references_in_formula, references_in_text
from ..span import Span
from ..value import (
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
from .reading import Reading
from .schema import VALUE_TAGS, Kind
from .xml_text import offsets
from .xml_tree import COMMENT, XmlElement

if TYPE_CHECKING:
    from fractions import Fraction

NUMBER: Final = r"[+-]?\d{1,400}(?:\.\d{1,400})?(?:[eE][+-]?\d{1,3})?"
_SHORT_NUMBER: Final = r"([+-]?)(?:(\d{1,400})\.|\.(\d{1,400}))((?:[eE][+-]?\d{1,3})?)"
_INTEGER: Final = re.compile(r"[+-]?\d{1,18}")
_VERSION: Final = re.compile(r"\d{1,4}(?:\.\d{1,4})?")
_DATE: Final = r"\d{4}-\d\d-\d\d"
_DATE_TIME: Final = r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?"
_TIME: Final = r"\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?"
_BOOLEANS: Final = {"true": True, "false": False, "1": True, "0": False}
_VALUE: Final = Kind("value", {}, (), owner=False)
EXPECTED: Final = {
    "booleanValue": "true or false",
    "numberValue": "a number",
    "dateValue": "a date such as 2026-01-31",
    "dateTimeValue": "a moment such as 2026-01-31T09:30:00.000Z",
    "timeValue": "a time such as 09:30:00.000Z",
}


def boolean(text: str) -> bool | None:
    """`true` or `false` (or 1 or 0, which XML Schema allows)."""
    return _BOOLEANS.get(text.strip())


def integer(text: str) -> int | None:
    """A whole number of at most 18 digits."""
    text = text.strip()
    return int(text) if _INTEGER.fullmatch(text) else None


def version(text: str) -> float | None:
    """A version such as 62.0."""
    text = text.strip()
    return float(text) if _VERSION.fullmatch(text) else None


def number(text: str) -> "tuple[Fraction, str] | None":
    """A number, exact, and how it is written; the zero that `.5` and `5.` leave out is added."""
    text = text.strip()
    if not re.fullmatch(NUMBER, text):
        match = re.fullmatch(_SHORT_NUMBER, text)
        if match is None:
            return None
        sign, whole, decimals, exponent = match.groups()
        text = f"{sign}{whole or '0'}.{decimals or '0'}{exponent}"
    from fractions import Fraction

    return Fraction(text), text


def stripped(element: XmlElement) -> tuple[str, Span]:
    """The text of an element without white space around it, and its place."""
    text = element.text
    token = text.strip()
    start = element.content_start
    if len(token) == len(text):
        return text, Span(start, element.content_end)
    if len(text) == element.content_end - start and token:
        start += text.index(token[0])
        return token, Span(start, start + len(token))
    return token, element.content


def reference(element: XmlElement) -> Reference:
    """The reference that is the text of an element."""
    text, span = stripped(element)
    return Reference(text=text, span=span)


def template_references(reading: Reading, element: XmlElement) -> tuple[Reference, ...]:
    """The `{!…}` in the text of an element."""
    if "{!" not in element.text:
        return ()
    written = reading.text[element.content_start : element.content_end]
    return references_in_text(element.text, element.content_start, offsets(written, element.content_start))


def formula_references(reading: Reading, element: XmlElement) -> tuple[Reference, ...]:
    """What a formula reads."""
    written = reading.text[element.content_start : element.content_end]
    return references_in_formula(element.text, element.content_start, offsets(written, element.content_start))


def value(reading: Reading, element: XmlElement, path: str) -> Value | None:
    """The value in a `<value>`, `<rightValue>` or `<assignee>`; None where it is empty."""
    children = element.children
    if not element.has_elements:
        if element.attributes and element.nil:
            return Nil(span=element.span)
        if element.text.strip():
            message = f"Text stands in <{element.name}>, where an element such as <stringValue> is expected."
            reading.say(element.content, Problem.INVALID_VALUE, message)
        return None
    first = children[0]
    if len(children) > 1:
        first = _only(reading, element, path)
    return _literal(reading, first, element, path)


def _only(reading: Reading, element: XmlElement, path: str) -> XmlElement:
    """The one child that is the value; the others are kept, but for the type of a formula."""
    children = [child for child in element.children if child.tag != COMMENT]
    first = children[0]
    type_: XmlElement | None = None
    formula = element.child("formulaExpression")
    if formula is not None and first.tag in ("formulaExpression", "formulaDataType"):
        first = formula
        type_ = _type_of_formula(element)
    for child in children:
        if child is first or child is type_:
            continue
        if child.tag in VALUE_TAGS:
            reading.repeated(
                child, path, f"<{element.name}> holds one value; <{child.name}> is a second one."
            )
        else:
            reading.keep_unknown(child, _VALUE, path)
    return first


def _type_of_formula(element: XmlElement) -> XmlElement | None:
    type_ = element.child("formulaDataType")
    return None if type_ is None or type_.has_elements or type_.attributes else type_


def _literal(reading: Reading, child: XmlElement, element: XmlElement, path: str) -> Value | None:
    tag = child.tag
    if tag not in VALUE_TAGS or child.has_elements or tag == "formulaDataType":
        return _other(reading, child, path)
    if child.attributes:
        reading.keep_attributes(child, _VALUE, f"{path}/{tag}", may_be_nil=False)
    if tag == "elementReference":
        return reference(child)
    span = Span(child.content_start, child.content_end)
    if tag == "stringValue":
        return Text(value=child.text, references=template_references(reading, child), span=span)
    if tag == "formulaExpression":
        references = formula_references(reading, child)
        type_ = _type_of_formula(element)
        data_type = type_.text.strip() if type_ is not None else None
        return FormulaValue(expression=child.text, data_type=data_type, references=references, span=span)
    text = child.text.strip()
    literal = _TYPED[tag](text, span)
    if literal is None:
        shown = f"“{text[:40]}”" if text else "nothing"
        message = f"<{child.name}> holds {shown}, where {EXPECTED[tag]} is expected."
        reading.say(span, Problem.INVALID_VALUE, message)
        return OtherValue(tag=tag, text=child.text, span=span)
    return literal


def _other(reading: Reading, child: XmlElement, path: str) -> Value:
    if child.has_elements or child.attributes or child.name != child.tag:
        if child.tag in VALUE_TAGS:
            reading.invalid(child, path, EXPECTED.get(child.tag, "text"))
        else:
            reading.keep_unknown(child, _VALUE, path)
        return OtherValue(tag=child.name, text="", span=child.span)
    reading.report_unknown(child, _VALUE)
    return OtherValue(tag=child.tag, text=child.text, span=child.content)


def _boolean(text: str, span: Span) -> Value | None:
    found = _BOOLEANS.get(text)
    return None if found is None else Boolean(value=found, span=span)


def _number(text: str, span: Span) -> Value | None:
    found = number(text)
    return None if found is None else Number(value=found[0], text=found[1], span=span)


def _date(text: str, span: Span) -> Value | None:
    from datetime import date

    try:
        return Date(value=date.fromisoformat(text), span=span) if re.fullmatch(_DATE, text) else None
    except ValueError:
        return None


def _date_time(text: str, span: Span) -> Value | None:
    from datetime import datetime

    try:
        found = datetime.fromisoformat(text) if re.fullmatch(_DATE_TIME, text) else None
    except ValueError:
        return None
    return None if found is None else DateTime(value=found, text=text, span=span)


def _time(text: str, span: Span) -> Value | None:
    from datetime import time

    try:
        return (
            Time(value=time.fromisoformat(text), text=text, span=span) if re.fullmatch(_TIME, text) else None
        )
    except ValueError:
        return None


_TYPED: Final[dict[str, Callable[[str, Span], Value | None]]] = {
    "booleanValue": _boolean,
    "numberValue": _number,
    "dateValue": _date,
    "dateTimeValue": _date_time,
    "timeValue": _time,
}
