"""Conditions and formulas are read for z3 as the interpreter judges them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction
from itertools import product
from typing import Any, Final

import pytest
from asked_conditions import Formula, differences, is_so, key, unknowns, worked

from stageproof.checker.encoding.data.atoms import Atom
from stageproof.checker.encoding.data.comparing import TWO_VALUED, NotComparableError, holds
from stageproof.checker.encoding.data.key import Key
from stageproof.checker.encoding.data.meaning import Failing, Joined, Operand, fixed, looked
from stageproof.checker.encoding.data.questions import Question
from stageproof.checker.encoding.data.solving.terms import Language, Term, UntranslatableError
from stageproof.checker.encoding.data.solving.translation import MOST_CASES, Translator
from stageproof.checker.encoding.statuses import StatusTerm
from stageproof.engine.values import EvaluationError, Value

T: Final = key("t")
VALUES: Final[dict[str, tuple[Value, ...]]] = {
    "number": (None, Fraction(0), Fraction(5, 2)),
    "text": (None, "", "a", "ab", "ba", " \t", "Error"),
    "boolean": (None, True, False),
    "date": (None, date(2026, 2, 1), date(2026, 2, 3)),
    "datetime": (None, datetime(2026, 2, 1, 12, tzinfo=UTC)),
}
TESTED: Final = ("IsNull", "IsBlank", "IsEmpty", "WasSet", "WasVisited", "WasSelected", "HasError")


def _pairs(language: Language, term: Term, value: Value) -> list[tuple[Any, Any]]:
    """What a value puts in the place of an unknown."""
    null = (term.null, language.true if value is None else language.false)
    return [null] if value is None else [null, (term.value, language.constant(value).value)]


@pytest.mark.parametrize("operator", [*TWO_VALUED, "Differs", "Same"])
def test_a_comparison_of_values_of_any_sorts_is_judged_as_the_interpreter_does(operator: str) -> None:
    for left, right in product(VALUES, repeat=2):
        language = Language()
        terms = unknowns(language, {"x": left, "y": right})
        answer = Translator(language, terms, {}).condition(operator, *terms.values())
        for values in product(VALUES[left], VALUES[right]):
            given = [
                pair
                for term, value in zip(terms.values(), values, strict=True)
                for pair in _pairs(language, term, value)
            ]
            found = None if is_so(language, answer.error, given) else is_so(language, answer.true, given)
            try:
                expected: bool | None = holds(operator, *values)
            except NotComparableError:
                expected = None
            assert found is expected, (left, right, values)


@pytest.mark.parametrize("operator", [*TESTED, "IsTrue"])
@pytest.mark.parametrize("wanted", [True, False, None, Fraction(1)])
def test_a_test_of_a_value_has_to_give_the_answer_that_is_written_out(operator: str, wanted: Value) -> None:
    for sort, values in VALUES.items():
        language = Language()
        (term,) = unknowns(language, {"x": sort}).values()
        answer = Translator(language, {}, {}).condition(operator, term, language.constant(wanted))
        for value in values:
            given = _pairs(language, term, value)
            assert not is_so(language, answer.error, given)
            assert is_so(language, answer.true, given) is holds(operator, value, wanted), (sort, value)


@pytest.mark.parametrize("operator", ["Differs", "Same"])
def test_two_nulls_that_are_written_out_are_the_same(operator: str) -> None:
    language = Language()
    null = language.nothing()
    assert is_so(language, Translator(language, {}, {}).condition(operator, null, null).true) is (
        operator == "Same"
    )


@pytest.mark.parametrize("operator", ["EqualTo", "IsNull", "Same", "IsTrue", "Contains"])
def test_a_condition_on_what_is_an_error_is_one_and_never_holds(operator: str) -> None:
    language = Language()
    answer = Translator(language, {}, {}).condition(
        operator, language.nothing(language.true), language.constant("a")
    )
    assert is_so(language, answer.error)
    assert not is_so(language, answer.true)


def test_an_operator_that_cannot_be_judged_is_not_put_to_z3() -> None:
    language = Language()
    with pytest.raises(UntranslatableError, match="the operator Likes"):
        Translator(language, {}, {}).condition("Likes", language.constant("a"), language.constant("b"))


def test_blank_is_every_text_of_nothing_but_blank_characters() -> None:
    language = Language()
    blanks = [chr(number) for number in range(0x3100) if chr(number).isspace()]
    (term,) = unknowns(language, {"x": "text"}).values()
    true = Translator(language, {}, {}).condition("IsBlank", term, language.constant(True)).true
    for text in (*blanks, "".join(blanks), "", "a", " a ", "\x00", "\u200b", "_"):
        assert is_so(language, true, _pairs(language, term, text)) is (text.strip() == ""), repr(text)


STATUS: Final = StatusTerm(0, ("Completed", None))


@pytest.mark.parametrize("status", STATUS.values)
def test_a_question_is_about_its_values_and_one_of_the_statuses(status: Value) -> None:
    language = Language()
    terms = unknowns(language, {"t": "text", "u": "text"})
    atom = Atom("EqualTo", looked(T), looked(STATUS))
    answer = Translator(language, terms, {}).question(Question(atom, {STATUS: status}))
    for value in (None, "Completed", "Error"):
        assert is_so(language, answer.true, _pairs(language, terms[T], value)) is (value == status)


FAILING: Final = Operand((), lambda _: _fail(), (), Failing())


def _fail() -> Value:
    raise EvaluationError("always")


def test_what_always_fails_is_an_error() -> None:
    assert differences(Formula(FAILING, {}), {}) == []


def _joined(*pieces: str | Operand) -> Operand:
    """A text with values in it."""
    read = [piece for piece in pieces if isinstance(piece, Operand)]
    return Operand(
        tuple(slot for piece in read for slot in piece.looks_at), lambda _: None, (), Joined(pieces)
    )


TEMPLATES: Final = (
    ("text", "ab", "<ab>"), ("text", None, "<>"), ("text", "", "<>"), ("boolean", True, "<true>"), ("boolean", False, "<false>"),
    ("boolean", None, "<>"), ("integer", Fraction(-7), "<-7>"), ("integer", Fraction(12), "<12>"), ("integer", None, "<>"),
)  # fmt: skip


@pytest.mark.parametrize(("sort", "value", "text"), TEMPLATES)
def test_a_text_with_values_in_it_is_those_one_after_the_other(sort: str, value: Value, text: str) -> None:
    formula = Formula(_joined("<", looked(key("x")), ">"), {"x": sort})
    assert formula.solved({key("x"): value}) == text


def test_null_that_is_written_out_is_nothing_within_a_text() -> None:
    assert Formula(_joined("a", fixed(None), "b", looked(T)), {"t": "text"}).solved({T: "c"}) == "abc"


def test_a_text_with_an_error_in_it_is_one() -> None:
    formula = Formula(_joined("a", worked('t < "x"'), looked(T)), {"t": "text"})
    assert formula.solved({T: "c"}) == "an error"
    assert formula.solved({T: None}) == "afalse"


@pytest.mark.parametrize("sort", ["date", "datetime"])
def test_a_date_within_a_text_is_not_put_to_z3(sort: str) -> None:
    with pytest.raises(UntranslatableError, match=f"a {sort} within a text"):
        Formula(_joined(looked(key("x"))), {"x": sort})


SORTS: Final = {"b": "boolean", "c": "boolean", "n": "number", "t": "text", "d": "date"}
CHOICES: Final[dict[str, tuple[Value, ...]]] = {
    "b": (None, True, False),
    "c": (None, True, False),
    "n": (None, Fraction(-2), Fraction(3)),
    "t": (None, "", "a", "b"),
    "d": (None, date(2026, 2, 1)),
}


@pytest.mark.parametrize(
    "formula",
    [
        '"a" & t', "1 + n", "true && b", "null = t", "n", "!b", "!n", "!t", "-n", "+n", "-t", "n + 1 - n * 2", "1 - n - 2 - n",
        "b && c", "b || c", "b && n", "b || n", "n && b", "b && t < 1", "b || t < 1", "b && c && b", "!b || c || b",
        "AND(b, c)", "OR(b, c)", "AND(b, t < 1)", "OR(b, t < 1)", "AND(b)", "OR(c)", "AND() && b", "OR() || b", "NOT(b)",
        "IF(b, n, 2)", "IF(n, 1, 2)", "IF(b, 1)", "IF(t < 1, n, 2)", "IF(b, IF(c, 1, n), null)",
        'CASE(t, "a", 1, "b", n, 3)', 'CASE(t, "a", 1, "a", 2, 3)', "CASE(n, 3, t, null)", "CASE(t, n, 1, 2)", "CASE(t, 1)",
        'CASE(t, "a", 1)', 'CASE(t < 1, "a", 1, 2)', "CASE(n, null, 1, 2)", "LEN(t, t)", "ABS() + n",
        "1 / 0 + n", "n + 1 / 0", "b || 1 / 0 > 1", 'IF(b, d, DATE(2026, 2, 3))',
    ],
)  # fmt: skip
def test_a_formula_is_worked_out_as_the_interpreter_does(formula: str) -> None:
    sorts = {name: sort for name, sort in SORTS.items() if key(name) in worked(formula).looks_at}
    assert differences(Formula(formula, sorts), CHOICES) == []


@pytest.mark.parametrize(
    ("formula", "why"),
    [
        ("NOW() = n", "NOW is uninterpreted"),
        ("LOWER(t)", "LOWER is uninterpreted"),
        ("IF(b, n, t)", "a value that is a number or a text"),
        ("CASE(n, 3, b, 2)", "a value that is a boolean or a number"),
    ],
)
def test_a_formula_that_z3_does_not_know_is_not_put_to_it(formula: str, why: str) -> None:
    with pytest.raises(UntranslatableError, match=why):
        Formula(formula, SORTS)


CASES: Final[dict[str, tuple[Value, ...]]] = {
    "t": (None, "A", "b"),
    "u": ("b", "C"),
    "n": (Fraction(0), Fraction(1)),
}
BY_CASES: Final = {"t": "text", "u": "text", "n": "number"}


@pytest.mark.parametrize(
    "formula",
    [
        "UPPER(t)",
        'UPPER(t) & LOWER(u) & "x"',
        "SUBSTITUTE(t, u, t)",
        'FIND("b", t)',
        "VALUE(t)",
        "TEXT(n / 2)",
    ],
)
def test_what_z3_does_not_know_is_worked_out_for_values_that_are_few(formula: str) -> None:
    there = {one.name for one in worked(formula).looks_at if isinstance(one, Key)}
    made = Formula(formula, {name: sort for name, sort in BY_CASES.items() if name in there}, CASES)
    assert differences(made, CASES) == []


def test_a_part_that_z3_does_not_know_is_worked_out_and_the_rest_is_not() -> None:
    made = Formula('UPPER(t) & u = "Ax"', {"t": "text", "u": "text"}, {"t": CASES["t"]})
    assert differences(made, {"t": CASES["t"], "u": (None, "x", "y")}) == []


def test_a_value_that_is_of_another_sort_than_it_is_said_to_be_is_never_the_one() -> None:
    made = Formula("UPPER(t)", {"t": "text"}, {"t": (Fraction(1), "a", "b")})
    assert [made.solved({T: text}) for text in ("b", "a")] == ["B", "A"]


def test_a_status_is_what_it_is_where_values_are_worked_out_one_by_one() -> None:
    language = Language()
    terms = unknowns(language, {"t": "text"})
    atom = Atom("EqualTo", worked("UPPER(t) & s", {"s": STATUS}), fixed("ACompleted"))
    answer = Translator(language, terms, {T: ("a", "b")}).question(Question(atom, {STATUS: "Completed"}))
    assert is_so(language, answer.true, _pairs(language, terms[T], "a"))
    assert not is_so(language, answer.true, _pairs(language, terms[T], "b"))


def test_values_that_are_many_or_of_which_nothing_is_said_are_not_worked_out_one_by_one() -> None:
    many = tuple(map(str, range(MOST_CASES + 1)))
    assert differences(Formula("UPPER(t)", {"t": "text"}, {"t": many[1:]}), {"t": many[-3:]}) == []
    for whole in ({"t": many}, {}, {"t": ()}):
        with pytest.raises(UntranslatableError, match="UPPER is uninterpreted"):
            Formula("UPPER(t)", {"t": "text"}, whole)
    with pytest.raises(UntranslatableError, match="SUBSTITUTE is uninterpreted"):
        Formula("SUBSTITUTE(t, u, t)", {"t": "text", "u": "text"}, {"t": many[:100], "u": many[:3]})
