"""Rounding of terms (`engine/formulas/rounding.py`)."""

from __future__ import annotations

from typing import Any

from .terms import Language


def down(language: Language, number: Any) -> Any:
    """The whole number at or below."""
    return language.z3.ToInt(number)


def up(language: Language, number: Any) -> Any:
    """The whole number at or above."""
    return -language.z3.ToInt(-number)


def towards_zero(language: Language, number: Any) -> Any:
    """The whole number next to it towards zero."""
    return language.z3.If(number < 0, up(language, number), down(language, number))


def away_from_zero(language: Language, number: Any) -> Any:
    """The whole number next to it away from zero."""
    return language.z3.If(number < 0, down(language, number), up(language, number))


def half_away(language: Language, number: Any) -> Any:
    """The nearest whole number, a half going away from zero."""
    half = language.number(1) / 2
    return language.z3.If(number < 0, up(language, number - half), down(language, number + half))
