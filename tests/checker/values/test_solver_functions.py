"""Functions of formulas of values of all sorts, and of null, are to z3 what they are to the interpreter."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction
from itertools import product
from typing import Final

import pytest
from asked_conditions import Formula, differences

from stageproof.checker.encoding.data.solving.functions import FUNCTIONS
from stageproof.checker.encoding.data.solving.terms import UntranslatableError
from stageproof.engine.formulas.functions import FUNCTIONS as EXECUTED
from stageproof.engine.values import Value

VALUES: Final[dict[str, tuple[Value, ...]]] = {
    "number": (None, Fraction(-5, 2), Fraction(0), Fraction(1), Fraction(7, 2)),
    "integer": (None, Fraction(-3), Fraction(0), Fraction(2)),
    "text": (None, "", "ab", "abab", "b"),
    "boolean": (None, True, False),
    "date": (None, date(2026, 2, 1), date(2026, 2, 3)),
    "datetime": (None, datetime(2026, 2, 1, 12, tzinfo=UTC)),
    "null": (None,),
}
CHOOSING: Final = ("BLANKVALUE", "NULLVALUE")


def _call(name: str, sorts: tuple[str, ...]) -> tuple[str, dict[str, str]]:
    """A function given values of some sorts, with the sorts by name; null is written out."""
    named = dict(zip("xyz", sorts, strict=False))
    text = ", ".join("null" if sort == "null" else name for name, sort in named.items())
    return f"{name}({text})", {name: sort for name, sort in named.items() if sort != "null"}


def _is_put_to_z3(name: str, sorts: tuple[str, ...]) -> bool:
    if name == "DATEVALUE":
        return sorts[0] in ("date", "null")
    if name == "TEXT":
        return sorts[0] in ("integer", "text", "boolean", "null")
    if name in CHOOSING:
        return len({"number" if sort == "integer" else sort for sort in sorts} - {"null"}) < 2
    return name != "ROUND"


def _calls() -> list[tuple[str, int]]:
    return [(name, count) for name in FUNCTIONS for count in range(1, 4) if EXECUTED[name].takes(count)]


@pytest.mark.parametrize(("name", "count"), _calls())
def test_a_function_of_values_of_any_sorts_is_what_it_is_to_the_interpreter(name: str, count: int) -> None:
    sorts = VALUES if count < 3 else ("number", "text", "null")
    for chosen in product(sorts, repeat=count):
        text, there = _call(name, chosen)
        if not there:
            continue
        if _is_put_to_z3(name, chosen):
            given = {one: VALUES[sort] for one, sort in there.items()}
            assert differences(Formula(text, there), given) == [], (text, there)
        else:
            with pytest.raises(UntranslatableError):
                Formula(text, there)


TEXTS: Final = (None, "", "a", "ab", "abc", "ba")
COUNTS: Final = (None, Fraction(-1), Fraction(0), Fraction(3, 2), Fraction(2), Fraction(9))


@pytest.mark.parametrize(
    "text", ["LEFT(x, y)", "RIGHT(x, y)", "MID(x, y, 1)", "MID(x, y, 2.5)", "MID(x, 2, y)"]
)
def test_a_text_is_cut_wherever_the_interpreter_cuts_it(text: str) -> None:
    assert differences(Formula(text, {"x": "text", "y": "number"}), {"x": TEXTS, "y": COUNTS}) == []


NUMBERS: Final = (None, *(Fraction(number, 4) for number in range(-9, 10)))


@pytest.mark.parametrize("places", ["0", "1", "-1", "2", "0.5", "-1.5", "100", "-100"])
def test_a_number_is_rounded_to_places_that_are_written_out(places: str) -> None:
    formula = Formula(f"ROUND(x, {places})", {"x": "number"})
    assert differences(formula, {"x": (*NUMBERS, Fraction(1234, 100), Fraction(-15))}) == []


@pytest.mark.parametrize("places", ["y", "101", "-101", "null", "t"])
def test_a_number_is_not_rounded_to_places_that_are_not_written_out_or_too_many(places: str) -> None:
    with pytest.raises(UntranslatableError, match="ROUND to places"):
        Formula(f"ROUND(x, {places})", {"x": "number", "y": "number", "t": "text"})


def test_a_text_is_not_rounded() -> None:
    assert differences(Formula("ROUND(t, 1)", {"t": "text"}), {"t": TEXTS}) == []


@pytest.mark.parametrize("sort", ["number", "integer"])
@pytest.mark.parametrize("divisor", ["3", "-3", "0", "2.5"])
def test_what_is_left_of_a_division_by_a_number_that_is_written_out(sort: str, divisor: str) -> None:
    numbers = NUMBERS if sort == "number" else tuple(map(Fraction, range(-7, 8)))
    assert differences(Formula(f"MOD(x, {divisor})", {"x": sort}), {"x": numbers}) == []


def test_what_is_left_of_an_integer_is_worked_out_with_integers() -> None:
    formula = Formula("MOD(x, 3)", {"x": "integer"})
    assert formula.language.z3.is_to_real(formula.term.value)
    assert "to_int" not in formula.term.value.sexpr()


@pytest.mark.parametrize("text", ["TEXT(x)", "TEXT(-x * 7)", "TEXT(IF(x > 1, x, 12))"])
def test_an_integer_is_written_in_digits(text: str) -> None:
    assert differences(Formula(text, {"x": "integer"}), {"x": (None, *map(Fraction, range(-11, 12)))}) == []


@pytest.mark.parametrize("text", ["TEXT(x)", "TEXT(x * 2)", "TEXT(x / 2)"])
def test_a_number_that_may_have_decimals_is_not_written(text: str) -> None:
    with pytest.raises(UntranslatableError, match="may have decimals"):
        Formula(text, {"x": "number"})


@pytest.mark.parametrize("chosen", ["x, 1", "x, null", "null, x", "null, null"])
@pytest.mark.parametrize("sort", ["number", "integer"])
def test_a_choice_is_one_or_the_other_and_null_is_of_every_sort(chosen: str, sort: str) -> None:
    formula = Formula(f"IF(c, {chosen})", {"c": "boolean", "x": sort})
    assert differences(formula, {"c": VALUES["boolean"], "x": VALUES[sort]}) == []


def test_a_choice_between_values_of_two_sorts_is_not_put_to_z3() -> None:
    with pytest.raises(UntranslatableError, match="a value that is a number or a text"):
        Formula('IF(c, 1, "a")', {"c": "boolean"})


def test_every_function_is_one_of_the_interpreters() -> None:
    assert FUNCTIONS.keys() <= EXECUTED.keys()
