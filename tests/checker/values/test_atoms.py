"""Conditions as the prover reads them: what they compare with, and when judging one cannot be an error."""

from __future__ import annotations

from fractions import Fraction

import pytest
from running import program_of

from stageproof.checker.encoding.data.atoms import Atom, Atoms, Written, all_writes, conditions_of
from stageproof.checker.encoding.data.changes import changes_of
from stageproof.checker.encoding.data.clusters import clusters_of
from stageproof.checker.encoding.data.key import Key
from stageproof.checker.encoding.data.meaning import Operand, fixed, looked
from stageproof.checker.encoding.data.operands import Operands
from stageproof.engine.program.program import Program
from stageproof.grammar.condition import Condition
from stageproof.grammar.contract import Domain
from stageproof.grammar.names import Names
from stageproof.grammar.property import AllOf, AnyOf, Happens, Implication, Negation
from stageproof.grammar.value import Boolean, Reference

LEFT, RIGHT = Key("field", "$record.left"), Key("field", "$record.right")
EMPTY = program_of("start autolaunched -> First stage First { background A calls F then end }")


def operands_of(program: Program) -> Operands:
    """Operands of a definition whose conditions look at no status."""
    return Operands(program, Names.of(program.orchestration), lambda _: None)


@pytest.mark.parametrize(
    ("operator", "constants"),
    [
        ("IsBlank", ("a", " ")),
        ("IsNull", ("a",)),
        ("IsEmpty", ("a",)),
        ("Contains", ("a", "b")),
    ],
)
def test_only_a_test_for_blank_texts_compares_with_spaces(operator: str, constants: tuple[str, ...]) -> None:
    assert Atom(operator, fixed("a"), fixed("b")).constants == constants


def worked_out() -> Operand:
    """What reads like the left field, and is no plain one."""
    plain = looked(LEFT)
    return Operand(plain.looks_at, plain.read, (), operands_of(EMPTY).formula("1 + 1").meaning)


@pytest.mark.parametrize(
    ("operator", "left", "right", "is_safe"),
    [
        ("EqualTo", "number", "integer", True),
        ("LessThan", "number", "integer", True),
        ("LessThan", "date", "date", True),
        ("LessThan", "datetime", "datetime", True),
        ("LessThan", "date", "datetime", False),
        ("EqualTo", "text", "text", True),
        ("NotEqualTo", "boolean", "boolean", True),
        ("LessThan", "text", "text", False),
        ("LessThan", "boolean", "boolean", False),
        ("EqualTo", "text", "number", False),
        ("EqualTo", "", "", False),
        ("Contains", "text", "text", False),
        ("Custom", "number", "number", False),
    ],
)
def test_values_of_one_declared_sort_can_be_compared(
    operator: str, left: str, right: str, *, is_safe: bool
) -> None:
    domains = {LEFT: Domain(base=left), RIGHT: Domain(base=right)}
    assert Atom(operator, looked(LEFT), looked(RIGHT)).never_fails(domains) is is_safe


def test_what_is_worked_out_may_fail() -> None:
    assert not Atom("EqualTo", worked_out(), fixed(Fraction(1))).never_fails({LEFT: Domain(base="number")})


def test_a_collection_is_of_no_sort_that_can_be_compared() -> None:
    domains = {LEFT: Domain(base="number", is_collection=True), RIGHT: Domain(base="number")}
    assert not Atom("EqualTo", looked(LEFT), looked(RIGHT)).never_fails(domains)


@pytest.mark.parametrize("right", [None, Fraction(3)])
def test_a_number_can_be_compared_with_a_number_and_with_null(right: Fraction | None) -> None:
    assert Atom("LessThan", looked(LEFT), fixed(right)).never_fails({LEFT: Domain(base="integer")})


@pytest.mark.parametrize("right", [True, "3"])
def test_a_number_cannot_be_compared_with_anything_else(right: bool | str) -> None:  # a value
    assert not Atom("EqualTo", looked(LEFT), fixed(right)).never_fails({LEFT: Domain(base="integer")})


def condition(name: str) -> Condition:
    """A condition about a field."""
    return Condition(left=Reference(text=f"$Record.{name}"), operator="EqualTo", right=Boolean(value=True))


def test_every_condition_of_a_statement_is_found_below_all_words() -> None:
    a, b, c, d, e = map(condition, "abcde")
    statement = AllOf(
        parts=(
            a,
            Negation(part=AnyOf(parts=(b, Happens(element="First", event="starts")))),
            Implication(premise=c, conclusion=AnyOf(parts=(d, e))),
        )
    )
    assert set(conditions_of(statement)) == {a, b, c, d, e}


def test_a_formula_is_the_same_condition_each_time_and_another_than_other_formulas() -> None:
    atoms = Atoms(EMPTY, operands_of(EMPTY))
    assert atoms.formula("TRUE") is atoms.formula("TRUE")
    assert atoms.formula("TRUE") is not atoms.formula("FALSE")


def test_a_flow_may_write_a_constant_a_sum_another_field_or_nothing_known() -> None:
    program = program_of("""
      flow Call {
        sync
        writes $Record.Flag = true
        writes $Record.Count = $Record.Other + 2
        writes $Record.Next = $Record.Now
        writes $Record.Open
      }
      field $Record.Now: boolean not null
      start when Case is created -> First
      stage First { background A calls Call then end }
    """)
    contracts = program.orchestration.contracts
    written = [*all_writes(iter(contracts), operands_of(program))]
    assert [(one.key.name, one.constant, one.source and one.source.name) for one in written] == [
        ("$record.flag", True, None),
        ("$record.count", None, "$record.other"),
        ("$record.next", None, "$record.now"),
    ]
    assert [one.amount is not None and one.amount.amount for one in written] == [False, Fraction(2), False]


def test_outputs_of_a_stage_behind_a_fault_connector_are_missing_only_until_it_leads_back() -> None:
    program = program_of("""
      flow F { async out x: integer 0..1 not null }
      start autolaunched -> First
      stage First { background A calls F on error -> Second then Choose }
      stage Second { background B calls F on error -> First then Choose }
      decision Choose { when A.Outputs.x = 1 and B.Outputs.x = 1 -> Last otherwise -> end }
      stage Last { background C calls F then Sort }
      decision Sort { when C.Outputs.x = 1 -> end otherwise -> end }
    """)
    names = {key.name: {one.name for one in missing} for keys, missing in changes_of(program) for key in keys}
    assert names == {"first/a.x": {"last/c.x"}, "second/b.x": {"last/c.x"}, "last/c.x": set()}


@pytest.mark.parametrize("is_copied", [False, True])
def test_a_value_is_looked_at_together_with_those_that_are_copied_to_it(*, is_copied: bool) -> None:
    source = Key("field", "$record.source")
    domains = dict.fromkeys((LEFT, RIGHT, source), Domain(base="number"))
    compared = Atom("LessThan", looked(LEFT), looked(RIGHT))
    writes = [Written(LEFT, source=source if is_copied else None)]
    (cluster,) = clusters_of(domains, [compared], writes, dict.fromkeys(domains, ()))
    assert set(cluster.keys) == ({LEFT, RIGHT, source} if is_copied else {LEFT, RIGHT})


def test_conditions_of_properties_are_conditions_of_the_definition_on_both_sides() -> None:
    program = program_of("""
      field $Record.A: boolean
      field $Record.B: boolean
      start when Case is created -> First
      stage First { background A calls F then end }
      always "one": $Record.A = true leads to $Record.B = true
    """)
    keys = {key.name for atom in Atoms(program, operands_of(program)).all() for key in atom.keys}
    assert keys == {"$record.a", "$record.b"}


def test_the_formula_of_a_trigger_is_a_condition_of_the_definition() -> None:
    program = program_of("""
      field $Record.A: integer 0..3
      start when Case is created -> First { formula "{!$Record.A} > 1" }
      stage First { background A calls F then end }
    """)
    assert [[key.name for key in atom.keys] for atom in Atoms(program, operands_of(program)).all()] == [
        ["$record.a"]
    ]


def test_outputs_of_a_stage_that_recalling_leads_back_to_are_not_missing() -> None:
    program = program_of("""
      approval Test { api 67
        flow F { async out x: integer 0..1 not null }
        start when Case is created -> First { path recall -> First }
        stage First { background A calls F then Second }
        stage Second { approval B calls Ask assigned to queue Q background C calls F then Choose }
        decision Choose { when A.Outputs.x = 1 and C.Outputs.x = 1 -> end otherwise -> end }
      }
    """)
    names = {key.name: {one.name for one in missing} for keys, missing in changes_of(program) for key in keys}
    assert names["first/a.x"] == set()


def test_outputs_of_stages_further_on_are_missing_and_those_of_all_before_are_not() -> None:
    program = program_of("""
      flow F { async out x: integer 0..1 not null }
      start autolaunched -> First
      stage First { background A calls F then Second }
      stage Second { background B calls F then Third }
      stage Third { background C calls F then Choose }
      decision Choose { when A.Outputs.x = 1 and B.Outputs.x = 1 and C.Outputs.x = 1 -> end otherwise -> end }
    """)
    names = {key.name: {one.name for one in missing} for keys, missing in changes_of(program) for key in keys}
    assert names == {
        "first/a.x": {"second/b.x", "third/c.x"},
        "second/b.x": {"third/c.x"},
        "third/c.x": set(),
    }
