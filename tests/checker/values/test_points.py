"""The points that stand for all values, the regions that they fall into, and the words for those."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from stageproof.checker.encoding.data.atoms import Atom
from stageproof.checker.encoding.data.classes import Classes, Trait
from stageproof.checker.encoding.data.comparing import NotComparableError, holds
from stageproof.checker.encoding.data.key import Key
from stageproof.checker.encoding.data.meaning import fixed, looked
from stageproof.checker.encoding.data.partition import Regions, merged
from stageproof.checker.encoding.data.points import fits, is_whole, points_of
from stageproof.checker.encoding.data.words import word
from stageproof.engine.values import Value, kept
from stageproof.grammar.contract import Domain
from stageproof.grammar.value import Number, Text

DAY, MOMENT = date(2026, 3, 4), datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
ONE_OF = Domain(base="text", choices=(Text(value="a"), Text(value="b")))
NUMBERED = Domain(base="number", choices=(Number(value=Fraction(1)), Number(value=Fraction(2))))
WORD, OTHER = Key("field", "$record.word"), Key("field", "$record.other")


def numbers(*values: int | str) -> list[Value]:
    """Numbers, and null."""
    return [*(Fraction(value) for value in values), None]


@pytest.mark.parametrize(
    ("domain", "constants", "expected"),
    [
        (Domain(base="integer", low=Fraction(1), high=Fraction(3)), (), numbers(1, 2, 3)),
        (Domain(base="integer", low=Fraction("0.5"), high=Fraction("2.5")), (), numbers(1, 2)),
        (Domain(base="integer", low=Fraction(0), high=Fraction(1)), (Fraction(7),), numbers(0, 1, 7)),
        (Domain(base="integer"), (Fraction(5),), numbers(5, 6, 7, 4)),
        (Domain(base="number"), (), numbers(0, "3/2", -1)),
        (Domain(base="number"), (Fraction(0), Fraction(1)), numbers(0, 1, "1/2", "5/2", -1)),
        (Domain(base="number", low=Fraction(2)), (), numbers(2, "7/2", 1)),
        (Domain(base="number", high=Fraction(2)), (Fraction(2),), numbers(2, "7/2", 1)),
        (Domain(base=""), (Fraction(2),), numbers(2, "7/2", 1)),
        (Domain(base="boolean"), (), [True, False, None]),
        (Domain(base=""), (True,), [True, False, None]),
        (Domain(base="boolean"), ("a",), [True, False, None]),
        (NUMBERED, (Fraction(9),), numbers(1, 2, 9)),
        (Domain(base="text", is_collection=True), ("a", None, ("b",)), [(), ("a",), ("b",), None]),
        (Domain(base="date"), (DAY,), [DAY - timedelta(1), DAY, DAY + timedelta(1), None]),
        (Domain(base="date"), (MOMENT,), [date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 2), None]),
        (Domain(base=""), (DAY,), [DAY - timedelta(1), DAY, DAY + timedelta(1), None]),
        (Domain(base="date"), (date.max,), [date.max - timedelta(1), date.max, None]),
        (
            Domain(base=""),
            (MOMENT,),
            [MOMENT - timedelta(minutes=1), MOMENT, MOMENT + timedelta(minutes=1), None],
        ),
        (
            Domain(base="datetime"),
            (),
            [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=step) for step in (-1, 0, 1)] + [None],
        ),
        (Domain(base="text"), (), ["another text", "", None]),
        (Domain(base=""), (), ["another text", "", None]),
        (Domain(base=""), (None,), ["another text", "", None]),
        (Domain(base="record"), (), ["another text", "", None]),
        (Domain(base="record"), (Fraction(1),), [None]),
        (
            Domain(base="text"),
            ("a", ""),
            ["a", "", "~", "a~", "~a", "~a~", None],
        ),
        (
            Domain(base="text"),
            ("b",),
            ["b", "another text", "", "banother text", "another textb", "another textbanother text", None],
        ),
        (Domain(base="apex"), (), [None]),
    ],
)
def test_points_stand_at_constants_and_between_them(
    domain: Domain, constants: tuple[Value, ...], expected: list[Value]
) -> None:
    assert points_of(domain, constants) == expected


@pytest.mark.parametrize(
    ("domain", "expected"),
    [
        (Domain(base="integer"), numbers(0, 1, 2, 3, 4, -1, -2)),
        (Domain(base="text"), ["another text", "another text 2", "", None]),
        (Domain(base="date"), [*(date(2026, 1, 1) + timedelta(step) for step in range(-2, 3)), None]),
    ],
)
def test_two_values_that_are_compared_have_two_points_in_each_gap(
    domain: Domain, expected: list[Value]
) -> None:
    assert points_of(domain, (), linked=2) == expected


@pytest.mark.parametrize("amount", [Fraction(2), Fraction(-2), Fraction(0)])
def test_a_sum_is_followed_until_it_has_passed_every_point(amount: Fraction) -> None:
    before = points_of(Domain(base="integer"), (Fraction(0), Fraction(8)))
    found = points_of(Domain(base="integer"), (Fraction(0), Fraction(8)), (amount,))
    assert found[-1] is None
    plain = {value for value in before if isinstance(value, Fraction)}
    last = max(plain) + amount if amount > 0 else min(plain) + amount
    wanted = set(plain)
    for value in plain:
        following = value + amount
        while amount and (following <= last if amount > 0 else following >= last):
            wanted.add(following)
            following += amount
    assert {value for value in found if value is not None} == wanted
    assert len(found) == len(wanted) + 1


def test_a_number_that_is_a_constant_too_is_one_point() -> None:
    domain = Domain(base="integer", low=Fraction(1), high=Fraction(3))
    assert points_of(domain, (kept(Fraction(2)),)) == numbers(1, 2, 3)


def test_nothing_is_added_to_what_is_no_number() -> None:
    assert points_of(Domain(base="boolean"), (), (Fraction(1),)) == [True, False, None]


@pytest.mark.parametrize(
    ("value", "domain", "is_inside"),
    [
        (None, Domain(base="text"), True),
        (None, Domain(base="text", nullable=True), True),
        (None, Domain(base="text", nullable=False), False),
        ("a", ONE_OF, True),
        ("c", ONE_OF, False),
        (True, NUMBERED, False),
        (Fraction(1), NUMBERED, True),
        (Fraction(1), Domain(base="integer"), True),
        (Fraction(1, 2), Domain(base="integer"), False),
        (Fraction(1, 2), Domain(base="number"), True),
        (Fraction(1), Domain(base=""), True),
        (Fraction(1), Domain(base="text"), False),
        (Fraction(1), Domain(base="integer", low=Fraction(2)), False),
        (Fraction(2), Domain(base="integer", low=Fraction(2), high=Fraction(2)), True),
        (Fraction(3), Domain(base="integer", high=Fraction(2)), False),
        ("a", Domain(base="text"), True),
        ("a", Domain(base=""), True),
        ("a", Domain(base="record"), True),
        ("a", Domain(base="number"), False),
        ("a", Domain(base="boolean"), False),
        (True, Domain(base="boolean"), True),
        (True, Domain(base="text"), False),
        (DAY, Domain(base="date"), True),
        (MOMENT, Domain(base="date"), False),
        (MOMENT, Domain(base="datetime"), True),
        (DAY, Domain(base="datetime"), False),
        (("a",), Domain(base="text", is_collection=True), True),
        (("a",), Domain(base="number", is_collection=True), False),
    ],
)
def test_a_value_lies_in_what_is_declared(value: Value, domain: Domain, *, is_inside: bool) -> None:
    assert fits(kept(value), domain) is is_inside


@pytest.mark.parametrize(
    ("domain", "whole"),
    [
        (ONE_OF, True),
        (Domain(base="boolean"), True),
        (Domain(base="integer", low=Fraction(0), high=Fraction(128)), True),
        (Domain(base="integer", low=Fraction(0), high=Fraction(129)), False),
        (Domain(base="integer", low=Fraction(0)), False),
        (Domain(base="integer", high=Fraction(0)), False),
        (Domain(base="number", low=Fraction(0), high=Fraction(1)), False),
        (Domain(base="text"), False),
    ],
)
def test_a_domain_is_whole_where_each_value_is_a_point(domain: Domain, *, whole: bool) -> None:
    assert is_whole(domain) is whole


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (["a"], '"a"'),
        (["a", "b"], '"a" or the like'),
        (["a", Fraction(1)], '"a" or the like'),
        (numbers(3, 1, 2)[:-1], "1 … 3"),
        (numbers(3, 1), "1 … 3 or null"),
        (numbers(2), "2 or null"),
    ],
)
def test_values_that_stand_for_each_other_have_one_word(members: list[Value], expected: str) -> None:
    assert word(members) == expected


def test_points_are_merged_where_every_condition_says_the_same_of_them() -> None:
    points = (*map(Fraction, range(6)), None)
    low = Atom("LessThan", looked(WORD), fixed(Fraction(2)))
    other = Atom("LessThan", looked(OTHER), fixed(Fraction(5)))
    every = {WORD: points, OTHER: points}
    assert merged(points, (WORD,), [low, other], every, []).region == (0, 0, 1, 1, 1, 1, 1)

    def more(value: Value) -> Value:
        return min(value + 1, Fraction(5)) if isinstance(value, Fraction) else value

    assert merged(points, (WORD,), [low, other], every, [more]).region == (0, 1, 2, 2, 2, 2, 2)


def test_points_of_values_that_are_compared_with_each_other_are_told_apart_where_any_other_tells_them() -> (
    None
):
    points = (Fraction(0), Fraction(1), Fraction(2))
    atom = Atom("LessThan", looked(WORD), looked(OTHER))
    assert merged(points, (WORD,), [atom], {WORD: points, OTHER: points}, []).region == (0, 1, 2)
    assert merged(points, (WORD,), [atom], {WORD: points, OTHER: (Fraction(0),)}, []).region == (0, 0, 0)
    assert merged(points, (WORD,), [atom], {WORD: points, OTHER: (Fraction(-1),) * 2000}, []).region == (
        0,
        1,
        2,
    )


def test_the_region_of_a_point_is_that_of_a_value_of_its_own_kind() -> None:
    regions = Regions((True, Fraction(1), "1", None), (0, 1, 2, 1))
    assert [regions.of_point(value) for value in (True, Fraction(1), "1", None, False)] == [0, 1, 2, 1, None]
    assert regions.count == 3
    assert regions.members(1) == [Fraction(1), None]
    assert regions.representative(1) == Fraction(1)


def test_classes_that_follow_keep_what_is_true_of_the_values_that_do_not_change() -> None:
    classes = Classes(
        (WORD, OTHER),
        (("a", None), ("a", "x"), (None, None), (None, "x")),
        (
            Trait(frozenset({WORD}), (0, 0, 1, 1)),
            Trait(frozenset({OTHER}), (0, 1, 0, 1)),
            Trait(frozenset({WORD, OTHER}), (0, 1, 2, 3)),
        ),
    )
    assert classes.images([OTHER], {OTHER: None}) == (0b0011, 0b0011, 0b1100, 0b1100)
    assert classes.images([OTHER], {OTHER: True}) == (0b0001, 0b0001, 0b0100, 0b0100)
    assert classes.images([OTHER], {OTHER: False}) == (0b0010, 0b0010, 0b1000, 0b1000)
    assert classes.images([Key("field", "none")], {Key("field", "none"): True}) == (1, 2, 4, 8)
    assert [classes.is_null(number, WORD) for number in range(4)] == [False, False, True, True]


@pytest.mark.parametrize(
    ("operator", "left", "right", "answer"),
    [
        ("Same", Fraction(1, 2), Fraction(2, 4), True),
        ("Same", "ab", "".join(("a", "b")), True),
        ("Same", None, None, True),
        ("Same", None, "", False),
        ("Same", None, (), False),
        ("Differs", True, Fraction(1), True),
        ("Differs", "a", "b", True),
    ],
)
def test_two_values_are_the_same_where_they_are_equal_and_of_one_kind(
    operator: str, left: Value, right: Value, *, answer: bool
) -> None:
    assert holds(operator, left, right) is answer


@pytest.mark.parametrize(
    ("left", "right", "is_in"),
    [
        ("a", "a", True),
        ("a", "b", False),
        ("a", ("b", "a"), True),
        ("a", ("b",), False),
        (None, None, True),
    ],
)
def test_a_value_is_in_what_holds_it_and_in_what_is_equal_to_it(
    left: Value, right: Value, *, is_in: bool
) -> None:
    assert holds("In", left, right) is is_in
    assert holds("NotIn", left, right) is not is_in


@pytest.mark.parametrize(
    ("operator", "left", "right"),
    [
        ("LessThan", "a", "b"),
        ("LessThan", True, False),
        ("LessThan", Fraction(1), DAY),
        ("Contains", Fraction(1), "a"),
        ("StartsWith", ("a",), "a"),
        ("EqualTo", "1", Fraction(1)),
        ("Custom", "a", True),
    ],
)
def test_values_that_cannot_be_compared_have_no_answer(operator: str, left: Value, right: Value) -> None:
    with pytest.raises(NotComparableError):
        holds(operator, left, right)


def test_a_number_beside_integers_stands_at_integers_in_each_gap_too() -> None:
    found = points_of(Domain(base="number"), (), linked=2, is_beside_integers=True)
    assert set(points_of(Domain(base="integer"), (), linked=2)) <= set(found)
    assert set(points_of(Domain(base="number"), (), linked=2)) <= set(found)
