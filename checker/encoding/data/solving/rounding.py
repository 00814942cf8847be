"""Rounding of terms (`engine/formulas/rounding.py`)."""

from __future__ import annotations

from typing import Any

from .terms import Language


def whole(language: Language, number: Any) -> Any:
    """A term as one of integers, where it is built of such by sums, products and choices; None where it is not."""
    z3 = language.z3
    return _whole(language, z3.simplify(number))


def _whole(language: Language, term: Any) -> Any:
    """The same of a term that is simplified: there a difference is a sum of products."""
    z3 = language.z3
    if z3.is_rational_value(term):
        return language.whole(term.numerator_as_long()) if term.denominator_as_long() == 1 else None
    if z3.is_to_real(term):
        return term.arg(0)
    is_choice = z3.is_app_of(term, z3.Z3_OP_ITE)
    parts = [_whole(language, part) for part in (term.children()[1:] if is_choice else term.children())]
    if not parts or any(part is None for part in parts):
        return None
    if is_choice:
        return z3.If(term.arg(0), *parts)
    if z3.is_add(term):
        return z3.Sum(parts)
    return z3.Product(parts) if z3.is_mul(term) else None


def down(language: Language, number: Any) -> Any:
    """The whole number at or below."""
    exact = whole(language, number)
    return language.z3.ToInt(number) if exact is None else exact


def up(language: Language, number: Any) -> Any:
    """The whole number at or above."""
    exact = whole(language, number)
    return -language.z3.ToInt(-number) if exact is None else exact


def towards_zero(language: Language, number: Any) -> Any:
    """The whole number next to it towards zero."""
    exact = whole(language, number)
    if exact is not None:
        return exact
    return language.z3.If(number < 0, up(language, number), down(language, number))


def away_from_zero(language: Language, number: Any) -> Any:
    """The whole number next to it away from zero."""
    exact = whole(language, number)
    if exact is not None:
        return exact
    return language.z3.If(number < 0, down(language, number), up(language, number))


def half_away(language: Language, number: Any) -> Any:
    """The nearest whole number, a half going away from zero."""
    exact = whole(language, number)
    if exact is not None:
        return exact
    half = language.number(1) / 2
    return language.z3.If(number < 0, up(language, number - half), down(language, number + half))
