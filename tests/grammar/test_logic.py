"""Condition logic: what a text means, and the text of a logic."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stageproof.grammar.condition import All, Any, Logic, Not, Row, Unreadable
from stageproof.grammar.logic import logic_text, parse_logic

ONE, TWO, THREE, FOUR = map(Row, (1, 2, 3, 4))


@pytest.mark.parametrize(
    ("text", "count", "logic"),
    [
        ("and", 2, All((ONE, TWO))),
        ("AND", 1, All((ONE,))),
        (" Or ", 3, Any((ONE, TWO, THREE))),
        ("", 2, All((ONE, TWO))),
        ("and", 0, All(())),
        ("or", 0, Any(())),
        ("1", 1, ONE),
        ("1 AND (2 OR NOT 3)", 3, All((ONE, Any((TWO, Not(THREE)))))),
        ("1 OR 2 AND 3", 3, Any((ONE, All((TWO, THREE))))),
        ("1 AND 2 OR 3 AND 4", 4, Any((All((ONE, TWO)), All((THREE, FOUR))))),
        ("(1 AND 2) AND 3", 3, All((All((ONE, TWO)), THREE))),
        ("((1))", 1, ONE),
        ("not not 1", 1, Not(Not(ONE))),
        ("NOT (1 OR 2)", 2, Not(Any((ONE, TWO)))),
        ("1 or 1", 1, Any((ONE, ONE))),
        ("2 and 1", 2, All((TWO, ONE))),
        ("NOT 1 AND 2", 2, All((Not(ONE), TWO))),
        ("1AND(2OR 3)", 3, All((ONE, Any((TWO, THREE))))),
    ],
)
def test_a_text_means(text: str, count: int, logic: Logic) -> None:
    assert parse_logic(text, count) == logic


@pytest.mark.parametrize(
    ("text", "count", "reason"),
    [
        ("formula", 2, "formula"),
        ("1 AND", 2, "missing at the end"),
        ("AND 1", 2, "missing before “AND”"),
        ("1 2", 2, "missing before “2”"),
        ("1 AND 3", 2, "there are 2 conditions"),
        ("0", 2, "condition 0"),
        ("2", 1, "there is 1 condition"),
        ("(1", 1, "no `)`"),
        ("1)", 1, "without its `(`"),
        ("()", 1, "missing before “)”"),
        ("1 XOR 2", 2, "missing before “XOR”"),
        ("1 & 2", 2, "“& 2”"),
        ("99999999999999999999999", 2, "there are 2 conditions"),
        ("(" * 201 + "1" + ")" * 201, 1, "deeper than 200"),
        ("NOT " * 201 + "1", 1, "deeper than 200"),
    ],
)
def test_what_is_no_logic_is_kept_with_its_reason(text: str, count: int, reason: str) -> None:
    logic = parse_logic(text, count)
    assert isinstance(logic, Unreadable)
    assert logic.text == text
    assert reason in logic.reason
    assert logic_text(logic, count) == text


@pytest.mark.parametrize(
    ("logic", "count", "text"),
    [
        (All((ONE, TWO)), 2, "and"),
        (Any((ONE, TWO)), 2, "or"),
        (All((ONE,)), 1, "and"),
        (All((ONE, TWO)), 3, "1 AND 2"),
        (All((TWO, ONE)), 2, "2 AND 1"),
        (All((ONE, Any((TWO, Not(THREE))))), 3, "1 AND (2 OR NOT 3)"),
        (Any((All((ONE, TWO)), THREE)), 3, "1 AND 2 OR 3"),
        (All((All((ONE, TWO)), THREE)), 3, "(1 AND 2) AND 3"),
        (Not(All((ONE, TWO))), 2, "NOT (1 AND 2)"),
        (ONE, 1, "1"),
    ],
)
def test_the_text_of_a_logic_has_the_fewest_parentheses(logic: Logic, count: int, text: str) -> None:
    assert logic_text(logic, count) == text
    assert parse_logic(text, count) == logic


LOGICS = st.recursive(
    st.integers(1, 4).map(Row),
    lambda parts: st.one_of(
        st.lists(parts, min_size=2, max_size=3).map(lambda found: All(tuple(found))),
        st.lists(parts, min_size=2, max_size=3).map(lambda found: Any(tuple(found))),
        parts.map(Not),
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(LOGICS)
def test_the_text_of_any_logic_means_the_logic(logic: Logic) -> None:
    assert parse_logic(logic_text(logic, 4), 4) == logic


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text("0123() ANDORNOTandornot", max_size=30), st.integers(0, 4))
def test_any_text_gives_a_logic_whose_text_means_the_same(text: str, count: int) -> None:
    logic = parse_logic(text, count)
    assert parse_logic(logic_text(logic, count), count) == logic


def test_two_hundred_levels_are_read_and_written() -> None:
    text = "(" * 200 + "1" + ")" * 200
    assert parse_logic(text, 1) == ONE
    logic: Logic = ONE
    for _ in range(100):
        logic = Not(All((logic, TWO)))
    assert parse_logic(logic_text(logic, 2), 2) == logic
