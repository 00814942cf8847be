"""What is printed is read again as the same tree."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stageproof.grammar.formula.parse import parse_formula
from stageproof.grammar.formula.text import formula_text
from stageproof.grammar.formula.tokens import FormulaProblem
from stageproof.grammar.formula.tree import (
    LEVELS,
    BooleanLiteral,
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
    references,
)
from stageproof.grammar.model import Orchestration
from stageproof.grammar.reference_text import references_in_formula
from stageproof.grammar.salesforce.read import read
from stageproof.grammar.source import Source

PREFIXES: list[Prefix] = ["-", "+", "!"]
LEAVES: st.SearchStrategy[Expression] = st.one_of(
    st.text(max_size=6).map(TextLiteral),
    st.decimals(0, 10**9, places=3).map(lambda value: NumberLiteral(Fraction(value))),
    st.booleans().map(BooleanLiteral),
    st.just(NullLiteral()),
    st.sampled_from(["a", "$Record.Amount__c", "Step.Outputs.x", "true", "not"]).map(NamedValue),
)


@st.composite
def chains(draw: st.DrawFn, inside: st.SearchStrategy[Expression]) -> Expression:
    level = draw(st.integers(1, 7))
    operators: list[Operator] = [operator for operator, own in LEVELS.items() if own == level]
    rest = draw(st.lists(st.tuples(st.sampled_from(operators), inside), min_size=1, max_size=3))
    return Chain(draw(inside), tuple(rest))


TREES: st.SearchStrategy[Expression] = st.recursive(
    LEAVES,
    lambda inside: st.one_of(
        st.builds(Signed, st.sampled_from(PREFIXES), inside),
        chains(inside),
        st.builds(Call, st.sampled_from(["IF", "AND", "TODAY"]), st.lists(inside, max_size=3).map(tuple)),
    ),
    max_leaves=15,
)


@given(TREES)
def test_printing_a_tree_and_parsing_it_gives_the_tree(tree: Expression) -> None:
    assert parse_formula(formula_text(tree)) == tree


@given(TREES)
def test_the_references_of_a_tree_are_those_the_checker_finds_in_the_text(tree: Expression) -> None:
    found = references_in_formula(formula_text(tree), 0)
    assert references(tree) == tuple(dict.fromkeys(reference.text for reference in found))


@given(st.text(alphabet="ab1.\"'\\{!}()+-*/&|=<>, \n", max_size=30))
def test_any_text_is_a_formula_or_a_problem_inside_it(text: str) -> None:
    parsed = parse_formula(text)
    if isinstance(parsed, FormulaProblem):
        assert 0 <= parsed.offset <= len(text)
    else:
        assert parse_formula(formula_text(parsed)) == parsed


@pytest.mark.parametrize("number", [Fraction(-1), Fraction(1, 3)])
def test_a_number_no_formula_can_write_is_refused(number: Fraction) -> None:
    with pytest.raises(ValueError, match="no number a formula can write"):
        formula_text(NumberLiteral(number))


def definitions(corpus: Path) -> list[tuple[str, Orchestration]]:
    paths = sorted(path for end in ("*.flow-meta.xml", "*.flow") for path in corpus.rglob(end))
    models = [
        (path.name, read(Source(str(path), path.read_text(encoding="utf-8")), path.name).orchestration)
        for path in paths
    ]
    return [(name, model) for name, model in models if model is not None]


def test_every_formula_of_the_real_definitions_is_read(corpus: Path) -> None:
    formulas = [
        (name, formula.expression) for name, model in definitions(corpus) for formula in model.formulas
    ]
    assert any(name.startswith("RLM_Quote_Smart_Approval") for name, _ in formulas)
    for name, expression in formulas:
        parsed = parse_formula(expression)
        assert not isinstance(parsed, FormulaProblem), (name, parsed)
        found = references_in_formula(expression, 0)
        assert references(parsed) == tuple(dict.fromkeys(reference.text for reference in found))
