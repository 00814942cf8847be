"""Values that nothing tells apart give the same answers: that is asked, and what z3 says is worked out without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Final

import pytest
from asked_conditions import NUMBERS, asked, key

from stageproof.checker.encoding.data.classes import Classes
from stageproof.checker.encoding.data.questions import Question
from stageproof.checker.encoding.data.solving import cells as cells_module
from stageproof.checker.encoding.data.solving import settling as module
from stageproof.checker.encoding.data.solving.cells import Asked, WrongTranslationError
from stageproof.checker.encoding.data.solving.features import Features
from stageproof.checker.encoding.data.solving.settling import agree, settle
from stageproof.checker.encoding.data.solving.terms import UntranslatableError
from stageproof.engine.values import Value

A, B, T, U = (key(name) for name in "abtu")
SORTS: Final = {"a": "number", "b": "number", "t": "text", "u": "text", "i": "integer"}
SETTLED: Final[dict[str, str]] = {
    "a sum of one value": "a > 3",
    "a sum of two": "a = 2 * b",
    "an integer": "i + a > 3",
    "a question about a single value": 'CONTAINS(t, "x")',
    "whether texts are the same": "t = u",
    "which are null": "ISNULL(a)",
    "an error": 'IF(ISNULL(a), t < "x", a > 3)',
    "no value": "1 > 2",
}


def _settle(one: Asked, features: Features) -> None:
    settle(one, {question.atom: features for question, _ in one.questions})


@pytest.mark.parametrize("name", SETTLED)
def test_what_tells_values_apart_settles_the_answers(name: str) -> None:
    one = asked(SETTLED[name], **SORTS)
    _settle(one, one.features)


@pytest.mark.parametrize(
    ("formula", "missing"),
    [("a > 3", "sums"), ("a = 2 * b", "sums"), ('CONTAINS(t, "x")', "locals"), ("t = u", "pairs"), ("MOD(i, 3) = 1", "locals")],
)  # fmt: skip
def test_where_what_tells_values_apart_is_missing_the_answers_are_not_settled(
    formula: str, missing: str
) -> None:
    one = asked(formula, **SORTS)
    empty = Features()
    less = Features(
        *(getattr(empty if part == missing else one.features, part) for part in ("sums", "locals", "pairs"))
    )
    with pytest.raises(UntranslatableError, match="more than can be told apart"):
        _settle(one, less)


def test_whether_judging_it_is_an_error_is_settled_too() -> None:
    one = asked("t < a || t > a", **SORTS)
    _settle(one, Features())
    other = asked('AND(a > 3, t < "x")', **SORTS)
    with pytest.raises(UntranslatableError, match="more than can be told apart"):
        _settle(other, Features())


def test_only_values_that_the_domains_allow_are_told_apart() -> None:
    one = asked("a > 3", **SORTS)
    with pytest.raises(UntranslatableError):
        _settle(one, Features())
    _settle(replace(one, bounds=(one.terms[A].value < 3,)), Features())


def test_what_takes_more_than_the_budget_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells_module, "STEPS", 1)
    one = asked("a > b", **SORTS)
    with pytest.raises(UntranslatableError, match="more steps than the budget"):
        _settle(one, one.features)


def _classes(**values: Sequence[Value]) -> Classes:
    """Each combination of values as a class; nothing is said of what they have in common."""
    return Classes(tuple(map(key, values)), tuple(product(*values.values())), ())


AGREED: Final = ("a > b", 'IF(ISNULL(a), t < "x", a > 3)', "t = u")


def test_values_that_z3_and_the_interpreter_take_for_the_same_agree() -> None:
    texts = (None, "x", "y")
    agree(
        asked(*AGREED, **SORTS),
        [_classes(a=NUMBERS, b=NUMBERS), _classes(t=texts, u=texts), _classes(i=[None])],
    )


@pytest.mark.parametrize("wrong", [True, False, None])
def test_one_combination_of_values_that_is_taken_for_another_is_noticed(
    monkeypatch: pytest.MonkeyPatch, wrong: bool | None
) -> None:
    truth = Question.truth
    where = {True: (Fraction(0), None), False: (Fraction(4), None), None: (Fraction(4), "y")}[wrong]

    def mistaken(one: Question, values: dict[object, Value]) -> bool | None:
        return wrong if (values[A], values[T]) == where else truth(one, values)  # type: ignore[arg-type]  # they are keys

    monkeypatch.setattr(Question, "truth", mistaken)
    one = asked('IF(ISNULL(a), t < "x", a > 3)', a="number", t="text")
    parts = [_classes(a=(None, Fraction(0), Fraction(4))), _classes(t=(None, "y"))]
    with pytest.raises(WrongTranslationError, match="z3 takes"):
        agree(one, parts)


def test_of_many_combinations_so_many_are_worked_out_as_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[object] = []
    truth = Question.truth

    def counted(one: Question, values: dict[object, Value]) -> bool | None:
        looked_at.append(dict(values))
        return truth(one, values)  # type: ignore[arg-type]  # they are keys

    monkeypatch.setattr(Question, "truth", counted)
    monkeypatch.setattr(module, "MOST_COMPARED", 10)
    numbers = tuple(map(Fraction, range(7)))
    agree(asked("a > b", a="number", b="number"), [_classes(a=numbers), _classes(b=numbers)])
    assert len(looked_at) == 10
