"""Where a formula has no value, the error says why and where; what is not worked out is never guessed."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from stageproof.engine.formulas.compile import compile_formula
from stageproof.engine.formulas.errors import FormulaError, UninterpretedError
from stageproof.engine.formulas.functions import FUNCTIONS, LOGIC, uninterpreted_functions
from stageproof.engine.values import Value
from stageproof.grammar.formula.parse import parse_formula
from stageproof.grammar.formula.tokens import FormulaProblem
from stageproof.grammar.formula.tree import Expression

STATE: dict[str, Value] = {
    "yes": True,
    "two": Fraction(2),
    "word": "abc",
    "day": date(2026, 1, 31),
    "moment": datetime(2026, 1, 31, tzinfo=UTC),
    "zoneless": datetime(2026, 1, 31),
    "several": ("a",),
}


def tree_of(expression: str) -> Expression:
    tree = parse_formula(expression)
    assert not isinstance(tree, FormulaProblem), tree
    return tree


def read(name: str) -> Callable[[dict[str, Value]], Value]:
    return lambda state: state[name]


def value_of(expression: str) -> Value:
    return compile_formula(tree_of(expression), read)(STATE)


@pytest.mark.parametrize(
    ("expression", "place", "message"),
    [
        ("1 + two / 0", "two / 0", "division by zero"),
        ("MOD(1, 0)", "MOD(1, 0)", "division by zero"),
        ("0 ^ -1", "0 ^ -1", "division by zero"),
        ("10 ^ 10000", "10 ^ 10000", "more than 4096 bits"),
        ("0.1 ^ 10000", "0.1 ^ 10000", "more than 4096 bits"),
        ("VALUE('1,000')", "VALUE('1,000')", "is no number"),
        ("VALUE('')+VALUE(' 1')", "VALUE(' 1')", "is no number"),
        ("two * word", "two * word", "needs a number, not a text; VALUE"),
        ("word & two", "word & two", "needs a text, not a number; TEXT"),
        ("word + two", "word + two", "needs a text"),
        ("1 + 1 + yes + 1", "1 + 1 + yes", "number + boolean has no meaning"),
        ("day + day", "day + day", "date + date"),
        ("day - moment", "day - moment", "date - datetime"),
        ("2 - day", "2 - day", "number - date"),
        ("day + 9999999", "day + 9999999", "calendar"),
        ("moment + 99999999999999", "moment + 99999999999999", "calendar"),
        ("two = word", "two = word", "cannot be compared"),
        ("word < 'b'", "word < 'b'", "cannot be compared"),
        ("moment < zoneless", "moment < zoneless", "time zone"),
        ("moment - zoneless", "moment - zoneless", "time zone"),
        ("CASE(two, word, 1, 2)", "CASE(two, word, 1, 2)", "cannot be compared"),
        ("IF(two, 1, 2)", "two", "IF needs a boolean, not a number"),
        ("AND(yes, word)", "word", "AND needs a boolean"),
        ("yes && two", "two", "&& needs a boolean"),
        ("NOT(word)", "word", "NOT needs a boolean"),
        ("-word", "-word", "needs a number"),
        ("LEN(two)", "LEN(two)", "LEN needs a text"),
        ("LEFT(word, word)", "LEFT(word, word)", "LEFT needs a number"),
        ("ABS(word)", "ABS(word)", "ABS needs a number"),
        ("YEAR(moment)", "YEAR(moment)", "YEAR needs a date, not a datetime"),
        ("TEXT(yes)", "TEXT(yes)", "TEXT of a boolean"),
        ("DATE(2025, 2, 29)", "DATE(2025, 2, 29)", "no day of the calendar"),
        ("DATE(10 ^ 30, 1, 1)", "DATE(10 ^ 30, 1, 1)", "no day of the calendar"),
        ("DATEVALUE('31.1.2026')", "DATEVALUE('31.1.2026')", "no date as in"),
        ("DATEVALUE(two)", "DATEVALUE(two)", "DATEVALUE of a number"),
        ("ROUND(1, 101)", "ROUND(1, 101)", "at most 100"),
        ("SQRT(-1)", "SQRT(-1)", "negative"),
        ("1 + LEN()", "LEN()", "LEN has 0 arguments, and takes 1"),
        ("MID(word, 1)", "MID(word, 1)", "takes 3"),
        ("FIND(word)", "FIND(word)", "takes 2 to 3"),
        ("MAX()", "MAX()", "takes at least 1"),
        ("AND()", "AND()", "takes at least 1"),
        ("IF(yes, 1)", "IF(yes, 1)", "takes 3"),
        ("CASE(two, 1, 2)", "CASE(two, 1, 2)", "pairs"),
        (
            "SUBSTITUTE(SUBSTITUTE(SUBSTITUTE('"
            + "a" * 1000
            + "', 'a', '"
            + "a" * 999
            + "'), 'a', 'aaa'), 'a', word)",
            "SUBSTITUTE(SUBSTITUTE('" + "a" * 1000 + "', 'a', '" + "a" * 999 + "'), 'a', 'aaa')",
            "more than 1000000 characters",
        ),
    ],
)
def test_an_error_says_what_and_where(expression: str, place: str, message: str) -> None:
    with pytest.raises(FormulaError) as caught:
        value_of(expression)
    assert message in str(caught.value)
    assert expression[caught.value.start : caught.value.end] == place


@pytest.mark.parametrize(
    ("expression", "function"),
    [
        ("TODAY() = day", "TODAY"),
        ("NOW()", "NOW"),
        ("1 + frobnicate(1, 2)", "FROBNICATE"),
        ("two ^ 0.5", "^"),
        ("SQRT(two)", "SQRT"),
        ("TEXT(1 / 3)", "TEXT"),
        ("UPPER(word, 'tr')", "UPPER"),
        ("DATEVALUE(moment)", "DATEVALUE"),
    ],
)
def test_what_is_not_worked_out_is_named(expression: str, function: str) -> None:
    with pytest.raises(UninterpretedError) as caught:
        value_of(expression)
    assert caught.value.function == function


def test_functions_that_are_not_executed_are_known_without_running() -> None:
    tree = tree_of("IF(TODAY() > a, now(), CASE(b, 1, Frobnicate(), MAX(1, TODAY())))")
    assert uninterpreted_functions(tree) == {"TODAY", "NOW", "FROBNICATE"}


def test_every_executed_function_is_not_among_them() -> None:
    calls = ", ".join(f"{name}(1)" for name in sorted(FUNCTIONS.keys() | LOGIC))
    assert uninterpreted_functions(tree_of(f"F({calls})")) == {"F"}


def test_what_is_not_needed_raises_nothing() -> None:
    assert value_of("IF(yes || TODAY() = 1, CASE(1, 1, 'x', 2, NOW(), 1 / 0), word * 2)") == "x"


@pytest.mark.parametrize(
    "nested",
    ["ABS(" * 199 + "1" + ")" * 199, "-" * 199 + "1", "1+(" * 199 + "1" + ")" * 199],
    ids=["functions", "signs", "sums"],
)
def test_the_deepest_formulas_are_evaluated(nested: str) -> None:
    assert isinstance(value_of(nested), Fraction)


@pytest.mark.parametrize("join", ["AND", "OR", "NOT"])
def test_the_deepest_conditions_are_evaluated(join: str) -> None:
    assert isinstance(value_of(f"{join}(" * 99 + "yes" + ")" * 99), bool)


def test_a_formula_of_ten_thousand_characters_is_evaluated() -> None:
    assert value_of("1" + "+1" * 5000) == 5001


def test_references_are_resolved_when_the_formula_is_compiled_and_never_again() -> None:
    asked: list[str] = []

    def read_and_note(name: str) -> Callable[[Fraction], Value]:
        asked.append(name)
        return lambda state: state

    evaluate = compile_formula(tree_of("a + b + a"), read_and_note)
    assert asked == ["a", "b", "a"]
    assert (evaluate(Fraction(2)), evaluate(Fraction(3))) == (6, 9)
    assert asked == ["a", "b", "a"]
