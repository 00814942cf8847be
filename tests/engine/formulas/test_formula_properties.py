"""Whatever a formula is made of, it has a value of the type that was told, or an error that says why not."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from stageproof.engine.formulas.compile import compile_formula
from stageproof.engine.formulas.errors import FormulaError, UninterpretedError
from stageproof.engine.formulas.functions import FUNCTIONS, LOGIC, uninterpreted_functions
from stageproof.engine.formulas.result_type import result_type
from stageproof.engine.values import Value, type_word
from stageproof.grammar.formula.parse import parse_formula
from stageproof.grammar.formula.text import formula_text
from stageproof.grammar.formula.tokens import FormulaProblem
from stageproof.grammar.formula.tree import (
    LEVELS,
    Call,
    Chain,
    Expression,
    NamedValue,
    NullLiteral,
    NumberLiteral,
    Operator,
    Prefix,
    Signed,
    TextLiteral,
)

STATE: dict[str, Value] = {
    "yes": True,
    "many": Fraction(10**30),
    "third": Fraction(-1, 3),
    "word": "2026-02-28",
    "nothing": None,
    "day": date(2026, 1, 31),
    "last": date(9999, 12, 31),
    "moment": datetime(2026, 1, 31, tzinfo=UTC),
    "zoneless": datetime(1, 1, 1),
    "clock": time(12),
    "several": ("a", Fraction(1)),
}
OPERATORS: list[Operator] = list(LEVELS)
PREFIXES: list[Prefix] = ["-", "+", "!"]
LEAVES: st.SearchStrategy[Expression] = st.one_of(
    st.sampled_from(["", "a", "-1.5", "1e99", "2024-02-29"]).map(TextLiteral),
    st.sampled_from([0, 1, 2, 500, 10**9]).map(lambda value: NumberLiteral(Fraction(value))),
    st.just(NullLiteral()),
    st.sampled_from(sorted(STATE)).map(NamedValue),
)


@st.composite
def calls(draw: st.DrawFn, inside: st.SearchStrategy[Expression]) -> Expression:
    name = draw(st.sampled_from(sorted(FUNCTIONS.keys() | LOGIC | {"TODAY"})))
    least = FUNCTIONS[name].least if name in FUNCTIONS else {"IF": 3, "CASE": 4}.get(name, 1)
    return Call(name, tuple(draw(st.lists(inside, min_size=least, max_size=least + draw(st.integers(0, 2))))))


TREES: st.SearchStrategy[Expression] = st.recursive(
    LEAVES,
    lambda inside: st.one_of(
        st.builds(Signed, st.sampled_from(PREFIXES), inside),
        st.builds(
            lambda first, operator, second: Chain(first, ((operator, second),)),
            inside,
            st.sampled_from(OPERATORS),
            inside,
        ),
        calls(inside),
    ),
    max_leaves=12,
)


def read(name: str) -> Callable[[dict[str, Value]], Value]:
    return lambda state: state[name]


def type_of(name: str) -> str:
    return type_word(STATE[name])


def outcome(tree: Expression) -> Value | FormulaError | UninterpretedError:
    try:
        return compile_formula(tree, read)(STATE)
    except (FormulaError, UninterpretedError) as error:
        return error


@given(TREES)
def test_a_formula_has_a_value_of_its_type_or_an_error_inside_it(tree: Expression) -> None:
    text = formula_text(tree)
    parsed = parse_formula(text)
    assert not isinstance(parsed, FormulaProblem)
    match outcome(parsed):
        case UninterpretedError() as error:
            assert error.function in uninterpreted_functions(parsed) | FUNCTIONS.keys() | {"^"}
        case FormulaError() as error:
            assert 0 <= error.start < error.end <= len(text)
            assert str(error)
        case value:
            assert value is None or result_type(parsed, type_of) in (None, type_word(value))


@given(TREES)
def test_a_formula_has_the_same_outcome_each_time(tree: Expression) -> None:
    assert repr(outcome(tree)) == repr(outcome(tree))
