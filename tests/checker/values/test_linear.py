"""What is left of comparisons where a value may be anything."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

import pytest

from stageproof.checker.encoding.data.changes import Change
from stageproof.checker.encoding.data.key import Key
from stageproof.checker.encoding.data.solving import linear
from stageproof.checker.encoding.data.solving.linear import Sum, TooManySumsError, closed, made, sum_of
from stageproof.checker.encoding.data.solving.terms import Language

LANGUAGE: Final = Language()
Z3: Final = LANGUAGE.z3
X, Y = (Z3.Real(name, LANGUAGE.context) for name in "ab")
N, M = (Z3.ToReal(Z3.Int(name, LANGUAGE.context)) for name in "ab")
A, B, C = (Key("field", name) for name in "abc")


def _sum(constant: int, **factors: int) -> Sum:
    return made(
        {Key("field", name): Fraction(factor) for name, factor in factors.items()}, Fraction(constant)
    )


def _change(*keys: Key, missing: tuple[Key, ...] = ()) -> Change:
    return Change(frozenset(keys), frozenset(missing))


def test_sums_that_are_zero_for_the_same_values_are_one() -> None:
    assert _sum(4, a=2, b=-6) == _sum(-2, a=-1, b=3) == _sum(2, a=1, b=-3)
    assert _sum(4, a=2, b=-6) != _sum(3, a=1, b=-3)


def test_two_borders_of_a_value_leave_their_difference() -> None:
    sums = (_sum(0, a=1, b=-1), _sum(-5, a=1))
    assert closed(sums, [_change(A)], ()) == (*sums, _sum(-5, b=1))


def test_a_value_that_does_not_change_leaves_nothing() -> None:
    sums = (_sum(0, a=1, b=-1), _sum(-5, a=1))
    assert closed(sums, [], ()) == sums


def test_a_value_that_is_missing_whenever_another_changes_leaves_nothing() -> None:
    sums = (_sum(0, a=1, b=-1), _sum(-5, a=1))
    assert closed(sums, [_change(A, missing=(B,))], ()) == sums


def test_values_that_change_together_leave_only_what_is_about_others() -> None:
    sums = (_sum(0, a=1, b=-1), _sum(0, b=1, c=-1), _sum(-5, a=1))
    assert set(closed(sums, [_change(A, B)], ())) == {*sums, _sum(-5, c=1)}


def test_integers_need_room_for_one_more() -> None:
    sums = (_sum(0, a=1, b=-1), _sum(-5, a=1))
    assert set(closed(sums, [_change(A)], (A, B))) == {*sums, _sum(-4, b=1), _sum(-5, b=1), _sum(-6, b=1)}


@pytest.mark.parametrize("sums", [(_sum(0, a=2, b=-1),), (_sum(0, a=1, c=-1),)])
def test_an_integer_among_multiples_or_fractions_is_not_settled(sums: tuple[Sum, ...]) -> None:
    with pytest.raises(TooManySumsError, match="an integer is compared"):
        closed(sums, [_change(A)], (A, B))


def test_differences_that_never_come_to_an_end_are_given_up() -> None:
    sums = (_sum(0, a=1, b=-1), _sum(-1, a=1, b=-1), _sum(0, a=1))
    with pytest.raises(TooManySumsError, match="more and more"):
        closed(sums, [_change(A), _change(B)], ())


def test_differences_that_become_too_many_within_one_change_are_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sums = tuple(_sum(-number * number, a=1, b=number) for number in range(1, 5))
    assert len(closed(sums, [_change(A, B)], ())) == 4
    monkeypatch.setattr(linear, "MOST_SUMS", 4)
    with pytest.raises(TooManySumsError, match="more and more"):
        closed(sums, [_change(A, B)], ())


def test_as_many_sums_as_may_be_are_not_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    sums = (_sum(0, a=1, b=-1), _sum(-5, a=1))
    monkeypatch.setattr(linear, "MOST_SUMS", 3)
    assert len(closed(sums, [_change(A)], ())) == 3
    monkeypatch.setattr(linear, "MOST_SUMS", 2)
    with pytest.raises(TooManySumsError, match="more and more"):
        closed(sums, [_change(A)], ())


def test_what_is_left_of_one_change_is_looked_at_by_all_others_again() -> None:
    sums = (_sum(0, a=1, b=-1), _sum(0, b=1, c=-1), _sum(-5, a=1))
    found = closed(sums, [_change(B), _change(A)], ())
    assert set(found) == {*sums, _sum(0, a=1, c=-1), _sum(-5, b=1), _sum(-5, c=1)}


def test_borders_that_are_numbers_leave_nothing() -> None:
    sums = (_sum(-5, a=1), _sum(-7, a=1), _sum(-3, b=2))
    assert closed(sums, [_change(A)], (A,)) == sums


def test_a_sum_is_worked_out_for_values() -> None:
    assert _sum(-5, a=2, b=3).total({A: Fraction(1), B: Fraction(1, 3)}) == -2


def test_a_sum_of_nothing_is_a_number() -> None:
    assert made({}, Fraction(3)) == made({A: Fraction(0)}, Fraction(3)) == Sum((), Fraction(3))


def test_factors_are_whole_and_as_small_as_can_be() -> None:
    one = made({A: Fraction(2, 3), B: Fraction(-5, 6), C: Fraction(0)}, Fraction(1, 7))
    assert one == Sum(((A, Fraction(4)), (B, Fraction(-5))), Fraction(6, 7))


WRITTEN: Final[dict[str, tuple[Any, Any, Sum]]] = {
    "a sum": (X + Y + 2, 5, _sum(-3, a=1, b=1)),
    "a difference": (X - Y - 2, 5, _sum(-7, a=1, b=-1)),
    "a sign": (-X, -Y + 1, _sum(1, a=1, b=-1)),
    "a value on both sides": (3 * X, X + Y, _sum(0, a=2, b=-1)),
    "a value that goes": (X + Y, X + 1, _sum(-1, b=1)),
    "no value": (X + 1, X, Sum((), Fraction(1))),
    "multiples": (3 * (X - Y), 5, made({A: Fraction(3), B: Fraction(-3)}, Fraction(-5))),
    "a number behind": (X * 3, Y, _sum(0, a=3, b=-1)),
    "numbers on both sides": (2 * X * 3 + Y, 5, _sum(-5, a=6, b=1)),
    "a quotient": (X / 4, Y, _sum(0, a=1, b=-4)),
    "a quotient of a product": (X * 3 / 4, Y, _sum(0, a=3, b=-4)),
    "integers": (N + M, 5, _sum(-5, a=1, b=1)),
    "integers as they are": (2 * N.arg(0) - M.arg(0), 5, _sum(-5, a=2, b=-1)),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_comparison_of_sums_is_read_however_it_is_written(name: str) -> None:
    left, right, expected = WRITTEN[name]
    assert sum_of(Z3, left <= right, {"a": A, "b": B}) == expected


@pytest.mark.parametrize(
    "term",
    [
        X * Y,
        X / Y,
        3 / X,
        X / 0,
        Z3.Real("c", LANGUAGE.context),
        Z3.ToReal(Z3.ToInt(X)),
        Z3.If(X > 0, X, Y),
        X * X,
    ],
    ids=str,
)
def test_what_is_no_sum_of_values_times_numbers_is_none(term: Any) -> None:
    assert sum_of(Z3, term + Y <= 5, {"a": A, "b": B}) is None
