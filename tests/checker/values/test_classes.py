"""Classes of combinations of values, and which of them follow when some values change."""

from __future__ import annotations

from fractions import Fraction

from stageproof.checker.encoding.data.classes import Classes, Trait
from stageproof.checker.encoding.data.key import Key

A, B = Key("field", "a"), Key("output", "b")
ONE, TWO = Fraction(1), Fraction(2)
CLASSES = Classes(
    (A, B),
    ((ONE, None), (ONE, ONE), (ONE, TWO), (TWO, ONE)),
    (
        Trait(frozenset((A,)), (False, False, False, True)),
        Trait(frozenset((B,)), (True, False, False, False)),
        Trait(frozenset((A, B)), (None, 0, -1, 1)),
    ),
)


def test_what_does_not_change_stays() -> None:
    assert CLASSES.images({B}, {B: None}) == (0b0111, 0b0111, 0b0111, 0b1000)


def test_a_value_may_be_ruled_to_be_null_or_not() -> None:
    assert CLASSES.images({B}, {B: False}) == (0b0110, 0b0110, 0b0110, 0b1000)
    assert CLASSES.images({B}, {B: True}) == (0b0001, 0b0001, 0b0001, 0)


def test_where_everything_changes_everything_may_follow() -> None:
    assert CLASSES.images({A, B}, {A: False, B: None}) == (0b1111,) * 4
