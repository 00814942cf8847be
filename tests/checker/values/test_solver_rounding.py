"""Rounding of terms is the interpreter's; what is whole already is not rounded."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor
from typing import Any, Final

import pytest
from asked_conditions import is_so

from stageproof.checker.encoding.data.solving.rounding import (
    away_from_zero,
    down,
    half_away,
    towards_zero,
    up,
    whole,
)
from stageproof.checker.encoding.data.solving.terms import Language
from stageproof.engine.formulas import rounding as executed

LANGUAGE: Final = Language()
Z3: Final = LANGUAGE.z3
X, Y = (Z3.Real(name, LANGUAGE.context) for name in "xy")
INTEGERS: Final = tuple(Z3.Int(name, LANGUAGE.context) for name in "nm")
N, M = map(Z3.ToReal, INTEGERS)
P: Final = Z3.Bool("p", LANGUAGE.context)
ROUNDED: Final[dict[str, tuple[Callable[[Language, Any], Any], Callable[[Fraction], int]]]] = {
    "down": (down, floor),
    "up": (up, ceil),
    "towards zero": (towards_zero, executed.towards_zero),
    "away from zero": (away_from_zero, executed.away_from_zero),
    "half away": (half_away, executed.half_away),
}
NUMBERS: Final = [Fraction(number, 6) for number in range(-18, 19)]


@pytest.mark.parametrize("name", ROUNDED)
def test_a_number_is_rounded_as_the_interpreter_does(name: str) -> None:
    rounded, expected = ROUNDED[name]
    term = rounded(LANGUAGE, X)
    for number in NUMBERS:
        assert is_so(LANGUAGE, term == expected(number), [(X, LANGUAGE.number(number))]), number


@pytest.mark.parametrize("name", ROUNDED)
def test_an_integer_is_not_rounded(name: str) -> None:
    rounded, _ = ROUNDED[name]
    assert rounded(LANGUAGE, N).eq(INTEGERS[0])


WHOLE: Final = {
    "an integer": N,
    "a whole number": LANGUAGE.number(-3),
    "a sum": N + M + 2,
    "a difference": N - M - 2,
    "a product": 3 * N * M,
    "an integer with its sign turned": -N,
    "a choice": Z3.If(P, N, M - 1),
    "a choice by a number that is not whole": Z3.If(X > Y, N, 2),
    "a choice within a sum": Z3.If(P, N * M, M) + N,
}


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_built_of_integers_is_one_and_the_same_number(name: str) -> None:
    term = WHOLE[name]
    found = whole(LANGUAGE, term)
    assert Z3.is_int(found)
    solver = Z3.Solver(ctx=LANGUAGE.context)
    solver.add(Z3.ToReal(found) != term)
    assert str(solver.check()) == "unsat"


@pytest.mark.parametrize(
    "term",
    [X, LANGUAGE.number(Fraction(1, 2)), N + X, N * X, N / 2, N / M, Z3.If(P, N, X), Z3.If(P, X, N), N + Fraction(1, 2)],
    ids=str,
)  # fmt: skip
def test_what_may_have_decimals_is_no_integer(term: Any) -> None:
    assert whole(LANGUAGE, term) is None
