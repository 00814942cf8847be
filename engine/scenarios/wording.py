"""Statements in people's words."""

from __future__ import annotations

from typing import Final, assert_never

from ...grammar.condition import TESTS, Condition
from ...grammar.property import AllOf, AnyOf, Happens, Implication, Negation, Statement
from ...grammar.value import Boolean, FormulaValue, Reference, Text, Value
from ..statuses import label
from ..values import literal, shown

OPERATORS: Final = {
    "EqualTo": "=",
    "NotEqualTo": "<>",
    "GreaterThan": ">",
    "GreaterThanOrEqualTo": ">=",
    "LessThan": "<",
    "LessThanOrEqualTo": "<=",
    "Contains": "contains",
    "StartsWith": "starts with",
    "EndsWith": "ends with",
    "In": "in",
    "NotIn": "not in",
    "IsNull": "null",
    "IsBlank": "blank",
    "IsEmpty": "empty",
    "IsChanged": "changed",
    "WasSet": "set",
    "WasSelected": "selected",
    "WasVisited": "visited",
    "HasError": "erroneous",
}
"""Operators as the language writes them."""


def said(statement: Statement, *, wanted: bool = True) -> str:
    """A statement, or its opposite: "Prepare is In Progress", "not (A is Error or B starts)"."""
    match statement:
        case Condition() | Happens():
            return _atom(statement, wanted=wanted)
        case Negation(part=part):
            return said(part, wanted=not wanted)
        case _ if not wanted:
            return f"not ({said(statement)})"
        case AllOf(parts=parts):
            return " and ".join(_group(part, AllOf | AnyOf | Implication) for part in parts)
        case AnyOf(parts=parts):
            return " or ".join(_group(part, AnyOf | Implication) for part in parts)
        case Implication(premise=premise, conclusion=conclusion):
            return f"{_group(premise, Implication)} implies {_group(conclusion, Implication)}"
        case _:
            assert_never(statement)


def status_of(condition: Condition) -> tuple[str, str] | None:
    """The element and the status of a comparison of a status with one that is written out."""
    if condition.operator in ("EqualTo", "NotEqualTo") and isinstance(condition.right, Text):
        element, dot, last = condition.left.text.rpartition(".")
        if dot and last.casefold() == "status" and "." not in element and not element.startswith("$"):
            return element, condition.right.value
    return None


def written(value: Value | None) -> str:
    """A value as the language writes it."""
    match value:
        case None:
            return "null"
        case Reference(text=text):
            return text
        case FormulaValue(expression=expression):
            return f"formula {shown(expression)}"
        case _:
            return shown(literal(value))


def _atom(statement: Condition | Happens, *, wanted: bool) -> str:
    if isinstance(statement, Happens):
        verb = statement.event if wanted else f"does not {statement.event.removesuffix('s')}"
        return f"{statement.element} {verb}"
    status = status_of(statement)
    if status is not None:
        element, value = status
        is_equal = (statement.operator == "EqualTo") is wanted
        return f"{element} is {'' if is_equal else 'not '}{label(value)}"
    left, word = statement.left.text, OPERATORS.get(statement.operator, statement.operator)
    if statement.operator in TESTS:
        holds = (not isinstance(statement.right, Boolean) or statement.right.value) is wanted
        return f"{left} is {'' if holds else 'not '}{word}"
    text = f"{left} {word} {written(statement.right)}"
    return text if wanted else f"not ({text})"


def _group(part: Statement, kinds: object) -> str:
    text = said(part)
    return f"({text})" if isinstance(part, kinds) else text  # type: ignore[arg-type]  # a union of classes
