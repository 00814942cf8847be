"""Of which sort values are that nobody declares, and what a condition answers once statuses are fixed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from running import program_of

from stageproof.checker.encoding.data.atoms import Atom
from stageproof.checker.encoding.data.key import Key
from stageproof.checker.encoding.data.meaning import Operand, fixed, looked
from stageproof.checker.encoding.data.operands import Operands
from stageproof.checker.encoding.data.questions import Question, questions_of
from stageproof.checker.encoding.data.sorts import sorts_of
from stageproof.checker.encoding.statuses import StatusTerm
from stageproof.engine.values import Value
from stageproof.grammar.contract import Domain
from stageproof.grammar.names import Names

LEFT, RIGHT = Key("input", "left"), Key("input", "right")
OPEN = {LEFT: Domain(base=""), RIGHT: Domain(base="")}
STATUS = StatusTerm(3, ("a", "b", "b"))


def worked_out(formula: str) -> Operand:
    """A formula about the input `left`, of which only the name is known."""
    program = program_of("""
      variable left: text input
      start autolaunched -> First
      stage First { background A calls F then end }
    """)
    return Operands(program, Names.of(program.orchestration), lambda _: None).formula(formula)


def asked(*atoms: Atom) -> list[Question]:
    """The questions of some conditions."""
    return [question for atom in atoms for question in questions_of(atom)]


@pytest.mark.parametrize(
    ("operator", "constant", "sort"),
    [
        ("LessThan", Fraction(3), "number"),
        ("EqualTo", "x", "text"),
        ("EqualTo", True, "boolean"),
        ("LessThan", date(2026, 1, 1), "date"),
        ("LessThan", datetime(2026, 1, 1, tzinfo=UTC), "datetime"),
        ("IsNull", True, "text"),
    ],
)
def test_a_value_is_of_the_sort_with_which_its_condition_can_be_judged(
    operator: str, constant: Value, sort: str
) -> None:
    atom = Atom(operator, looked(LEFT), fixed(constant))
    assert sorts_of([LEFT], OPEN, asked(atom)) == {LEFT: sort}


def test_each_value_is_judged_by_its_own_conditions() -> None:
    atoms = (
        Atom("LessThan", looked(LEFT), fixed(Fraction(3))),
        Atom("EqualTo", looked(RIGHT), fixed(True)),
    )
    assert sorts_of([LEFT, RIGHT], OPEN, asked(*atoms)) == {LEFT: "number", RIGHT: "boolean"}


@pytest.mark.parametrize("base", ["number", "integer", "date"])
def test_a_value_is_of_the_sort_of_what_it_is_compared_with(base: str) -> None:
    atom = Atom("EqualTo", looked(LEFT), looked(RIGHT))
    sort = "number" if base == "integer" else base
    domains = {LEFT: Domain(base=""), RIGHT: Domain(base=base)}
    assert sorts_of([LEFT, RIGHT], domains, asked(atom)) == {LEFT: sort, RIGHT: sort}


@pytest.mark.parametrize("formula", ["IF({!left}, TRUE, 1 / 0 = 1)", "IF({!left}, 1 / 0 = 1, TRUE)"])
def test_a_truth_value_that_is_an_error_half_the_time_is_one_still(formula: str) -> None:
    atom = Atom("EqualTo", worked_out(formula), fixed(True))
    assert sorts_of([LEFT], OPEN, asked(atom)) == {LEFT: "boolean"}


@pytest.mark.parametrize("domain", [Domain(base="record"), Domain(base="text", is_collection=True)])
def test_collections_and_records_are_of_no_sort(domain: Domain) -> None:
    assert sorts_of([LEFT], {LEFT: domain}, []) is None


def test_a_condition_asks_once_for_each_status() -> None:
    atom = Atom("EqualTo", looked(STATUS), looked(LEFT))
    questions = list(questions_of(atom))
    assert [question.truth({LEFT: "b"}) for question in questions] == [False, True]
    assert [question.keys for question in questions] == [(LEFT,), (LEFT,)]
