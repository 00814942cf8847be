"""The operators between values.

Decisions, with their sources ("the published engine" is Salesforce's own, github.com/salesforce/formula-engine):

- `=` holds of null only if both sides are null, `<>` is its negation; every ordering with null is false (decision
  `null-comparison`). Texts are equal if every character is (decision `text-equality`). The published engine takes a
  null for the empty text where the other side is a text; conditions do not, and formulas follow conditions here.
- Null in arithmetic gives null (BinaryMathCommand of the published engine; FormulaBuilder.treatNumericNullAsZero in
  the Apex reference is off by default).
- `&` joins texts, null being the empty text (OperatorConcat of the published engine). `+` does so where a side is text.
- A date plus a number moves by whole days, the number's fraction dropped; a date-time moves to the second, a time by
  milliseconds within its day (OperatorAddOrSubtract of the published engine).
- Numbers are exact: 1/3 stays a third.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from math import trunc
from typing import Final

from ...grammar.formula.tree import Operator
from ..comparison import COMPARISONS
from ..values import EvaluationError, Value, type_word
from .arguments import MAXIMUM_BITS, bounded_number, check_length, number_of, text_of
from .errors import UninterpretedError
from .rounding import half_away

_DAY: Final = timedelta(days=1)
_MILLISECOND: Final = timedelta(milliseconds=1)
_SECONDS: Final = 86400
_MILLISECONDS: Final = 86_400_000


def _add(left: Value, right: Value) -> Value:
    if isinstance(left, str) or isinstance(right, str):
        return _join(left, right, "+")
    if left is None or right is None:
        return None
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return bounded_number(left + right, "+")
    if isinstance(right, Fraction):
        return _moved(left, right, "+")
    if isinstance(left, Fraction) and isinstance(right, date | time):
        return _moved(right, left, "+")
    raise _wrong(left, "+", right)


def _subtract(left: Value, right: Value) -> Value:
    if left is None or right is None:
        return None
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return bounded_number(left - right, "-")
    if isinstance(right, Fraction):
        return _moved(left, -right, "-")
    if left.__class__ is right.__class__:
        return _distance(left, right)
    raise _wrong(left, "-", right)


def _distance(left: Value, right: Value) -> Value:
    if isinstance(left, datetime) and isinstance(right, datetime):
        try:
            return Fraction((left - right) // timedelta(microseconds=1), 1_000_000 * _SECONDS)
        except TypeError:
            raise EvaluationError("one date-time has a time zone and the other has none") from None
    if isinstance(left, date) and isinstance(right, date):
        return Fraction(left.toordinal() - right.toordinal())
    if isinstance(left, time) and isinstance(right, time):
        return Fraction((_since_midnight(left) - _since_midnight(right)) % _DAY // _MILLISECOND)
    raise _wrong(left, "-", right)


def _moved(value: Value, amount: Fraction, operator: str) -> Value:
    try:
        if isinstance(value, datetime):
            return value + timedelta(seconds=half_away(amount * _SECONDS))
        if isinstance(value, date):
            return value + timedelta(days=trunc(amount))
        if isinstance(value, time):
            moved = (_since_midnight(value) + timedelta(milliseconds=trunc(amount) % _MILLISECONDS)) % _DAY
            return (datetime.min + moved).time().replace(tzinfo=value.tzinfo)
    except OverflowError:
        raise EvaluationError(f"{operator} leads out of the calendar: years go from 1 to 9999") from None
    raise _wrong(value, operator, amount)


def _since_midnight(value: time) -> timedelta:
    return timedelta(
        hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond
    )


def _join(left: Value, right: Value, operator: str = "&") -> Value:
    first, second = text_of(left, operator), text_of(right, operator)
    check_length(len(first) + len(second), operator)
    return first + second


def _arithmetic(
    operator: str, calculate: Callable[[Fraction, Fraction], Fraction]
) -> Callable[[Value, Value], Value]:
    def apply(left: Value, right: Value) -> Value:
        first, second = number_of(left, operator), number_of(right, operator)
        if first is None or second is None:
            return None
        return bounded_number(calculate(first, second), operator)

    return apply


def _divide(left: Fraction, right: Fraction) -> Fraction:
    if right == 0:
        raise EvaluationError("division by zero")
    return left / right


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if exponent.denominator != 1:
        raise UninterpretedError("^")
    if base == 0 and exponent < 0:
        raise EvaluationError("division by zero: a negative power of zero")
    if abs(base) == 1:
        return base if exponent.numerator % 2 else Fraction(1)
    size = max(base.numerator.bit_length(), base.denominator.bit_length())
    if (size - 1) * abs(exponent) > MAXIMUM_BITS:
        raise EvaluationError(f"^ makes a number of more than {MAXIMUM_BITS} bits")
    return base**exponent.numerator


def _compare(name: str) -> Callable[[Value, Value], Value]:
    holds = COMPARISONS[name]

    def apply(left: Value, right: Value) -> Value:
        try:
            return holds(left, right)
        except TypeError:
            raise EvaluationError("one date-time has a time zone and the other has none") from None

    return apply


def _wrong(left: Value, operator: str, right: Value) -> EvaluationError:
    return EvaluationError(f"{type_word(left)} {operator} {type_word(right)} has no meaning")


OPERATORS: Final[dict[Operator, Callable[[Value, Value], Value]]] = {
    "=": _compare("EqualTo"),
    "<>": _compare("NotEqualTo"),
    "<": _compare("LessThan"),
    "<=": _compare("LessThanOrEqualTo"),
    ">": _compare("GreaterThan"),
    ">=": _compare("GreaterThanOrEqualTo"),
    "+": _add,
    "-": _subtract,
    "&": _join,
    "*": _arithmetic("*", lambda left, right: left * right),
    "/": _arithmetic("/", _divide),
    "^": _arithmetic("^", _power),
}
"""What each operator makes of two values; `&&` and `||` are not here, they need not look at both."""


def equal(left: Value, right: Value) -> bool:
    """What `=` says of two values."""
    return OPERATORS["="](left, right) is True


def negated(value: Value) -> Value:
    """A number with its sign turned; null stays null."""
    number = number_of(value, "-")
    return None if number is None else -number
