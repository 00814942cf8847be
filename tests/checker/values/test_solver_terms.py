"""Terms of z3: what is simplified means the same, and values come back as they went in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from fractions import Fraction
from itertools import product
from typing import Any, Final

import pytest
from asked_conditions import is_so

from stageproof.checker.encoding.data.solving.terms import Language, Term, UntranslatableError
from stageproof.engine.values import Value

LANGUAGE: Final = Language()
Z3: Final = LANGUAGE.z3
P, Q = (Z3.Bool(name, LANGUAGE.context) for name in "pq")
PARTS: Final = (LANGUAGE.true, LANGUAGE.false, P, Q)
SWAPPED: Final = {True: LANGUAGE.true, False: LANGUAGE.false}


def _truths(term: Any) -> list[bool]:
    """Whether a term holds, for every truth of p and q."""
    given = product((True, False), repeat=2)
    return [is_so(LANGUAGE, term, [(P, SWAPPED[p]), (Q, SWAPPED[q])]) for p, q in given]


JOINED: Final[list[tuple[Callable[..., Any], Callable[[list[bool]], bool]]]] = [
    (LANGUAGE.all_of, all),
    (LANGUAGE.any_of, any),
]


@pytest.mark.parametrize(("join", "means"), JOINED, ids=("all_of", "any_of"))
@pytest.mark.parametrize("count", range(4))
def test_parts_are_joined_as_python_joins_them(
    join: Callable[..., Any], means: Callable[[list[bool]], bool], count: int
) -> None:
    for parts in product(PARTS, repeat=count):
        columns = [_truths(part) for part in parts]
        assert _truths(join(*parts)) == [means([column[row] for column in columns]) for row in range(4)]


def test_what_is_settled_already_is_no_part_of_what_is_joined() -> None:
    true, false = LANGUAGE.true, LANGUAGE.false
    assert LANGUAGE.all_of(true, P, true).eq(P)
    assert LANGUAGE.any_of(false, P, false).eq(P)
    assert LANGUAGE.all_of(P, false, Q).eq(false)
    assert LANGUAGE.any_of(P, true, Q).eq(true)
    assert LANGUAGE.all_of(P, true, Q).eq(Z3.And(P, Q))
    assert LANGUAGE.any_of(P, false, Q).eq(Z3.Or(P, Q))


def test_true_holds_and_false_does_not() -> None:
    language = Language()
    assert is_so(language, language.true)
    assert not is_so(language, language.false)


def test_nothing_joined_is_what_changes_nothing() -> None:
    assert LANGUAGE.all_of().eq(LANGUAGE.true)
    assert LANGUAGE.any_of().eq(LANGUAGE.false)


def test_a_negation_holds_where_the_part_does_not() -> None:
    assert LANGUAGE.negation(LANGUAGE.true).eq(LANGUAGE.false)
    assert LANGUAGE.negation(LANGUAGE.false).eq(LANGUAGE.true)
    assert LANGUAGE.negation(P).eq(Z3.Not(P))


def test_a_choice_that_is_settled_is_what_is_chosen() -> None:
    assert LANGUAGE.either(LANGUAGE.true, P, Q).eq(P)
    assert LANGUAGE.either(LANGUAGE.false, P, Q).eq(Q)
    assert LANGUAGE.either(P, Q, LANGUAGE.true).eq(Z3.If(P, Q, LANGUAGE.true))


VALUES: Final[tuple[Value, ...]] = (
    True, False, Fraction(0), Fraction(-7, 3), Fraction(10**30), "", "a b", "é€", "𝔸", "\\", "\\u{41}", "\\u0041", "\n\x00",
    date.min, date(2026, 2, 28), date.max, datetime(1, 1, 1, tzinfo=UTC), datetime(2026, 2, 28, 23, 59, 59, 999_999, UTC),
)  # fmt: skip


def _found(term: Term) -> Value:
    """What is found for a term that a model has nothing to say about."""
    solver = Z3.Solver(ctx=LANGUAGE.context)
    assert str(solver.check()) == "sat"
    return LANGUAGE.found(term, solver.model())


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_comes_back_as_it_went_in(value: Value) -> None:
    term = LANGUAGE.constant(value)
    assert (type(_found(term)), _found(term)) == (type(value), value)
    assert term.null.eq(LANGUAGE.false)
    assert term.error.eq(LANGUAGE.false)


@pytest.mark.parametrize("text", [one for one in VALUES if isinstance(one, str)], ids=repr)
def test_a_text_is_as_long_to_z3_as_it_is(text: str) -> None:
    assert Z3.simplify(Z3.Length(LANGUAGE.text(text))).as_long() == len(text)


def test_a_character_that_z3_does_not_have_is_not_put_to_it() -> None:
    assert _found(LANGUAGE.constant(chr(0x2FFFF))) == chr(0x2FFFF)
    with pytest.raises(UntranslatableError, match="beyond those"):
        LANGUAGE.text(f"a{chr(0x30000)}")


def test_null_is_nothing_and_no_error() -> None:
    for term in (LANGUAGE.constant(None), LANGUAGE.nothing()):
        assert (term.sort, term.value, term.null.eq(LANGUAGE.true)) == ("null", None, True)
        assert term.error.eq(LANGUAGE.false)
        assert _found(term) is None
    assert LANGUAGE.nothing(P).error.eq(P)


UNKNOWN: Final = (
    ("number", Fraction(0)),
    ("boolean", False),
    ("text", ""),
    ("datetime", datetime(1, 1, 1, tzinfo=UTC)),
)


@pytest.mark.parametrize(("sort", "value"), UNKNOWN, ids=[sort for sort, _ in UNKNOWN])
def test_what_a_model_does_not_say_is_some_value(sort: str, value: Value) -> None:
    assert _found(LANGUAGE.unknown("x", sort)) == value


def test_an_integer_is_whole_and_a_number_need_not_be() -> None:
    for is_whole, answer in ((True, "unsat"), (False, "sat")):
        solver = Z3.Solver(ctx=LANGUAGE.context)
        solver.add(
            LANGUAGE.unknown("x", "number", is_whole=is_whole).value == LANGUAGE.number(Fraction(1, 2))
        )
        assert str(solver.check()) == answer


def test_a_number_that_is_no_fraction_is_not_told() -> None:
    term = LANGUAGE.unknown("x", "number")
    solver = Z3.Solver(ctx=LANGUAGE.context)
    solver.add(term.value * term.value == 2, Z3.Not(term.null))
    assert str(solver.check()) == "sat"
    with pytest.raises(UntranslatableError, match="no fraction"):
        LANGUAGE.found(term, solver.model())


def test_a_number_is_known_where_no_unknown_changes_it() -> None:
    three, x = LANGUAGE.constant(Fraction(3)), LANGUAGE.unknown("x", "number")
    assert LANGUAGE.known(three) == 3
    assert LANGUAGE.known(Term("number", three.value / 2 - three.value, three.null, three.error)) == Fraction(
        -3, 2
    )
    assert LANGUAGE.known(Term("number", three.value, P, three.error)) is None
    assert LANGUAGE.known(Term("number", three.value, three.null, P)) is None
    assert LANGUAGE.known(Term("number", x.value, three.null, three.error)) is None
    assert LANGUAGE.known(LANGUAGE.constant("3")) is None
    assert LANGUAGE.known(LANGUAGE.nothing()) is None
