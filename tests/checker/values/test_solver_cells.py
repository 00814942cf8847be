"""Cells of values: what z3 is told of each is what was worked out without it, and every one is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any, Final

import pytest
from asked_conditions import NUMBERS, TEXTS, asked, every, is_so, key, together

from stageproof.checker.encoding.data.questions import Question
from stageproof.checker.encoding.data.solving import cells as module
from stageproof.checker.encoding.data.solving.cells import (
    Asked,
    Cell,
    Cells,
    WrongTranslationError,
    given,
    solver_of,
    written,
)
from stageproof.checker.encoding.data.solving.terms import FIRST_DAY, LAST_DAY, Language, UntranslatableError
from stageproof.engine.values import Value

A, B = key("a"), key("b")
INTEGERS: Final[tuple[Value, ...]] = (None, Fraction(-1), Fraction(0), Fraction(1), Fraction(2))
DAYS: Final[tuple[Value, ...]] = (None, date(2026, 2, 1), date(2026, 2, 2), date(2026, 2, 4))
TRUTHS: Final[tuple[Value, ...]] = (None, True, False)


def _of_days(one: Asked) -> Asked:
    values = [term.value for term in one.terms.values()]
    return replace(
        one, bounds=[bound for value in values for bound in (value >= FIRST_DAY, value <= LAST_DAY)]
    )


def _cases() -> dict[str, tuple[Asked, list[tuple[Value, ...]]]]:
    """What is asked, with values that lie in every cell."""
    return {
        "numbers": (asked("a > b", "a = 1 && b < 2", a="number", b="number"), list(every(NUMBERS, NUMBERS))),
        "integers": (asked("2 * a > b", "MOD(a, 2) = 1", a="integer", b="integer"), list(every(INTEGERS, INTEGERS))),
        "an error": (asked('AND(a > 0, t < "b")', a="number", t="text"), list(every(NUMBERS, TEXTS))),
        "texts": (asked('CONTAINS(t, "a")', "t = u", t="text", u="text"), list(every(TEXTS, TEXTS))),
        "days": (_of_days(asked("d > e", "d - e = 3", d="date", e="date")), list(every(DAYS, DAYS))),
        "a truth": (asked("IF(b, a > 0, a < 0)", a="number", b="boolean"), list(every(NUMBERS, TRUTHS))),
    }  # fmt: skip


NAMES: Final = ("numbers", "integers", "an error", "texts", "days", "a truth")


def _pairs(one: Asked, values: Sequence[Value]) -> list[tuple[Any, Any]]:
    return [pair for name, value in zip(one.terms, values, strict=True) for pair in given(one, name, value)]


@pytest.mark.parametrize("name", NAMES)
def test_z3_takes_values_for_those_of_their_own_cell_and_of_no_other(name: str) -> None:
    one, values = _cases()[name]
    cells = Cells(one)
    found = dict.fromkeys(cells.cell(each) for each in values)
    for cell in found:
        term = cells.term(cell)
        for each in values:
            assert is_so(one.language, term, _pairs(one, each)) is (cells.cell(each) == cell), (cell, each)


def test_a_cell_says_all_that_its_values_have_in_common() -> None:
    one = asked("a > b", "MOD(a, 2) = 1", 'AND(a > 0, "b" < "c")', a="integer", b="number")
    cells = Cells(one)
    assert [local.key for local in one.features.locals] == [A]
    assert [len(each.parts) for each in one.features.sums] == [1, 2]
    assert cells.cell((Fraction(3), Fraction(0))) == Cell(
        (False, False), (1, 1), (True,), (), (True, True, None)
    )
    assert cells.cell((Fraction(0), Fraction(1))) == Cell(
        (False, False), (0, -1), (False,), (), (False, False, False)
    )
    assert cells.cell((Fraction(2), None)) == Cell(
        (False, True), (1, None), (False,), (), (False, False, None)
    )
    assert cells.cell((None, None)) == Cell((True, True), (None, None), (None,), (), (False, False, False))


def test_texts_are_the_same_or_not_only_where_both_are_there() -> None:
    cells = Cells(asked("t = u", t="text", u="text"))
    same = [
        cells.cell(values).same for values in (("a", "a"), ("a", "b"), ("a", None), (None, "a"), (None, None))
    ]
    assert same == [(True,), (False,), (None,), (None,), (None,)]


@pytest.mark.parametrize("name", NAMES)
def test_z3_finds_every_cell_that_values_are_in(name: str) -> None:
    one, values = _cases()[name]
    found = Cells(one).all(())
    cells = Cells(one)
    assert {cells.cell(each) for each in values} <= found.keys()
    assert all(cells.cell(each) == cell for cell, each in found.items())


def test_the_first_values_that_were_tried_stand_for_their_cell() -> None:
    one = asked("a > 3", a="number")
    tried = [(Fraction(22, 7),), (Fraction(1, 9),), (Fraction(31, 7),), (Fraction(2, 9),)]
    found = list(Cells(one).all(tried).values())
    assert found[:2] == tried[:2]
    assert sorted(values[0] for values in found[2:] if values[0] is not None) == [3]
    assert len(found) == 4


def test_what_the_domains_rule_out_is_in_no_cell() -> None:
    one = asked("a > 3", a="number")
    bounds = (one.language.negation(one.terms[A].null), one.terms[A].value < 3)
    ((values,)) = Cells(replace(one, bounds=bounds)).all(()).values()
    assert values[0] is not None
    assert values[0] < Fraction(3)  # type: ignore[operator]  # it is a number


def test_values_with_others_are_found_within_a_cell() -> None:
    one = asked("a > b", a="number", b="number")
    cells = Cells(one)
    above, equal, alone = (
        cells.cell(values) for values in ((Fraction(2), Fraction(1)), (Fraction(1),) * 2, (Fraction(0), None))
    )
    found = cells.within(above, {B: Fraction(50)})
    assert found is not None
    assert (found[B], cells.cell(tuple(found.values()))) == (50, above)
    assert cells.within(equal, {A: Fraction(50)}) == {A: 50, B: 50}
    assert cells.within(equal, {A: Fraction(50), B: Fraction(51)}) is None
    assert cells.within(alone, {A: Fraction(50), B: None}) == {A: 50, B: None}
    assert cells.within(equal, {A: None}) is None
    assert cells.within(alone, {B: Fraction(1)}) is None


def test_a_null_that_is_given_is_the_only_value_there() -> None:
    one = asked("a > b", a="number", b="number")
    cells = Cells(replace(one, features=replace(one.features, sums=()), questions=()))
    nulls = Cell((True, False), (), (), (), ())
    found = cells.within(nulls, {A: None})
    assert found is not None
    assert (found[A], found[B] is None) == (None, False)


@pytest.mark.parametrize("tried", [[(Fraction(5),)], []])
def test_values_that_z3_takes_for_others_are_noticed(
    monkeypatch: pytest.MonkeyPatch, tried: list[tuple[Value]]
) -> None:
    truth = Question.truth
    monkeypatch.setattr(Question, "truth", lambda one, values: not truth(one, values))
    one = asked("a > 3", a="number")
    with pytest.raises(WrongTranslationError, match="z3 takes"):
        Cells(replace(one, bounds=(one.terms[A].value == 5,))).all(tried)


def test_wrong_values_that_are_tried_are_noticed_before_z3_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Question, "truth", lambda _, values: values[A] is None)
    monkeypatch.setattr(module, "solver_of", Silent)
    with pytest.raises(WrongTranslationError, match="z3 takes"):
        Cells(asked("a > 3", a="number")).all([(Fraction(5),)])


class Silent:
    """A solver that finds nothing."""

    def __init__(self, _: Asked) -> None:
        pass

    def add(self, *_: Any) -> None:
        pass

    def check(self) -> str:
        return "unsat"


def test_questions_that_take_more_than_the_budget_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STEPS", 1)
    with pytest.raises(UntranslatableError, match="more steps than the budget"):
        Cells(together("a * b = 7", a="number", b="number")).all(())


def test_more_cells_than_can_be_looked_at_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    one = asked("a > 1", a="number")
    assert len(Cells(one).all(())) == 4
    monkeypatch.setattr(module, "MOST_CELLS", 3)
    with pytest.raises(UntranslatableError, match="more than 3 combinations"):
        Cells(one).all(())


def test_every_solver_has_a_budget_of_steps_and_time_and_a_fixed_seed() -> None:
    told: dict[str, int] = {}

    class Solver:
        def __init__(self, ctx: object) -> None:
            del ctx

        def set(self, name: str, value: int) -> None:
            told[name] = value

    class Z3:
        Solver: type

    Z3.Solver = Solver
    language = Language()
    language.z3 = Z3
    solver_of(replace(asked("a > 3", a="number"), language=language))
    assert told == {"rlimit": module.STEPS, "timeout": module.MILLISECONDS, "random_seed": 0}


def test_what_z3_does_not_settle_of_a_single_value_is_given_up() -> None:
    cells = Cells(asked("1 / a > 1", a="number"))
    assert cells.cell((Fraction(1, 2),)).answers == (True,)
    with pytest.raises(UntranslatableError, match="of 0"):
        cells.cell((Fraction(0),))


def test_a_sum_is_written_as_it_is_worked_out() -> None:
    one = asked("2 * a - b / 3 > 5", "d - e > 4", a="number", b="integer", d="date", e="date")
    values = (Fraction(7, 2), Fraction(9), date(2026, 2, 5), date(2026, 2, 1))
    days = (Fraction(value.toordinal()) if isinstance(value, date) else value for value in values)
    numbers = dict(zip(one.terms, days, strict=True))
    for each in one.features.sums:
        equal = written(one, each) == one.language.number(each.total(numbers))
        assert is_so(one.language, equal, _pairs(one, values))
    assert len(one.features.sums) == 2
