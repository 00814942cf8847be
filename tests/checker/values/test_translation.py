"""What z3 is told of a formula is what the interpreter makes of it: values, null and errors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from stageproof.checker.encoding.data.comparing import NotComparableError, holds
from stageproof.checker.encoding.data.key import Key
from stageproof.checker.encoding.data.meaning import Slot, looked
from stageproof.checker.encoding.data.solving.functions import FUNCTIONS
from stageproof.checker.encoding.data.solving.terms import Language, Term, UntranslatableError
from stageproof.checker.encoding.data.solving.translation import Reading, Translator
from stageproof.engine.formulas.compile import compile_formula
from stageproof.engine.values import EvaluationError, Value, kept
from stageproof.grammar.formula.parse import parse_formula
from stageproof.grammar.formula.tokens import FormulaProblem
from stageproof.grammar.formula.tree import Call, subexpressions

NAMES: Final = {
    "n": "number", "m": "number", "i": "number", "t": "text", "u": "text", "b": "boolean", "d": "date", "e": "date",
    "w": "datetime",
}  # fmt: skip
KEYS: Final = {name: Key("input", name) for name in NAMES}
ERROR: Final = "an error"

numbers = st.one_of(
    st.integers(-12, 12).map(Fraction), st.fractions(min_value=-12, max_value=12, max_denominator=4)
)
texts = st.sampled_from(("", " ", "a", "ab", "ba", "AB", "é", "a\\u", "10", "𝔸b"))
days = st.dates(date(2026, 1, 28), date(2026, 3, 2)) | st.sampled_from((date.min, date.max))
moments = st.datetimes(
    datetime(2026, 1, 31), datetime(2026, 2, 2), timezones=st.just(UTC)
)  # Hypothesis wants them so
values = st.fixed_dictionaries(
    {
        "n": st.none() | numbers,
        "m": st.none() | numbers,
        "i": st.none() | st.integers(-30, 30).map(Fraction),
        "t": st.none() | texts,
        "u": st.none() | texts,
        "b": st.none() | st.booleans(),
        "d": st.none() | days,
        "e": st.none() | days,
        "w": st.none() | moments,
    }
)


def _call(name: str, *arguments: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*arguments).map(lambda inner: f"{name}({', '.join(inner)})")


def _between(
    operators: str, left: st.SearchStrategy[str], right: st.SearchStrategy[str]
) -> st.SearchStrategy[str]:
    return st.tuples(left, st.sampled_from(operators.split()), right).map(
        lambda parts: f"({' '.join(parts)})"
    )


def _mostly(usual: st.SearchStrategy[str], other: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.integers(0, 30).flatmap(lambda number: other if number == 30 else usual)


def _formulas(depth: int) -> dict[str, st.SearchStrategy[str]]:
    """Formulas by the type of their value; now and then one of another type stands where it should not."""
    base = {
        "number": st.sampled_from(("n", "m", "i", "0", "1", "2.5", "7", "null")),
        "text": st.sampled_from(("t", "u", '"a"', '""', '"ab"', "null")),
        "boolean": st.sampled_from(("b", "true", "false", "null")),
        "day": st.sampled_from(("d", "e", "DATE(2026, 2, 1)", "null")),
        "moment": st.just("w"),
    }
    if depth == 0:
        return base
    inner = _formulas(depth - 1)
    loose = st.one_of(*inner.values())
    inner = {sort: _mostly(found, loose) for sort, found in inner.items()}
    number, text, truth, day, moment = inner.values()
    places = st.sampled_from(("0", "1", "-1", "2.7"))
    made = {
        "number": [
            _between("+ - * /", number, number),
            _between("-", day, day),
            _between("-", moment, moment),
            st.tuples(number, st.sampled_from(("2", "3", "0"))).map(
                lambda parts: f"({parts[0]} ^ {parts[1]})"
            ),
            *(_call(name, number) for name in ("ABS", "CEILING", "FLOOR", "MCEILING", "MFLOOR")),
            *(_call(name, number, number) for name in ("MAX", "MIN", "MOD")),
            _call("ROUND", number, places),
            _call("LEN", text),
            _call("WEEKDAY", day),
            number.map(lambda inside: f"(-{inside})"),
        ],
        "text": [
            _between("& +", text, text),
            _call("LEFT", text, number),
            _call("RIGHT", text, number),
            _call("MID", text, number, number),
            _call("TEXT", text),
            _call("TEXT", st.sampled_from(("i", "(i * 2)", "LEN(t)", "FLOOR(n)"))),
        ],
        "boolean": [
            _between("= <> < <= > >=", number, number),
            _between("= <>", text, text),
            _between("= <> < >=", day, day),
            _between("< = >", moment, moment),
            _between("= <>", truth, truth),
            _between("&& ||", truth, truth),
            *(_call(name, text, text) for name in ("BEGINS", "CONTAINS", "ISPICKVAL")),
            *(_call(name, loose) for name in ("ISBLANK", "ISNULL")),
            _call("AND", truth, truth, truth),
            _call("OR", truth, truth),
            _call("NOT", truth),
            truth.map(lambda inside: f"(!{inside})"),
        ],
        "day": [_between("+ -", day, number), _call("DATEVALUE", day)],
        "moment": [_between("+ -", moment, number)],
    }
    either = {
        sort: [
            _call("IF", truth, found, found),
            _call("CASE", number, number, found, number, found, found),
            _call("BLANKVALUE", found, found),
            _call("NULLVALUE", found, found),
        ]
        for sort, found in inner.items()
    }
    return {sort: st.one_of(base[sort], *made[sort], *either[sort]) for sort in base}


formulas = st.one_of(*_formulas(2).values())


def _executed(text: str, given_values: Mapping[str, Value]) -> object:
    tree = parse_formula(text)
    assert not isinstance(tree, FormulaProblem), text

    def read(name: str) -> Callable[[Mapping[str, Value]], Value]:
        return lambda state: state[name]

    try:
        value = compile_formula(tree, read)(given_values)
    except EvaluationError:
        return ERROR
    return kept(value)


def _unknowns(language: Language) -> dict[Key, Term]:
    return {KEYS[name]: language.unknown(name, sort, is_whole=name == "i") for name, sort in NAMES.items()}


def _solved(text: str, given_values: Mapping[str, Value]) -> object:
    """What z3 makes of the formula where the unknowns have these values."""
    language = Language()
    terms = _unknowns(language)
    tree = parse_formula(text)
    assert not isinstance(tree, FormulaProblem)
    slots: dict[Slot, Term] = {KEYS[name]: terms[KEYS[name]] for name in NAMES}
    reading = Reading(Translator(language, terms, {}), slots, {})
    found = reading.expression(tree, {name: looked(key) for name, key in KEYS.items()})
    return _read(language, terms, given_values, found)


def _read(
    language: Language, terms: Mapping[Key, Term], given_values: Mapping[str, Value], found: Term
) -> object:
    solver: Any = language.z3.Solver(ctx=language.context)
    for name, value in given_values.items():
        term = terms[KEYS[name]]
        if value is None:
            solver.add(term.null)
        else:
            solver.add(language.z3.Not(term.null), term.value == language.constant(value).value)
    assert str(solver.check()) == "sat"
    model = solver.model()
    if language.z3.is_true(model.eval(found.error, model_completion=True)):
        return ERROR
    return None if found.sort == "null" else kept(language.found(found, model))


@settings(max_examples=500)
@given(formulas, values)
def test_every_formula_means_the_same_to_z3(text: str, given_values: dict[str, Value]) -> None:
    try:
        solved = _solved(text, given_values)
    except UntranslatableError:
        return
    executed = _executed(text, given_values)
    assert (solved.__class__, solved) == (executed.__class__, executed)


def test_every_function_that_z3_knows_is_drawn() -> None:
    found = {
        part.function
        for sort in _formulas(1).values()
        for text in _samples(sort)
        for part in subexpressions(_tree(text))
        if isinstance(part, Call)
    }
    assert set(FUNCTIONS) - found == set()


def _tree(text: str) -> Any:
    return parse_formula(text)


def _samples(strategy: st.SearchStrategy[str]) -> list[str]:
    drawn: list[str] = []

    @settings(max_examples=200, database=None, derandomize=True)
    @given(strategy)
    def draw(text: str) -> None:
        drawn.append(text)

    draw()
    return drawn


OPERATORS: Final = (
    "EqualTo", "NotEqualTo", "GreaterThan", "GreaterThanOrEqualTo", "LessThan", "LessThanOrEqualTo", "StartsWith",
    "EndsWith", "Contains", "In", "NotIn", "Differs", "Same", "IsTrue", "IsNull", "IsBlank", "IsEmpty", "WasSet",
    "WasVisited", "WasSelected", "HasError",
)  # fmt: skip


@settings(max_examples=300)
@given(st.sampled_from(OPERATORS), st.sampled_from(sorted(NAMES)), st.sampled_from(sorted(NAMES)), values)
def test_every_operator_of_conditions_means_the_same_to_z3(
    operator: str, left: str, right: str, given_values: dict[str, Value]
) -> None:
    language = Language()
    terms = _unknowns(language)
    answer = Translator(language, terms, {}).condition(operator, terms[KEYS[left]], terms[KEYS[right]])
    solved = _read(language, terms, given_values, Term("boolean", answer.true, language.false, answer.error))
    try:
        expected: object = holds(operator, given_values[left], given_values[right])
    except NotComparableError:
        expected = ERROR
    assert solved == expected
