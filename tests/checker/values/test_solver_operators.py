"""Operators of formulas between values of all sorts, and of null, are to z3 what they are to the interpreter."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction
from itertools import product
from typing import Final

import pytest
from asked_conditions import Formula, differences, is_so, key

from stageproof.checker.encoding.data.solving.operators import LARGEST_POWER, OPERATORS, truth_of
from stageproof.checker.encoding.data.solving.terms import LAST_TICK, Language, UntranslatableError
from stageproof.engine.values import Value

VALUES: Final[dict[str, tuple[Value, ...]]] = {
    "number": (None, Fraction(-5, 2), Fraction(0), Fraction(3)),
    "integer": (None, Fraction(-2), Fraction(0), Fraction(3)),
    "text": (None, "", "a", "b"),
    "boolean": (None, True, False),
    "date": (None, date(2026, 2, 1), date(2026, 2, 3), date.max),
    "datetime": (None, datetime(2026, 2, 1, 12, tzinfo=UTC), datetime(1, 1, 1, tzinfo=UTC)),
    "null": (None,),
}
PAIRS: Final = list(product(VALUES, repeat=2))
BETWEEN: Final = [symbol for symbol in OPERATORS if symbol != "^"]


def _between(symbol: str, left: str, right: str) -> tuple[Formula, dict[str, tuple[Value, ...]]]:
    """An operator between two values of some sorts, and values for it; null is written out."""
    sides = {"x": left, "y": right}
    text = symbol.join(f" {name} " if sort != "null" else " null " for name, sort in sides.items())
    there = {name: sort for name, sort in sides.items() if sort != "null"}
    return Formula(text, there), {name: VALUES[sort] for name, sort in there.items()}


@pytest.mark.parametrize("symbol", BETWEEN)
def test_an_operator_between_values_of_any_sorts_is_what_it_is_to_the_interpreter(symbol: str) -> None:
    for left, right in PAIRS:
        formula, values = _between(symbol, left, right)
        assert differences(formula, values) == [], (left, right)


@pytest.mark.parametrize("symbol", ["=", "<>", "<", "<=", ">", ">="])
def test_integers_are_compared_as_integers(symbol: str) -> None:
    formula, _ = _between(symbol, "integer", "integer")
    assert "to_real" not in formula.term.value.sexpr()


@pytest.mark.parametrize("sort", [sort for sort in VALUES if sort not in ("null", "text")])
@pytest.mark.parametrize("exponent", ["0", "1", "3"])
def test_a_small_power_is_what_it_is_to_the_interpreter(sort: str, exponent: str) -> None:
    assert differences(Formula(f"x ^ {exponent}", {"x": sort}), {"x": VALUES[sort]}) == []


@pytest.mark.parametrize(
    "power", ["x ^ y", "x ^ 0.5", "x ^ -1", f"x ^ {LARGEST_POWER + 1}", "t ^ 2", "x ^ null", "x ^ t"]
)
def test_another_power_is_not_put_to_z3(power: str) -> None:
    with pytest.raises(UntranslatableError, match="a small whole number"):
        Formula(power, {"x": "number", "y": "number", "t": "text"})


def test_the_largest_power_is_put_to_z3() -> None:
    formula = Formula(f"x ^ {LARGEST_POWER}", {"x": "number"})
    assert formula.solved({key("x"): Fraction(2)}) == 2**LARGEST_POWER


@pytest.mark.parametrize("sign", "-+")
@pytest.mark.parametrize("sort", VALUES)
def test_a_sign_before_a_value_of_any_sort_is_what_it_is_to_the_interpreter(sign: str, sort: str) -> None:
    name, sorts = ("null", {}) if sort == "null" else ("x", {"x": sort})
    assert differences(Formula(f"{sign}{name}", sorts), {"x": VALUES[sort]}) == []


@pytest.mark.parametrize("symbol", "+-")
def test_a_moment_may_be_moved_as_far_as_the_calendar_goes_and_no_further(symbol: str) -> None:
    formula = Formula(f"w {symbol} x", {"w": "datetime", "x": "number"})
    ends = (datetime(1, 1, 1, tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
    second = Fraction(1, 86400)
    far = (LAST_TICK // 1_000_000) * second
    amounts = [
        amount * sign
        for amount in (Fraction(0), second / 2, second / 3, far, far + second)
        for sign in (1, -1)
    ]
    assert differences(formula, {"w": ends, "x": amounts}) == []


@pytest.mark.parametrize("symbol", "+-")
def test_a_day_may_be_moved_as_far_as_the_calendar_goes_and_no_further(symbol: str) -> None:
    formula = Formula(f"d {symbol} x", {"d": "date", "x": "number"})
    far = date.max.toordinal() - date.min.toordinal()
    amounts = [
        Fraction(amount * sign, 2)
        for amount in (0, 1, 2, 3, 2 * far, 2 * far + 1, 2 * far + 2)
        for sign in (1, -1)
    ]
    assert differences(formula, {"d": (date.min, date.max), "x": amounts}) == []


def test_only_a_truth_that_is_there_and_holds_is_true() -> None:
    language = Language()
    truth = language.unknown("c", "boolean")
    for null, value in product((True, False), repeat=2):
        chosen = [
            (truth.null, language.true if null else language.false),
            (truth.value, language.true if value else language.false),
        ]
        assert is_so(language, truth_of(language, truth), chosen) is (value and not null)
    assert truth_of(language, language.constant(Fraction(1))).eq(language.false)
