"""The operators of conditions on plain values (decisions `null-comparison` and `text-equality`).

Written apart from the interpreter's, so that each can be held against the other.
"""

from __future__ import annotations

from datetime import date, datetime, time
from fractions import Fraction
from typing import Final

from ....engine.values import Value

ORDERINGS: Final = ("GreaterThan", "GreaterThanOrEqualTo", "LessThan", "LessThanOrEqualTo")
TEXTS: Final = ("StartsWith", "EndsWith", "Contains")
TWO_VALUED: Final = ("EqualTo", "NotEqualTo", *ORDERINGS, *TEXTS, "In", "NotIn")


class NotComparableError(Exception):
    """The operator has no answer for values of these types."""


def holds(operator: str, left: Value, right: Value) -> bool:
    """Whether `left operator right` holds; for a test such as IsNull, `right` is the answer it has to give.

    Raises NotComparableError for values that the operator cannot compare, or an operator that cannot be judged.
    """
    match operator:
        case "EqualTo":
            return _equal(left, right)
        case "NotEqualTo":
            return not _equal(left, right)
        case "GreaterThan" | "GreaterThanOrEqualTo" | "LessThan" | "LessThanOrEqualTo":
            return left is not None and right is not None and _ordered(operator, left, right)
        case "StartsWith" | "EndsWith" | "Contains":
            return left is not None and right is not None and _text(operator, left, right)
        case "In" | "NotIn":
            inside = _within(left, right) if isinstance(right, tuple) else _equal(left, right)
            return inside is (operator == "In")
        case "Differs" | "Same":
            same = _sort(left) == _sort(right) and left == right
            return same is (operator == "Same")
        case "IsTrue":
            return left is True
        case _:
            return _tested(operator, left) is (right is not False)


def _tested(operator: str, value: Value) -> bool:
    match operator:
        case "IsNull":
            return value is None
        case "IsBlank":
            return value is None or (isinstance(value, str) and value.strip() == "")
        case "IsEmpty":
            return value is None or value == ()
        case "WasSet":
            return value is not None
        case "WasVisited":
            return value is not None and value is not False
        case "WasSelected":
            return value is True
        case "HasError":
            return value == "Error"
        case _:
            raise NotComparableError(f"the operator {operator} cannot be judged")


def _sort(value: Value) -> str:
    for sort, kinds in (
        ("boolean", bool), ("number", Fraction), ("text", str), ("datetime", datetime), ("date", date), ("time", time),
    ):  # fmt: skip
        if isinstance(value, kinds):
            return sort
    return "collection"


def _equal(left: Value, right: Value) -> bool:
    if left is None or right is None:
        return left is None and right is None
    if _sort(left) != _sort(right):
        raise NotComparableError(f"{_sort(left)} cannot be compared with {_sort(right)}")
    return left == right


def _ordered(operator: str, left: Value, right: Value) -> bool:
    sort = _sort(left)
    if sort != _sort(right) or sort in ("boolean", "text", "collection"):
        raise NotComparableError(f"{sort} is not ordered against {_sort(right)}")
    below = bool(left < right)  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue]  # of one ordered sort
    same = bool(left == right)
    match operator:
        case "GreaterThan":
            return not below and not same
        case "GreaterThanOrEqualTo":
            return not below
        case "LessThan":
            return below
        case _:
            return below or same


def _text(operator: str, left: Value, right: Value) -> bool:
    if isinstance(left, tuple) and operator == "Contains":
        return _within(right, left)
    if not isinstance(left, str) or not isinstance(right, str):
        raise NotComparableError(f"{operator} looks at text, and not at {_sort(left)} and {_sort(right)}")
    match operator:
        case "StartsWith":
            return left[: len(right)] == right
        case "EndsWith":
            return right == "" or left[-len(right) :] == right
        case _:
            return right in left


def _within(item: Value, collection: tuple[Value, ...]) -> bool:
    return any(_sort(item) == _sort(found) and item == found for found in collection)
