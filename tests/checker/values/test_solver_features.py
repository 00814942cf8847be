"""What conditions tell values apart by: sums, questions about single values, and texts that may be the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

import pytest
from asked_conditions import asked, key, together, total

from stageproof.checker.encoding.data.solving import features as module
from stageproof.checker.encoding.data.solving.features import Features, Local, features_of, unknown
from stageproof.checker.encoding.data.solving.terms import Language, Term, UntranslatableError
from stageproof.engine.values import Value

A, B, T, U, V, W = (key(name) for name in "abtuvw")
SORTS: Final = {"a": "number", "b": "number", "t": "text", "u": "text", "v": "text", "w": "text", "i": "integer", "j": "integer", "c": "boolean", "d": "date"}  # fmt: skip


def _features(*formulas: str, few: Mapping[str, Sequence[Value]] | None = None) -> Features:
    one = together(*formulas, **SORTS)
    conditions = [term for _, answer in one.questions for term in (answer.true, answer.error)]
    return features_of(
        one.language, conditions, one.terms, {key(name): values for name, values in (few or {}).items()}
    )


def _asked_alone(found: Features) -> set[tuple[str, str]]:
    """What is asked of single values, as they and as z3 write it."""
    return {(local.key.name, " ".join(str(local.term).split())) for local in found.locals}


def test_only_what_speaks_of_some_values_is_about_them() -> None:
    found = Features(
        (total(0, a=1, b=-1), total(0, d=1)),
        (Local(A, "of a"), Local(T, "of t")),
        ((T, U), (V, W)),
    )
    assert found.about((A, B)) == Features((total(0, a=1, b=-1),), (found.locals[0],), ())
    assert found.about((T, U)) == Features((), (found.locals[1],), ((T, U),))
    assert found.about((V, W, key("d"))) == Features((total(0, d=1),), (), ((V, W),))


def test_a_comparison_of_numbers_is_a_sum() -> None:
    assert _features("a > b + 3") == Features((total(-3, a=1, b=-1),))


def test_a_comparison_of_days_is_a_sum() -> None:
    found = _features("d - DATE(2026, 2, 1) > 3")
    (one,) = found.sums
    assert (one.keys, found.locals) == ((key("d"),), ())


def test_every_part_of_a_condition_tells_values_apart() -> None:
    found = _features("OR(AND(a > 1, NOT(b > 2)), i = 3, IF(c, a > 4, b > 5))")
    borders = ((-1, A), (-2, B), (-3, key("i")), (-4, A), (-5, B))
    assert set(found.sums) == {total(border, **{one.name: 1}) for border, one in borders}
    assert _asked_alone(found) == {("c", "c")}


def test_every_condition_tells_values_apart_and_each_way_once() -> None:
    assert set(_features("a > 1", "b > 2", "a > 1 && b > 2").sums) == {total(-1, a=1), total(-2, b=1)}


def test_truths_are_compared_by_what_is_asked_of_them() -> None:
    assert set(_features("(a > 1) = (b > 2)").sums) == {total(-1, a=1), total(-2, b=1)}


def test_what_is_settled_and_which_values_are_null_tell_nothing_more() -> None:
    assert _features("true", "ISNULL(a)", "1 > 2", "ISNULL(a) || ISNULL(t)") == Features()


def test_a_comparison_of_numbers_alone_tells_nothing() -> None:
    assert _features("a - a > 3") == Features()


def test_a_choice_within_a_comparison_is_looked_at_both_ways_with_its_condition() -> None:
    found = _features("IF(b > 7, a, 2 * a) > 4")
    assert set(found.sums) == {total(-7, b=1), total(-4, a=1), total(-2, a=1)}


def test_what_is_asked_of_one_value_and_is_no_sum_is_asked_of_it_alone() -> None:
    found = _features("FLOOR(a) = 3", 'CONTAINS(t, "x")', "c", "MOD(i, 3) = 1")
    assert {one.keys for one in found.sums} <= {(A,), (key("i"),)}
    assert found.pairs == ()
    assert {name for name, _ in _asked_alone(found)} == {"a", "t", "c", "i"}


def test_a_text_that_is_compared_with_a_text_that_is_written_out_is_asked_about_alone() -> None:
    found = _features('t = "x"')
    assert found.pairs == ()
    assert {name for name, _ in _asked_alone(found)} == {"t"}


def test_texts_that_are_compared_may_be_the_same() -> None:
    assert _features("t = u").pairs == ((T, U),)
    assert _features("u = t").pairs == ((T, U),)


def test_texts_that_are_compared_with_the_same_text_are_compared_with_each_other() -> None:
    assert _features("t = u", "u = w").pairs == ((T, U), (T, W), (U, W))
    assert set(_features("t = u", "v = w").pairs) == {(T, U), (V, W)}
    assert set(_features("t = u", "v = w", "t = w").pairs) == {(T, U), (T, V), (T, W), (U, V), (U, W), (V, W)}


def test_what_is_asked_of_a_text_is_asked_of_all_that_are_compared_with_it_and_of_no_other() -> None:
    found = _features("t = u", 'CONTAINS(t, "x")', "v = w", 'BEGINS(w, "y")', "FLOOR(a) = 3")
    told = {(name, text) for name, text in _asked_alone(found) if name != "a"}
    assert told == {
        ("t", 'Contains(t, "x")'),
        ("u", 'Contains(u, "x")'),
        ("v", 'PrefixOf("y", v)'),
        ("w", 'PrefixOf("y", w)'),
    }


def test_a_value_of_few_is_looked_at_one_by_one_where_it_is_asked_about_with_another() -> None:
    found = _features("CONTAINS(t, u)", few={"u": ["x", "y"]})
    assert found.pairs == ()
    assert _asked_alone(found) == {
        ("t", 'Contains(t, "x")'),
        ("t", 'Contains(t, "y")'),
        ("u", '"" == u'),
        ("u", 'u == "x"'),
        ("u", 'u == "y"'),
    }


def test_a_value_of_few_is_asked_about_alone_as_others_are() -> None:
    assert _asked_alone(_features('CONTAINS(u, "x")', few={"u": ["x", "y"]})) == {("u", 'Contains(u, "x")')}


def test_an_integer_of_few_is_looked_at_one_by_one() -> None:
    found = _features("MOD(i + j, 3) = 1", few={"j": [Fraction(2), Fraction(4)]})
    told = {one for one in found.sums if one.keys == (key("j"),)}
    assert {total(-2, j=1), total(-4, j=1)} <= told
    assert {name for name, _ in _asked_alone(found)} == {"i"}


def test_a_number_of_few_is_looked_at_one_by_one() -> None:
    found = _features("a * b > 6", few={"b": [Fraction(2), Fraction(1, 2)]})
    assert set(found.sums) == {total(-2, b=1), made_half(), total(-3, a=1), total(-12, a=1)}
    assert found.locals == ()


def made_half() -> Any:
    """Whether b is a half."""
    return replace(total(0, b=1), constant=Fraction(-1, 2))


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("a * b > 3", r"^\* of several values$"),
        ("a / b > 3", r"^/ of several values$"),
        ("FLOOR(a + b) = 3", "^rounding of several values$"),
        ("MOD(i, j) = 3", r"^\* of several values$"),
        ("MOD(i + j, 2) = 1", "^MOD of several values$"),
        ("CONTAINS(t, u)", "^CONTAINS of several values$"),
        ("BEGINS(t, u)", "^BEGINS of several values$"),
        ('t & u = "ab"', "^& of several values$"),
        ("FLOOR(a) > FLOOR(b) * a", r"^\* of several values$"),
        ("LEN(t) > a", "^a comparison of several values$"),
        ("FLOOR(a) = b", "^a comparison of several values$"),
    ],
)
def test_what_is_asked_of_several_values_together_and_is_no_sum_is_named(formula: str, words: str) -> None:
    with pytest.raises(UntranslatableError, match=words):
        _features(formula)


def test_a_condition_with_too_many_parts_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_VARIANTS", 1)
    assert len(_features("a = 1 || b = 2").sums) == 2
    with pytest.raises(UntranslatableError, match="too many parts"):
        _features(" || ".join(f"a = {number}" for number in range(16)))


def _entangled(language: Language, number: Any, depth: int) -> Any:
    """A number with so many remainders in one another, each of the one below, twice."""
    for _ in range(depth):
        number = number % (number + 3)
    return language.z3.ToReal(number)


def test_a_part_that_stands_at_very_many_places_is_looked_at_once() -> None:
    language = Language()
    term: Term = language.unknown("i", "number", is_whole=True)
    (local,) = features_of(
        language, [_entangled(language, term.value.arg(0), 60) > 5], {key("i"): term}, {}
    ).locals
    assert local.key == key("i")


def test_behind_an_integer_stands_a_whole_variable() -> None:
    one = asked("a > 1", a="number", i="integer")
    assert str(unknown(one.language, one.terms[key("i")])) == "i"
    assert one.language.z3.is_int(unknown(one.language, one.terms[key("i")]))
    assert unknown(one.language, one.terms[A]).eq(one.terms[A].value)
