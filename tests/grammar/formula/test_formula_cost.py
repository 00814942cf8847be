"""A formula twice as long costs twice as much, in calls counted, whatever it is made of."""

import sys
from types import FrameType

import pytest

from stageproof.grammar.formula.parse import parse_formula
from stageproof.grammar.formula.text import formula_text
from stageproof.grammar.formula.tokens import FormulaProblem


def calls_to_read(expression: str) -> int:
    count = 0

    def profile(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        parsed = parse_formula(expression)
    finally:
        sys.setprofile(None)
    assert not isinstance(parsed, FormulaProblem)
    assert formula_text(parsed)
    return count


@pytest.mark.parametrize(
    "repeated",
    ["1 + 2 * 3 = 4 && ", "'a\\n' & ", "IF(a, (1), -2) + ", "/* note */ 1 - ", "{!Step.Outputs.x} ^ 2 || "],
)
def test_twice_the_formula_costs_twice_the_calls(repeated: str) -> None:
    times = 10_000 // len(repeated)
    short, long = calls_to_read(repeated * times + "1"), calls_to_read(repeated * times * 2 + "1")
    assert long < short * 2.05


def test_an_argument_list_of_ten_thousand_values_is_read() -> None:
    assert calls_to_read("MAX(" + "1, " * 9_999 + "1)") < calls_to_read("MAX(" + "1, " * 999 + "1)") * 10.5
