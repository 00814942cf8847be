"""Rounding, exactly.

Sources: ROUND rounds a half away from zero (formula reference, ROUND); FLOOR and CEILING of a negative number go
towards and away from zero, MFLOOR and MCEILING down and up (formula reference and FunctionFloor, FunctionMFloor of
Salesforce's published formula engine).
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor


def half_away(number: Fraction) -> int:
    """The nearest whole number, a half going away from zero."""
    return _signed(number, floor(abs(number) + Fraction(1, 2)))


def towards_zero(number: Fraction) -> int:
    """The whole number next to it towards zero."""
    return _signed(number, floor(abs(number)))


def away_from_zero(number: Fraction) -> int:
    """The whole number next to it away from zero."""
    return _signed(number, ceil(abs(number)))


def _signed(number: Fraction, size: int) -> int:
    return -size if number < 0 else size
