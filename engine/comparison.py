"""The operators of conditions (decisions `null-comparison` and `text-equality`)."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

from .values import EvaluationError, Value, type_word


def equal(left: Value, right: Value) -> bool:
    """`=`: both null, or values of one type that are the same; text exactly."""
    if left is None or right is None:
        return left is right
    if not _alike(left, right):
        raise _incomparable(left, right)
    return left == right


def _alike(left: Value, right: Value) -> bool:
    return left.__class__ is right.__class__ or (isinstance(left, Fraction) and isinstance(right, Fraction))


def _ordering(holds: Callable[[Any, Any], bool]) -> Callable[[Value, Value], bool]:
    def ordered(left: Value, right: Value) -> bool:
        if left is None or right is None:
            return False
        if not _alike(left, right) or isinstance(left, bool | str | tuple):
            raise _incomparable(left, right)
        return holds(left, right)

    return ordered


def _contains(left: Value, right: Value) -> bool:
    if left is None or right is None:
        return False
    if isinstance(left, tuple):
        return any(item == right and _alike(item, right) for item in left)
    return _texts(left, right, str.__contains__)


def _starts_with(left: Value, right: Value) -> bool:
    return left is not None and right is not None and _texts(left, right, str.startswith)


def _ends_with(left: Value, right: Value) -> bool:
    return left is not None and right is not None and _texts(left, right, str.endswith)


def _is_in(left: Value, right: Value) -> bool:
    return _contains(right, left) if isinstance(right, tuple) else equal(left, right)


def _texts(left: Value, right: Value, holds: Callable[[str, str], bool]) -> bool:
    if not isinstance(left, str) or not isinstance(right, str):
        raise _incomparable(left, right)
    return holds(left, right)


def _incomparable(left: Value, right: Value) -> EvaluationError:
    return EvaluationError(f"{type_word(left)} cannot be compared with {type_word(right)}")


def is_blank(value: Value) -> bool:
    """Null, or text of nothing but white space."""
    return value is None or (isinstance(value, str) and not value.strip())


def is_empty(value: Value) -> bool:
    """Null, or a collection without items."""
    return value is None or value == ()


COMPARISONS: Final[dict[str, Callable[[Value, Value], bool]]] = {
    "EqualTo": equal,
    "NotEqualTo": lambda left, right: not equal(left, right),
    "GreaterThan": _ordering(lambda left, right: left > right),
    "GreaterThanOrEqualTo": _ordering(lambda left, right: left >= right),
    "LessThan": _ordering(lambda left, right: left < right),
    "LessThanOrEqualTo": _ordering(lambda left, right: left <= right),
    "Contains": _contains,
    "StartsWith": _starts_with,
    "EndsWith": _ends_with,
    "In": _is_in,
    "NotIn": lambda left, right: not _is_in(left, right),
}
"""Operators of two values, by API value."""

TESTS: Final[dict[str, Callable[[Value], bool]]] = {
    "IsNull": lambda value: value is None,
    "IsBlank": is_blank,
    "IsEmpty": is_empty,
    "WasSet": lambda value: value is not None,
}
"""Operators that test one value; the right side is the boolean the test has to give."""


def truth(value: Value) -> bool:
    """A boolean as a condition reads it; null is false."""
    return value is True


def number(value: int) -> Fraction:
    """A whole number as a value."""
    return Fraction(value)
