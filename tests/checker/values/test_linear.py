"""What is left of comparisons where a value may be anything."""

from __future__ import annotations

from fractions import Fraction

import pytest

from stageproof.checker.encoding.data.changes import Change
from stageproof.checker.encoding.data.key import Key
from stageproof.checker.encoding.data.solving.linear import Sum, TooManySumsError, closed, made

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
