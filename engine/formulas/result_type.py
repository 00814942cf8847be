"""The type of a formula's value, before it is run."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, reduce
from typing import assert_never

from ...grammar.formula.tree import (
    BooleanLiteral,
    Call,
    Chain,
    Expression,
    NamedValue,
    NullLiteral,
    NumberLiteral,
    Operator,
    Signed,
    TextLiteral,
)
from .functions import FUNCTIONS

_TIMES = ("date", "datetime", "time")


def result_type(tree: Expression, type_of: Callable[[str], str | None]) -> str | None:
    """The word for the type of a formula's value as `type_word` gives it, null where it cannot be told.

    `type_of` gives the types of references. A value of the type may still be null. Where a formula has no value, as a
    text times a number, the type is what it would be or unknown: types are told here, not checked.
    """
    match tree:
        case TextLiteral():
            return "text"
        case NumberLiteral():
            return "number"
        case BooleanLiteral():
            return "boolean"
        case NullLiteral():
            return "null"
        case NamedValue(name=name):
            return type_of(name)
        case Signed(operator=operator):
            return "boolean" if operator == "!" else "number"
        case Chain(first=first, rest=rest):
            if rest[0][0] in ("+", "-", "&"):
                return _sum(first, rest, type_of)
            return "number" if rest[0][0] in ("^", "*", "/") else "boolean"
        case Call():
            return _of_call(tree, type_of)
        case _:
            assert_never(tree)


def _sum(
    first: Expression, rest: tuple[tuple[Operator, Expression], ...], type_of: Callable[[str], str | None]
) -> str | None:
    left = result_type(first, type_of)
    for operator, operand in rest:
        left = _added(left, operator, result_type(operand, type_of))
    return left


def _added(left: str | None, operator: Operator, right: str | None) -> str | None:
    if operator == "&" or (operator == "+" and "text" in (left, right)):
        return "text"
    if left in _TIMES and right in _TIMES:
        return "number" if operator == "-" else None
    if left in _TIMES:
        return left if right == "number" else None
    if right in _TIMES:
        return right if operator == "+" and left == "number" else None
    return left if left == right else None


def _of_call(tree: Call, type_of: Callable[[str], str | None]) -> str | None:
    arguments = tree.arguments
    match tree.function:
        case "AND" | "OR":
            return "boolean"
        case "IF":
            results = arguments[1:]
        case "CASE":
            results = (*arguments[2:-1:2], *arguments[-1:])
        case "BLANKVALUE" | "NULLVALUE":
            results = arguments
        case name:
            return FUNCTIONS[name].result if name in FUNCTIONS else None
    types = list(map(partial(result_type, type_of=type_of), results))
    return reduce(_common, types) if types else None


def _common(left: str | None, right: str | None) -> str | None:
    if left == "null":
        return right
    return left if right in ("null", left) else None
