"""Formulas are read here: an operator-precedence parser with its own stack, linear in the text."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from .group import MAXIMUM_NESTING, PREFIXES, Group, too_deep
from .tokens import FormulaProblem, NotFormulaError, Token, text_value, tokens
from .tree import (
    LEVELS,
    BooleanLiteral,
    Call,
    Expression,
    NamedValue,
    NullLiteral,
    NumberLiteral,
    Operator,
    TextLiteral,
)

MAXIMUM_DIGITS: Final = 100
"""How many characters a number may have; Salesforce keeps 18 digits."""

_SPELLINGS: Final[dict[str, Operator]] = {"==": "=", "!=": "<>"}
_OPERATORS: Final[dict[str, Operator]] = dict(zip(LEVELS, LEVELS, strict=True)) | _SPELLINGS
_OPERATOR: Final = "an operator or the end of the formula"


def parse_formula(expression: str) -> Expression | FormulaProblem:
    """The tree of a formula, or the first problem with it. Nothing is raised, whatever the text.

    Functions are not looked up: any name before a parenthesis is one. `NOT` may stand before a value as `!` does.
    """
    try:
        return _Parser(expression).parse()
    except NotFormulaError as found:
        return found.problem


class _Parser:
    """One reading of one formula."""

    def __init__(self, expression: str) -> None:
        self.end = len(expression)
        self.tokens = list(tokens(expression))
        self.groups = [Group(None)]
        self.depth = 0

    def parse(self) -> Expression:
        if not self.tokens:
            raise NotFormulaError("the formula is empty", 0)
        function: Token | None = None
        for token, following in zip(self.tokens, [*self.tokens[1:], None], strict=True):
            if self.groups[-1].value is not None:
                self._after_value(token)
            elif token.kind == "name" and token.text.lower() == "not":
                self._prefix(token)
            elif token.kind == "name" and _is(following, "("):
                function = _function(token)
            elif _is(token, "("):
                self._open(Group(token, function))
                function = None
            elif token.kind == "sign" and token.text in PREFIXES:
                self._prefix(token)
            elif token.kind != "sign":
                self._value(_operand(token), 1)
            else:
                self._no_value(token)
        return self._finish()

    def _after_value(self, token: Token) -> None:
        group = self.groups[-1]
        if token.kind == "sign" and token.text in _OPERATORS:
            group.join(_OPERATORS[token.text])
        elif _is(token, ",") and group.function is not None:
            group.end_argument()
        elif _is(token, ")") and group.opening is not None:
            self._close(token)
        elif _is(token, ","):
            raise NotFormulaError("a comma stands outside of a function", token.start, _OPERATOR)
        elif _is(token, ")"):
            raise NotFormulaError("there is a `)` without its `(`", token.start, _OPERATOR)
        else:
            raise NotFormulaError(
                f"an operator is missing before “{token.text[:20]}”", token.start, _OPERATOR
            )

    def _no_value(self, token: Token) -> None:
        group = self.groups[-1]
        if _is(token, ")") and group.function is not None and group.is_untouched():
            self._close(token)
            return
        raise NotFormulaError(f"a value is missing before “{token.text}”", token.start)

    def _open(self, group: Group) -> None:
        self.groups.append(group)
        self._deeper(group.opening)

    def _prefix(self, token: Token) -> None:
        self.groups[-1].prefixes.append(token)
        self._deeper(token)

    def _deeper(self, token: Token | None) -> None:
        self.depth += 1
        if token is not None and self.depth > MAXIMUM_NESTING:
            raise too_deep(token.start)

    def _value(self, value: Expression, height: int) -> None:
        group = self.groups[-1]
        self.depth -= len(group.prefixes)
        group.take(value, height)

    def _close(self, token: Token) -> None:
        group = self.groups.pop()
        self.depth -= 1
        if group.function is None:
            self._value(group.close(), group.height)
            return
        if group.value is not None:
            group.end_argument()
        function = group.function
        call = Call(function.text.upper(), tuple(group.arguments), function.start, token.end)
        self._value(call, group.argument_height + 1)

    def _finish(self) -> Expression:
        group = self.groups[-1]
        if group.value is None:
            raise NotFormulaError("the formula ends where a value is missing", self.end)
        if group.opening is not None:
            raise NotFormulaError("a `(` has no `)`", group.opening.start, "`)` after what it encloses")
        return group.close()


def _is(token: Token | None, sign: str) -> bool:
    return token is not None and token.kind == "sign" and token.text == sign


def _function(name: Token) -> Token:
    if not name.text.isidentifier():
        raise NotFormulaError(
            f"“{name.text}” is no name of a function",
            name.start,
            "a name of letters, digits and `_` before `(`",
        )
    return name


def _operand(token: Token) -> Expression:
    match token.kind:
        case "text":
            return TextLiteral(text_value(token), token.start, token.end)
        case "number" if len(token.text) > MAXIMUM_DIGITS:
            raise NotFormulaError(
                f"a number has {len(token.text)} characters", token.start, f"at most {MAXIMUM_DIGITS} of them"
            )
        case "number":
            return NumberLiteral(Fraction(token.text), token.start, token.end)
        case "braces" if not token.text.strip():
            raise NotFormulaError("a reference has no name", token.start, "a reference as in `{!Name}`")
        case "braces":
            return NamedValue(token.text.strip(), token.start, token.end)
        case _:
            return _named(token)


def _named(token: Token) -> Expression:
    match token.text.lower():
        case "true" | "false" as word:
            return BooleanLiteral(word == "true", token.start, token.end)
        case "null":
            return NullLiteral(token.start, token.end)
        case _:
            return NamedValue(token.text, token.start, token.end)
