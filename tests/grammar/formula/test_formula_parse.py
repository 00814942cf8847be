"""Formulas are read as Salesforce's own grammar reads them, and what is none is explained."""

from fractions import Fraction

import pytest

from stageproof.grammar.formula.parse import parse_formula
from stageproof.grammar.formula.text import formula_text
from stageproof.grammar.formula.tokens import FormulaProblem
from stageproof.grammar.formula.tree import (
    BooleanLiteral,
    Call,
    Chain,
    Expression,
    NamedValue,
    NullLiteral,
    NumberLiteral,
    Signed,
    TextLiteral,
    references,
    subexpressions,
)


def tree(expression: str) -> Expression:
    parsed = parse_formula(expression)
    assert not isinstance(parsed, FormulaProblem), parsed
    return parsed


def number(value: int) -> NumberLiteral:
    return NumberLiteral(Fraction(value))


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('"a\\"b\\n"', TextLiteral('a"b\n')),
        (r"'it\'s \\ \t'", TextLiteral("it's \\ \t")),
        ("12.50", NumberLiteral(Fraction(25, 2))),
        ("TRUE", BooleanLiteral(True)),
        ("False", BooleanLiteral(False)),
        ("Null", NullLiteral()),
        ("{! $Record.Amount__c }", NamedValue("$Record.Amount__c")),
        ("$Record.Amount__c", NamedValue("$Record.Amount__c")),
        ("$Record.Owner:User.Name", NamedValue("$Record.Owner:User.Name")),
        ("$GlobalConstant.True", NamedValue("$GlobalConstant.True")),
        ("Step.Outputs.x", NamedValue("Step.Outputs.x")),
        ("today()", Call("TODAY", ())),
        ("max(1, /* two, ( */ 2)", Call("MAX", (number(1), number(2)))),
        ("NOT a", Signed("!", NamedValue("a"))),
        ("not(a)", Signed("!", NamedValue("a"))),
        ("!{!a}", Signed("!", NamedValue("a"))),
        ("((1))", number(1)),
        ("a == b", Chain(NamedValue("a"), (("=", NamedValue("b")),))),
        ("a != b", Chain(NamedValue("a"), (("<>", NamedValue("b")),))),
        ("a - b + c", Chain(NamedValue("a"), (("-", NamedValue("b")), ("+", NamedValue("c"))))),
    ],
)
def test_an_expression_has_its_tree(expression: str, expected: Expression) -> None:
    assert tree(expression) == expected


@pytest.mark.parametrize(
    ("expression", "grouped"),
    [
        ("a || b && c", "a || (b && c)"),
        ("a && b = c", "a && (b = c)"),
        ("a = b < c", "a = (b < c)"),
        ("a < b + c", "a < (b + c)"),
        ("a & b ^ c", "a & (b ^ c)"),
        ("a ^ b * c", "a ^ (b * c)"),
        ("a * b ^ c", "(a * b) ^ c"),
        ("a + b * c - d", "a + (b * c) - d"),
        ("-a ^ b", "(-a) ^ b"),
        ("NOT a = b", "(NOT(a)) = b"),
        ("! a && b", "(!a) && b"),
        ("a <> b || c >= d && e", "(a <> b) || ((c >= d) && e)"),
    ],
)
def test_operators_bind_as_in_the_published_grammar(expression: str, grouped: str) -> None:
    assert tree(expression) == tree(grouped)
    assert len({formula_text(tree(expression)), formula_text(tree(grouped))}) == 1


@pytest.mark.parametrize(
    ("expression", "offset", "message"),
    [
        ("", 0, "is empty"),
        (" /* only words */ ", 0, "is empty"),
        ("1 +", 3, "ends where a value is missing"),
        ("(1", 0, "has no `)`"),
        ("MAX(1, 2", 3, "has no `)`"),
        ("1)", 1, "without its `(`"),
        ("1, 2", 1, "outside of a function"),
        ("(1, 2)", 2, "outside of a function"),
        ("MAX(1,)", 6, "missing before “)”"),
        ("MAX(, 1)", 4, "missing before “,”"),
        ("()", 1, "missing before “)”"),
        ("a b", 2, "operator is missing before “b”"),
        ("1 * / 2", 4, "missing before “/”"),
        ("x + “a”", 4, "curly"),
        ("x + 'a", 4, "never ends"),
        ("/* a", 0, "comment never ends"),
        ("1 /* a", 2, "comment never ends"),
        (r"'a\q'", 2, "no escape"),
        ("{!}", 0, "no name"),
        ("{x}", 0, "begins no reference"),
        ("a.b(1)", 0, "no name of a function"),
        ("a # b", 2, "no meaning"),
        ("a | b", 2, "no meaning"),
        ("1." + "0" * 100, 0, "102 characters"),
    ],
)
def test_a_problem_says_what_where_and_what_was_expected(expression: str, offset: int, message: str) -> None:
    problem = parse_formula(expression)
    assert isinstance(problem, FormulaProblem)
    assert message in problem.message
    assert problem.offset == offset
    assert problem.expected


@pytest.mark.parametrize(
    "beginning",
    ["(", "-", "!", "NOT ", "NOT(", "ABS(", "1 + (", "a && (b = ("],
    ids=lambda text: text.strip(),
)
def test_what_nests_too_deep_is_a_problem_and_no_crash(beginning: str) -> None:
    problem = parse_formula(beginning * 5000 + "1")
    assert isinstance(problem, FormulaProblem)
    assert "nests deeper than 200" in problem.message


def test_operators_inside_parentheses_count_as_nesting() -> None:
    inside = "1"
    for _ in range(90):
        inside = f"(1 || 1 && 1 = 1 < 1 + 1 ^ 1 * {inside})"
    problem = parse_formula(inside)
    assert isinstance(problem, FormulaProblem)
    assert "nests deeper than 200" in problem.message


def test_nesting_up_to_the_limit_is_read() -> None:
    assert formula_text(tree("ABS(" * 199 + "1" + ")" * 199)).count("ABS") == 199
    assert tree("(" * 200 + "1" + ")" * 200) == number(1)


def test_a_long_sum_is_one_chain() -> None:
    chain = tree(" + ".join(["1"] * 2500))
    assert isinstance(chain, Chain)
    assert len(chain.rest) == 2499


def test_parts_know_where_they_are_written() -> None:
    expression = "IF( a.b = 'x', -{!c}, (1 + 2) )"
    places = [expression[part.start : part.end] for part in subexpressions(tree(expression))]
    assert places == [expression, "a.b = 'x'", "a.b", "'x'", "-{!c}", "{!c}", "1 + 2", "1", "2"]


def test_references_are_listed_once_in_order() -> None:
    assert references(tree("{!b} + a.c + {!b} + true + F($Record.Id)")) == ("b", "a.c", "$Record.Id")
