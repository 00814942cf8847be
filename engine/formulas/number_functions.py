"""Functions of numbers. Null in gives null out (UnaryMathCommand, FunctionMin of the published engine)."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor, isqrt
from typing import Final

from ..values import EvaluationError, Value
from .arguments import number_of
from .errors import UninterpretedError
from .function import Arguments, Function
from .rounding import away_from_zero, half_away, towards_zero

_MAXIMUM_PLACES: Final = 100


def _numbers(
    name: str, calculate: Callable[[list[Fraction]], Fraction | int]
) -> Callable[[Arguments], Value]:
    def apply(arguments: Arguments) -> Value:
        given = [number_of(argument, name) for argument in arguments]
        present = [number for number in given if number is not None]
        return Fraction(calculate(present)) if len(present) == len(given) else None

    return apply


def _round(numbers: list[Fraction]) -> Fraction:
    number, places = numbers[0], towards_zero(numbers[1])
    if abs(places) > _MAXIMUM_PLACES:
        raise EvaluationError(f"ROUND to {places} places: at most {_MAXIMUM_PLACES} are possible")
    unit = Fraction(10) ** -places
    return half_away(number / unit) * unit


def _remainder(numbers: list[Fraction]) -> Fraction:
    number, divisor = numbers
    if divisor == 0:
        raise EvaluationError("division by zero in MOD")
    return number - divisor * towards_zero(number / divisor)


def _square_root(numbers: list[Fraction]) -> Fraction:
    number = numbers[0]
    if number < 0:
        raise EvaluationError("SQRT of a negative number")
    root = Fraction(isqrt(number.numerator), isqrt(number.denominator))
    if root * root != number:
        raise UninterpretedError("SQRT")
    return root


def _function(
    name: str, least: int, most: int | None, calculate: Callable[[list[Fraction]], Fraction | int]
) -> tuple[str, Function]:
    return name, Function(least, most, "number", _numbers(name, calculate))


NUMBER_FUNCTIONS: Final[dict[str, Function]] = dict(
    [
        _function("ABS", 1, 1, lambda numbers: abs(numbers[0])),
        _function("CEILING", 1, 1, lambda numbers: away_from_zero(numbers[0])),
        _function("FLOOR", 1, 1, lambda numbers: towards_zero(numbers[0])),
        _function("MAX", 1, None, max),
        _function("MCEILING", 1, 1, lambda numbers: ceil(numbers[0])),
        _function("MFLOOR", 1, 1, lambda numbers: floor(numbers[0])),
        _function("MIN", 1, None, min),
        _function("MOD", 2, 2, _remainder),
        _function("ROUND", 2, 2, _round),
        _function("SQRT", 1, 1, _square_root),
    ]
)
"""By name. The remainder of MOD has the sign of the number divided (FunctionMod of the published engine)."""
