"""The words and signs of a formula.

Source: the lexer of Salesforce's published formula engine (github.com/salesforce/formula-engine, FormulaGrammar.g):
texts in double or single quotes with the escapes of a backslash, numbers without sign or exponent, names, comments
between `/*` and `*/`. `{!…}` around a reference is what flows add.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple, cast

from ..light_dataclass import dataclass

Kind = Literal["text", "number", "braces", "name", "sign"]

_IDENTIFIER: Final = r"[^\W\d]\w*"
_TOKEN: Final = re.compile(
    rf"""(?P<space>\s+|/\*.*?\*/)
    |(?P<text>"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+')
    |(?P<number>[0-9]+(?:\.[0-9]+)?)
    |\{{!(?P<braces>[^{{}}]*)\}}
    |(?P<name>\$?{_IDENTIFIER}(?:\.{_IDENTIFIER}(?::{_IDENTIFIER})?)*)
    |(?P<sign>&&|\|\||==|<>|!=|<=|>=|/(?!\*)|[-+*^&=<>!(),])""",
    re.DOTALL | re.VERBOSE,
)
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED: Final = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}
_WRITTEN: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
_SPECIAL: Final = re.compile(r'[\n\r\t"\\]')
_VALUE: Final = "a value: a text, a number, a reference, true, false, null or a function"


@dataclass(frozen=True, slots=True)
class FormulaProblem:
    """Why a text is no formula: what is wrong, the offset in the formula where, and what was expected there."""

    message: str
    offset: int
    expected: str


class NotFormulaError(Exception):
    """Leaves the parser with a problem; `parse_formula` gives it back as its result."""

    def __init__(self, message: str, offset: int, expected: str = _VALUE) -> None:
        super().__init__(message)
        self.problem = FormulaProblem(message, offset, expected)


class Token(NamedTuple):
    """A word or sign: its kind, its text (of a reference in braces, what is between them) and its place."""

    kind: Kind
    text: str
    start: int
    end: int


def tokens(expression: str) -> Iterator[Token]:
    """The tokens of a formula in order. Raises `NotFormulaError` at the first character that begins none."""
    position = 0
    while position < len(expression):
        match = _TOKEN.match(expression, position)
        if match is None:
            raise _unreadable(expression, position)
        position = match.end()
        kind = match.lastgroup
        if kind is not None and kind != "space":
            yield Token(cast("Kind", kind), match[kind], match.start(), position)


def text_value(token: Token) -> str:
    r"""The text a quoted token stands for. `\n`, `\r`, `\t`, `\"`, `\'` and `\\` are undone, others are a problem."""

    def undone(match: re.Match[str]) -> str:
        if match[1] in _ESCAPED:
            return _ESCAPED[match[1]]
        raise NotFormulaError(
            f"“{match[0]}” is no escape",
            token.start + 1 + match.start(),
            r"\n, \r, \t, \", \' or \\ in a text",
        )

    return _ESCAPE.sub(undone, token.text[1:-1])


def quoted(text: str) -> str:
    """A text as a formula writes it, in double quotes."""
    return '"' + _SPECIAL.sub(lambda match: _WRITTEN[match[0]], text) + '"'


def _unreadable(expression: str, position: int) -> NotFormulaError:
    rest = expression[position:]
    if rest.startswith("/*"):
        return NotFormulaError("a comment never ends", position, "`*/` after the comment")
    if rest.startswith("{"):
        return NotFormulaError("a `{` begins no reference", position, "a reference as in `{!Name}`")
    if rest[0] in "\"'":
        return NotFormulaError("a text never ends", position, f"a closing {rest[0]}")
    if rest[0] in "“”‘’":
        return NotFormulaError(f"“{rest[0]}” is a curly quotation mark", position, "a straight one: \" or '")
    return NotFormulaError(f"“{rest[0]}” has no meaning in a formula", position)
