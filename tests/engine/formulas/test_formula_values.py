"""What formulas are worth: a table of expressions, with the references they read, and their values."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from fractions import Fraction

import pytest

from stageproof.engine.formulas.compile import compile_formula
from stageproof.engine.values import Value, shown
from stageproof.grammar.formula.parse import parse_formula
from stageproof.grammar.formula.tokens import FormulaProblem

STATE: dict[str, Value] = {
    "nothing": None,
    "empty": "",
    "yes": True,
    "no": False,
    "two": Fraction(2),
    "day": date(2026, 1, 31),
    "moment": datetime(2026, 1, 31, 12, 30, tzinfo=UTC),
    "clock": time(23, 59, 59),
    "several": ("red", "blue"),
    "$Record.Status": "Working",
}


def read(name: str) -> Callable[[dict[str, Value]], Value]:
    return lambda state: state[name]


def value_of(expression: str) -> Value:
    tree = parse_formula(expression)
    assert not isinstance(tree, FormulaProblem), tree
    return compile_formula(tree, read)(STATE)


TABLE: list[tuple[str, Value]] = [
    # logic
    ("AND(yes, yes)", True),
    ("AND(yes, nothing)", False),
    ("OR(no, nothing)", False),
    ("OR(no, yes)", True),
    ("NOT(nothing)", True),
    ("!yes", False),
    ("yes && no || yes", True),
    ("no && (1 / 0 = 1)", False),
    ("yes || (1 / 0 = 1)", True),
    ("AND(no, TODAY() = day)", False),
    ("OR(yes, TODAY() = day)", True),
    ("IF(yes, 1, 1 / 0)", Fraction(1)),
    ("IF(nothing, 1 / 0, 2)", Fraction(2)),
    ("CASE(two, 1, 'one', 2, 'two', 'many')", "two"),
    ("CASE(3, 1, 'one', 2, 'two', 'many')", "many"),
    ("CASE(1, 1, 'one', 'wrong', 1 / 0, 1 / 0)", "one"),
    ("CASE(nothing, null, 'null', 'other')", "null"),
    # blanks
    ("ISBLANK(nothing)", True),
    ("ISBLANK(empty)", True),
    ("ISBLANK(' ')", False),
    ("ISBLANK(0)", False),
    ("ISNULL(nothing)", True),
    ("ISNULL(empty)", False),
    ("BLANKVALUE(empty, 'x')", "x"),
    ("BLANKVALUE(nothing, 3)", Fraction(3)),
    ("BLANKVALUE(two, 3)", Fraction(2)),
    ("NULLVALUE(nothing, 3)", Fraction(3)),
    ("NULLVALUE(empty, 'x')", ""),
    # comparison
    ("{!$Record.Status} = 'Working'", True),
    ("{!$Record.Status} = 'working'", False),
    ("{!$Record.Status} <> 'working'", True),
    ("nothing = null", True),
    ("nothing <> null", False),
    ("nothing = 0", False),
    ("nothing <> 0", True),
    ("nothing = empty", False),
    ("nothing < 1", False),
    ("nothing >= 1", False),
    ("null <= null", False),
    ("2 <= two", True),
    ("2 < two", False),
    ("day > DATE(2026, 1, 30)", True),
    # arithmetic
    ("1 / 3 * 3", Fraction(1)),
    ("0.1 + 0.2", Fraction(3, 10)),
    ("7 - 2 - 1", Fraction(4)),
    ("2 + 3 * 4", Fraction(14)),
    ("2 * 3 ^ 2", Fraction(36)),
    ("-2 ^ 2", Fraction(4)),
    ("2 ^ -2", Fraction(1, 4)),
    ("(-1) ^ 999999999", Fraction(-1)),
    ("0 ^ 999999999", Fraction(0)),
    ("0 ^ 0", Fraction(1)),
    ("nothing + 1", None),
    ("1 - nothing", None),
    ("nothing * 1", None),
    ("1 / nothing", None),
    ("-nothing", None),
    ("+two", Fraction(2)),
    # texts
    ("'a' & 'b' & nothing", "ab"),
    ("'a' + 'b'", "ab"),
    ("nothing + 'b'", "b"),
    ("nothing & nothing", ""),
    ("CONTAINS('Rejected', 'Reject')", True),
    ("CONTAINS(nothing, 'Reject')", False),
    ("CONTAINS('Rejected', nothing)", True),
    ("CONTAINS('Rejected', 'reject')", False),
    ("BEGINS('Rejected', 'Rej')", True),
    ("BEGINS('Rejected', 'ect')", False),
    ("BEGINS(nothing, 'R')", False),
    ("LEN('four')", Fraction(4)),
    ("LEN(nothing)", Fraction(0)),
    ("UPPER('aB')", "AB"),
    ("LOWER('aB', nothing)", "ab"),
    ("UPPER(nothing)", ""),
    ("TRIM('  a b\t')", "a b"),
    ("LEFT('abc', 2)", "ab"),
    ("LEFT('abc', 9)", "abc"),
    ("LEFT('abc', -1)", ""),
    ("LEFT('abc', nothing)", None),
    ("RIGHT('abc', 2)", "bc"),
    ("RIGHT('abc', 9)", "abc"),
    ("RIGHT('abc', 0)", ""),
    ("MID('abcdef', 2, 3)", "bcd"),
    ("MID('abcdef', 0, 2)", "ab"),
    ("MID('abcdef', 9, 2)", ""),
    ("SUBSTITUTE('aXbX', 'X', '-')", "a-b-"),
    ("SUBSTITUTE('abc', '', '-')", "abc"),
    ("SUBSTITUTE('abc', 'b', nothing)", "ac"),
    ("FIND('b', 'abcb')", Fraction(2)),
    ("FIND('b', 'abcb', 3)", Fraction(4)),
    ("FIND('x', 'abcb')", Fraction(0)),
    ("FIND(nothing, 'abc')", Fraction(0)),
    ("ISPICKVAL({!$Record.Status}, 'Working')", True),
    ("ISPICKVAL({!$Record.Status}, 'Closed')", False),
    ("ISPICKVAL(nothing, '')", True),
    ("INCLUDES('red;blue', 'blue')", True),
    ("INCLUDES('red;blue', 'lue')", False),
    ("INCLUDES(several, 'blue')", True),
    ("TEXT(2.50)", "2.5"),
    ("TEXT({!$Record.Status})", "Working"),
    ("TEXT(day)", "2026-01-31"),
    ("TEXT(moment)", "2026-01-31 12:30:00Z"),
    ("TEXT(clock)", "23:59:59.000"),
    ("TEXT(nothing)", ""),
    ("VALUE('-12.50')", Fraction(-25, 2)),
    ("VALUE('1e2')", Fraction(100)),
    ("VALUE(nothing)", None),
    # numbers
    ("ABS(-3)", Fraction(3)),
    ("ABS(nothing)", None),
    ("MIN(3, 1, 2)", Fraction(1)),
    ("MAX(3, 1, 2)", Fraction(3)),
    ("MAX(3, nothing)", None),
    ("ROUND(2.5, 0)", Fraction(3)),
    ("ROUND(-2.5, 0)", Fraction(-3)),
    ("ROUND(2.345, 2)", Fraction("2.35")),
    ("ROUND(1250, -2)", Fraction(1300)),
    ("FLOOR(2.7)", Fraction(2)),
    ("FLOOR(-2.7)", Fraction(-2)),
    ("CEILING(2.1)", Fraction(3)),
    ("CEILING(-2.1)", Fraction(-3)),
    ("MFLOOR(-2.7)", Fraction(-3)),
    ("MCEILING(-2.1)", Fraction(-2)),
    ("MOD(7, 3)", Fraction(1)),
    ("MOD(-7, 3)", Fraction(-1)),
    ("MOD(7, nothing)", None),
    ("SQRT(2.25)", Fraction(3, 2)),
    # dates
    ("day + 1", date(2026, 2, 1)),
    ("1 + day", date(2026, 2, 1)),
    ("day - 1.9", date(2026, 1, 30)),
    ("day - DATE(2025, 12, 31)", Fraction(31)),
    ("day + nothing", None),
    ("moment + 0.5", datetime(2026, 2, 1, 0, 30, tzinfo=UTC)),
    ("moment - (moment - 1.5)", Fraction(3, 2)),
    ("clock + 1500", time(0, 0, 0, 500000)),
    ("clock - (clock - 1000)", Fraction(1000)),
    ("(clock - 1000) - clock", Fraction(86_399_000)),
    ("DATE(2024, 2, 29)", date(2024, 2, 29)),
    ("DATE(2024, nothing, 29)", None),
    ("DATEVALUE('2024-02-29')", date(2024, 2, 29)),
    ("DATEVALUE(day)", date(2026, 1, 31)),
    ("DATEVALUE(nothing)", None),
    ("YEAR(day)", Fraction(2026)),
    ("MONTH(day)", Fraction(1)),
    ("DAY(day)", Fraction(31)),
    ("WEEKDAY(DATE(2026, 2, 1))", Fraction(1)),
    ("YEAR(nothing)", None),
]


@pytest.mark.parametrize(("expression", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_a_formula_has_its_value(expression: str, expected: Value) -> None:
    value = value_of(expression)
    assert (value, type(value)) == (expected, type(expected)), shown(value)


def test_a_function_may_be_written_in_any_case() -> None:
    assert value_of("if(Contains('abc', 'b'), Max(1, 2), 0)") == Fraction(2)


def test_the_formula_of_a_real_approval_holds_if_a_decision_is_a_rejection() -> None:
    tree = parse_formula('OR(\nCONTAINS({!A.Outputs.x}, "Reject"),\nCONTAINS({!B.Outputs.x}, "Reject")\n)')
    assert not isinstance(tree, FormulaProblem)
    rejected = compile_formula(tree, read)
    assert rejected({"A.Outputs.x": None, "B.Outputs.x": None}) is False
    assert rejected({"A.Outputs.x": "Approve", "B.Outputs.x": None}) is False
    assert rejected({"A.Outputs.x": "Approve", "B.Outputs.x": "Reject"}) is True
