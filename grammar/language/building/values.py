"""Names, texts, references and literals."""

from datetime import date, datetime, time
from fractions import Fraction
from typing import NamedTuple

from ...reference_text import references_in_formula, references_in_text
from ...span import Span
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
from ..text import BadEscapeError, decode
from ..token import Token
from .parts import Children, RefusedError, cover

MAXIMUM_DIGITS = 4000


def _decoded(token: Token) -> Token:
    if "\\" not in token.text and token.text[1:2] != '"':
        return Token("name", token.text[1:-1], token.start, token.end)
    try:
        return Token("name", decode(token.text)[0], token.start, token.end)
    except BadEscapeError as error:
        raise _bad_escape(token, error) from None


def _bad_escape(token: Token, error: BadEscapeError) -> RefusedError:
    escape = token.text[error.index : error.index + error.length]
    start = token.start + error.index
    return RefusedError(
        Span(start, start + error.length),
        f"`{escape}` is no escape",
        'the escapes are \\" \\\\ \\n \\t \\r and \\u with four hexadecimal digits; a backslash is written \\\\',
    )


def name(children: Children) -> Token:
    """A name, quoted or not."""
    token: Token = children[0]
    return _decoded(token) if token.type == "STRING" else token


word = name


class WrittenText(NamedTuple):
    """A text in quotes: what it means, and its token."""

    value: str
    token: Token

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.token.span

    def offset(self, index: int) -> int:
        """The place in the file of an index in the value."""
        return self.token.start + decode(self.token.text)[1](index)


def text(children: Children) -> WrittenText:
    """A text in quotes."""
    token: Token = children[0]
    if token.type == "STRING" and "\\" not in token.text:
        return WrittenText(token.text[1:-1], token)
    try:
        return WrittenText(decode(token.text)[0], token)
    except BadEscapeError as error:
        raise _bad_escape(token, error) from None


def bare_reference(children: Children) -> Reference:
    """`Step.Status`."""
    token: Token = children[0]
    return Reference(text=token.text, span=token.span)


def quoted_reference(children: Children) -> Reference:
    """`"43b39932-ab".Status`."""
    token: Token = children[0]
    closing = token.text.rindex('"')
    first = Token("STRING", token.text[: closing + 1], token.start, token.start + closing + 1)
    return Reference(text=_decoded(first).text + token.text[closing + 1 :], span=token.span)


def braced_reference(children: Children) -> Reference:
    """`{!any.thing}` or `{!"any thing"}`."""
    token: Token = children[0]
    inner = token.text[2:-1]
    if inner.startswith('"'):
        quoted = Token("STRING", inner, token.start + 2, token.end - 1)
        return Reference(text=_decoded(quoted).text, span=token.span)
    return Reference(text=inner.strip(), span=token.span)


def named_reference(children: Children) -> Reference:
    """`"a name"` where only a reference can stand."""
    token = _decoded(children[0])
    return Reference(text=token.text, span=token.span)


def assignee_name(children: Children) -> Token:
    """The bare name of a queue, a group or a variable."""
    token: Token = children[0]
    return token


def literal(children: Children) -> Value:
    """A value that is no reference."""
    value: Value = children[0]
    return value


def text_value(children: Children) -> Text:
    """A text literal, with the references in it."""
    written: WrittenText = children[0]
    if "{!" not in written.value:
        return Text(value=written.value, span=written.span)
    references = references_in_text(written.value, 0, written.offset)
    return Text(value=written.value, references=references, span=written.span)


def fraction(token: Token) -> Fraction:
    """The exact number that a token writes."""
    if len(token.text) > MAXIMUM_DIGITS:
        raise RefusedError(token.span, f"a number has at most {MAXIMUM_DIGITS} digits")
    try:
        return Fraction(token.text)
    except ZeroDivisionError:
        raise RefusedError(token.span, f"`{token.text}` divides by zero") from None


def whole_number(token: Token) -> int:
    """The whole number that a token writes."""
    number = fraction(token)
    if number.denominator != 1:
        raise RefusedError(token.span, f"`{token.text}` is not a whole number")
    return number.numerator


def number_value(children: Children) -> Number:
    """A number."""
    token: Token = children[0]
    return Number(value=fraction(token), text=token.text, span=token.span)


def boolean(children: Children) -> Boolean:
    """`true` or `false`."""
    token: Token = children[0]
    return Boolean(value=token.type == "TRUE", span=token.span)


def date_value(children: Children) -> Date:
    """A date."""
    token: Token = children[0]
    try:
        return Date(value=date.fromisoformat(token.text), span=token.span)
    except ValueError:
        raise RefusedError(token.span, f"`{token.text}` is no date of the calendar", "YYYY-MM-DD") from None


def datetime_value(children: Children) -> DateTime:
    """A moment."""
    token: Token = children[0]
    try:
        return DateTime(value=datetime.fromisoformat(token.text), text=token.text, span=token.span)
    except ValueError:
        raise RefusedError(token.span, f"`{token.text}` is no moment", "2026-01-31T09:30:00Z") from None


def time_value(children: Children) -> Time:
    """A time of day."""
    token: Token = children[0]
    try:
        return Time(value=time.fromisoformat(token.text), text=token.text, span=token.span)
    except ValueError:
        raise RefusedError(token.span, f"`{token.text}` is no time of day", "09:30:00") from None


def nil(children: Children) -> Nil:
    """`nil`."""
    return Nil(span=cover(children))


def formula_value(children: Children) -> FormulaValue:
    """`formula "…"` or `formula number "…"`."""
    written: WrittenText = children[-1]
    type_: Token | None = children[1] if len(children) == 3 else None
    return FormulaValue(
        expression=written.value,
        data_type=data_type(type_) if type_ else None,
        references=references_in_formula(written.value, 0, written.offset),
        span=cover(children),
    )


def other_value(children: Children) -> OtherValue:
    """`raw "setupReference" "…"`."""
    _, tag, written = children
    return OtherValue(tag=tag.value, text=written.value, span=cover(children))


DATA_TYPES = {
    "text": "String",
    "number": "Number",
    "currency": "Currency",
    "boolean": "Boolean",
    "date": "Date",
    "datetime": "DateTime",
    "time": "Time",
    "picklist": "Picklist",
    "multipicklist": "Multipicklist",
    "record": "SObject",
    "apex": "Apex",
}
"""The words for the data types of variables, constants and formulas (FlowDataType)."""


def type_name(children: Children) -> Token:
    """The word for a type."""
    token: Token = children[0]
    return token


def raw_type(children: Children) -> Token:
    """`type "Any"`: a type by its API value."""
    written: WrittenText = children[1]
    return Token("raw", written.value, children[0].start, written.span.end)


def data_type(token: Token) -> str:
    """The API value of a type."""
    return token.text if token.type == "raw" else DATA_TYPES.get(token.text, token.text)
