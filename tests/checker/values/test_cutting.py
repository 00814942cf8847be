"""How the values of a definition are cut: their points, and what is said of those that nothing settles."""

from __future__ import annotations

from fractions import Fraction

import pytest
from running import program_of

from stageproof.checker.encoding.data.atoms import Atoms
from stageproof.checker.encoding.data.cutting import (
    Cut,
    _limits,  # what it promises is seen in no verdict where z3 settles the same
    adding,
    cutting,
)
from stageproof.checker.encoding.data.key import Key
from stageproof.checker.encoding.data.meaning import uninterpreted
from stageproof.checker.encoding.data.operands import Operands
from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.analysis import Analysis
from stageproof.engine.program.program import Program
from stageproof.engine.values import Value
from stageproof.grammar.contract import Domain
from stageproof.grammar.names import Names


def operands_of(program: Program) -> Operands:
    """Operands of a definition whose conditions look at no status."""
    return Operands(program, Names.of(program.orchestration), lambda _: None)


def cut_of(conditions: str, declared: str = "") -> Cut:
    """How a definition with these conditions is cut."""
    program = program_of(f"""
      {declared}
      start when Case is created -> First
      stage First {{ background A calls Call then Choose }}
      decision Choose {{ when {conditions} -> First otherwise -> end }}
    """)
    return cutting(program, Atoms(program, operands_of(program)), ())


def points(cut: Cut, field: str) -> set[Value]:
    """The points of a field that are no null."""
    return {value for value in cut.regions[Key("field", f"$record.{field}")].points if value is not None}


FIELDS = "field $Record.A: number\n field $Record.B: number\n field $Record.C: number\n"


def test_values_that_are_compared_with_each_other_share_their_constants() -> None:
    cut = cut_of("$Record.A = $Record.B and $Record.B = 5 and $Record.C = 7", FIELDS)
    assert Fraction(5) in points(cut, "a")
    assert Fraction(7) not in points(cut, "a")
    assert len(points(cut, "a")) > len(points(cut, "c"))


def test_what_is_copied_shares_the_constants_of_where_it_comes_from() -> None:
    flow = "flow Call { sync writes $Record.A = $Record.B }"
    asked = "$Record.A = 3 and $Record.B = 5 and $Record.C = 7"
    assert Fraction(5) in points(cut_of(asked, FIELDS + flow), "a")
    assert Fraction(5) not in points(cut_of(asked, FIELDS), "a")


def test_what_is_copied_is_told_apart_point_by_point_on_both_sides() -> None:
    declared = FIELDS + "flow Call { sync writes $Record.A = $Record.B }"
    cut = cut_of("$Record.A = 3 and $Record.B = 5 and $Record.C = 7", declared)
    counts = {key.name: (regions.count, len(regions.points)) for key, regions in cut.regions.items()}
    assert (
        counts["$record.a"][0] == counts["$record.a"][1] == counts["$record.b"][0] == counts["$record.b"][1]
    )
    assert counts["$record.c"][0] == 2


def test_what_a_flow_writes_is_a_point() -> None:
    cut = cut_of("$Record.A = 3 and $Record.B = 5", FIELDS + "flow Call { sync writes $Record.A = 9 }")
    assert Fraction(9) in points(cut, "a")
    assert Fraction(9) not in points(cut, "b")


def test_what_is_counted_up_gets_past_each_limit_that_it_is_compared_with() -> None:
    declared = """
      field $Record.A: number
      field $Record.B: integer 20..30
      flow Call { sync writes $Record.A = $Record.A + 5 }
    """
    assert set(map(Fraction, range(20, 31))) <= points(cut_of("$Record.A < $Record.B", declared), "a")
    alone = points(cut_of("$Record.A < 3", declared), "a")
    assert {Fraction(3), Fraction(8)} <= alone
    assert Fraction(30) not in alone


def test_limits_without_end_are_no_points_of_what_is_counted_up() -> None:
    declared = """
      field $Record.A: integer 0..
      field $Record.B: integer 20..
      flow Call { sync writes $Record.A = $Record.A + 1 }
    """
    whole = points(cut_of("$Record.A < $Record.B", declared), "a")
    assert max(value for value in whole if isinstance(value, Fraction)) < Fraction(40)


@pytest.mark.parametrize(
    ("sort", "conditions", "role", "declare"),
    [
        ("number", "$Record.A < $Record.B", "is compared with other values", "integer 0..100 or the like"),
        ("number", "G > 3", "is part of a formula", "integer 0..100 or the like"),
        ("text", 'T contains "a"', "is part of a formula", "one of the texts it may be"),
    ],
)
def test_of_values_that_nothing_settles_it_is_said_what_they_are_and_how_to_help(
    sort: str, conditions: str, role: str, declare: str
) -> None:
    cut = cut_of(
        conditions,
        f"""
          field $Record.A: {sort}
          field $Record.B: {sort}
          field $Record.D: integer 0..3
          formula G: number = "{{!$Record.A}} * {{!$Record.D}}"
          formula T: text = "{{!$Record.A}} & \\"b\\""
          flow Call {{ sync writes $Record.A = $Record.B }}
        """,
    )
    told = {key.name: text for key, text in cut.notes if key is not None}
    assert f"{role} and z3 does not settle it (called flows write it)" in told["$record.a"]
    assert f"declare its domain ({declare})" in told["$record.a"]
    assert "$record.d" not in told
    assert len(cut.inexact) == 1


def test_what_is_said_of_values_names_them_as_they_are_written() -> None:
    program = program_of("""
      field $Record.Amount: number
      formula G: number = "FOO({!$Record.Amount})"
      flow Call { sync writes $Record.Amount = $Record.Other }
      start when Case is created -> First
      stage First { background A calls Call then Choose }
      decision Choose {
        when $Record.Amount < $Record.Other -> First
        when G = 3 -> First
        otherwise -> end
      }
    """)
    first, *others = encode(program).space.notes
    assert first.startswith("a condition calls FOO")
    assert any(note.startswith("$Record.Amount is ") for note in others)


def test_what_calls_a_function_that_is_not_executed_is_inexact_and_nothing_else() -> None:
    cut = cut_of("G = 3 and $Record.B = 2", FIELDS + 'formula G: number = "FOO({!$Record.A})"')
    assert [key for key, _ in cut.notes].count(None) == 1
    assert {key.name for atom in cut.inexact for key in atom.keys} == {"$record.a"}


def test_functions_that_are_not_executed_are_found_behind_formulas_and_in_templates() -> None:
    program = program_of("""
      formula G: number = "FOO(1) + BAR(2)"
      formula H: number = "{!G} + 1"
      formula J: number = "1 + 1"
      start autolaunched -> First
      stage First { background A calls F then end }
    """)
    operands = operands_of(program)
    assert uninterpreted(operands.reference("H"), operands.reference("J")) == ("BAR", "FOO")
    assert uninterpreted(operands.reference("J"), operands.reference("nobody")) == ()


def test_a_formula_has_the_literals_of_those_behind_it() -> None:
    program = program_of("""
      formula G: number = "2 + 3"
      formula H: number = "{!G} + 4"
      start autolaunched -> First
      stage First { background A calls F then end }
    """)
    assert set(operands_of(program).reference("H").literals) == {2, 3, 4}


def test_global_constants_have_their_values_however_they_are_written() -> None:
    operands = operands_of(
        program_of("start autolaunched -> First stage First { background A calls F then end }")
    )
    names = ("$GlobalConstant.True", "$GLOBALCONSTANT.FALSE", "$globalconstant.EmptyString")
    assert [operands.reference(name).read({}) for name in names] == [True, False, ""]


def test_a_template_joins_texts_and_values() -> None:
    program = program_of("""
      field $Record.Word: text
      formula G: number = "FOO(1)"
      formula H: number = "7 / 2"
      template T plain = "<{!$Record.Word}> and {!H}!"
      template U plain = "{!G}{!T}"
      start when Case is created -> First
      stage First { background A calls F then end }
    """)
    operands = operands_of(program)
    text, word = operands.reference("T"), Key("field", "$record.word")
    assert text.looks_at == (word,)
    assert text.read({word: "a"}) == "<a> and 3.5!"
    assert text.read({word: None}) == "<> and 3.5!"
    assert set(text.literals) == {7, 2}
    assert uninterpreted(text) == ()
    assert uninterpreted(operands.reference("U")) == ("FOO",)


def test_adding_leads_to_a_point_or_stays_where_it_is() -> None:
    add = adding(Fraction(2), [Fraction(0), Fraction(2), "a", None])
    assert [add(value) for value in (Fraction(0), Fraction(2), "a", None)] == [2, 2, "a", None]


def test_a_parameter_is_told_apart_value_by_value() -> None:
    declared = """
      parameter limit: integer 0..3
      field $Record.A: number
    """
    (decided,) = cut_of("$Record.A > limit", declared).decided
    parameter = Key("input", "limit")
    values = {decided.classes.value(one, parameter) for one in range(decided.classes.count)}
    assert {Fraction(value) for value in range(4)} <= values


@pytest.mark.parametrize(
    ("left", "right", "can_be_equal"),
    [
        ("text", "text", True),
        ('one of "x", "y"', "text", True),
        ("text", 'one of "x", "y"', True),
        ('one of "x", "y"', 'one of "y", "z"', True),
        ('one of "x", "y"', 'one of "z", "u"', False),
        ("number", "number", True),
        ("integer", "number", True),
        ("number", "integer 5..7", True),
        ("integer 0..1000", "integer 400..900", True),
        ("integer 0..300", "integer 400..900", False),
        ("number", "integer 400..900", True),
        ("boolean", "boolean", True),
        ("date", "date", True),
    ],
)
def test_values_of_other_domains_are_equal_in_some_run_where_they_overlap_and_nowhere_else(
    left: str, right: str, can_be_equal: bool
) -> None:
    """And different in some run; the encoding says so without samples."""
    program = program_of(f"""
      flow F {{ async out a: {left} }}
      flow G {{ async out b: {right} }}
      start autolaunched -> First
      stage First {{ background A calls F  background B calls G  then Choose }}
      decision Choose {{ when A.Outputs.a is null -> end  when A.Outputs.a = B.Outputs.b -> Same  otherwise -> Different }}
      stage Same {{ background C calls F  then end }}
      stage Different {{ background D calls F  then end }}
    """)
    analysis = Analysis(encode(program, suspends=False))
    entered = {
        name: any(map(analysis.is_taken, analysis.edges_of("enter", name))) for name in ("Same", "Different")
    }
    assert entered == {"Same": can_be_equal, "Different": True}
    assert analysis.encoding.space.notes == []


def test_a_field_of_unknown_type_is_of_the_sort_of_what_it_is_compared_with() -> None:
    program = program_of("""
      flow G { async out b: number not null }
      start when Case is created -> First
      stage First { background B calls G  then Choose }
      decision Choose { when $Record.Amount__c = B.Outputs.b -> Same  otherwise -> end }
      stage Same { background C calls G  then end }
    """)
    analysis = Analysis(encode(program, suspends=False))
    assert any(map(analysis.is_taken, analysis.edges_of("enter", "Same")))


def test_an_integer_and_a_number_beyond_a_limit_can_be_equal() -> None:
    program = program_of("""
      flow F { async out a: integer }
      flow G { async out b: number }
      start autolaunched -> First
      stage First { background A calls F  background B calls G  then Choose }
      decision Choose { when A.Outputs.a > 5 and A.Outputs.a = B.Outputs.b and B.Outputs.b <> 6 -> Same  otherwise -> end }
      stage Same { background C calls F  then end }
    """)
    analysis = Analysis(encode(program, suspends=False))
    assert any(map(analysis.is_taken, analysis.edges_of("enter", "Same")))


def test_what_is_counted_up_gets_past_each_number_that_another_value_can_be() -> None:
    whole, open_ended, text = (Key("field", name) for name in "abc")
    domains = {
        whole: Domain(base="integer", low=Fraction(0), high=Fraction(3), nullable=False),
        open_ended: Domain(base="number"),
        text: Domain(base="text"),
    }
    numbers = [value for value in _limits([whole, open_ended, text], domains) if value is not None]
    assert numbers == [0, 1, 2, 3]
    assert _limits([whole], domains) == []
