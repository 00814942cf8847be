"""A tree written as a formula again."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from .tokens import quoted
from .tree import (
    LEVELS,
    BooleanLiteral,
    Call,
    Chain,
    Expression,
    NamedValue,
    NullLiteral,
    NumberLiteral,
    Signed,
    TextLiteral,
)


def formula_text(expression: Expression) -> str:
    """The formula of a tree, with the fewest parentheses; `parse_formula` gives the same tree back.

    References stand in `{!…}`, texts in double quotes. Numbers are finite decimals without a sign, as they are in
    every tree that was parsed; another one raises `ValueError`.
    """
    match expression:
        case TextLiteral(value=text):
            return quoted(text)
        case NumberLiteral(value=number):
            return _digits(number)
        case BooleanLiteral(value=truth):
            return "true" if truth else "false"
        case NullLiteral():
            return "null"
        case NamedValue(name=name):
            return f"{{!{name}}}"
        case Signed(operator=prefix, operand=operand):
            return prefix + _grouped(operand, isinstance(operand, Chain))
        case Chain(first=first, rest=rest):
            level = LEVELS[rest[0][0]]
            written = [_grouped(first, _is_looser(first, level))]
            for operator, operand in rest:
                written += (operator, _grouped(operand, _is_looser(operand, level)))
            return " ".join(written)
        case Call(function=function, arguments=arguments):
            return f"{function}({', '.join(map(formula_text, arguments))})"
        case _:
            assert_never(expression)


def _is_looser(expression: Expression, level: int) -> bool:
    return isinstance(expression, Chain) and LEVELS[expression.rest[0][0]] <= level


def _grouped(expression: Expression, group: bool) -> str:
    text = formula_text(expression)
    return f"({text})" if group else text


def _digits(number: Fraction) -> str:
    places = 0
    while number.denominator != 1 and places <= number.denominator:
        number, places = number * 10, places + 1
    if number.denominator != 1 or number < 0:
        raise ValueError(f"{number} is no number a formula can write")
    if places == 0:
        return str(number.numerator)
    digits = str(number.numerator).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}"
