"""Values that a person types: read to the type of their place, or explained."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stageproof.checker.stepping.value_reading import WrongValueError, domain_words, read_value
from stageproof.engine.values import Value, shown
from stageproof.grammar.contract import Domain
from stageproof.grammar.value import Text


@pytest.mark.parametrize(
    ("base", "typed", "value"),
    [
        ("text", "Anna Ek", "Anna Ek"),
        ("text", '"null"', "null"),
        ("text", "null", None),
        ("text", "20", "20"),
        ("boolean", "TRUE", True),
        ("number", "1/3", Fraction(1, 3)),
        ("number", "-0.5", Fraction(-1, 2)),
        ("integer", "7", Fraction(7)),
        ("date", "2026-01-31", date(2026, 1, 31)),
        ("datetime", "2026-01-31T09:00:00Z", datetime(2026, 1, 31, 9, tzinfo=UTC)),
        ("", "20", Fraction(20)),
        ("", "true", True),
        ("", "2026-01-31", date(2026, 1, 31)),
        ("", "anything", "anything"),
        ("", '"20"', "20"),
    ],
)
def test_a_value_is_read_to_the_type_of_its_place(base: str, typed: str, value: Value) -> None:
    found = read_value(typed, "x", Domain(base=base))
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("domain", "typed", "said"),
    [
        (Domain(base="boolean"), "yes", "x is true or false"),
        (Domain(base="number"), "lots", "x is a number, such as 20"),
        (Domain(base="number"), "1/0", "x is a number"),
        (Domain(base="integer"), "1.5", "x is an integer"),
        (Domain(base="integer", low=Fraction(0), high=Fraction(3)), "4", "x is declared to lie in 0..3"),
        (Domain(base="date"), "tomorrow", "x is a date, such as"),
        (Domain(base="datetime"), "noon", "x is a date with a time"),
        (Domain(base="text", nullable=False), "null", "x is declared never to be null"),
        (Domain(base="text", choices=(Text(value="Yes"),)), "No", 'x is one of "Yes"'),
        (Domain(base="text", is_collection=True), "a", "x is a collection"),
    ],
)
def test_what_does_not_fit_is_explained(domain: Domain, typed: str, said: str) -> None:
    with pytest.raises(WrongValueError) as problem:
        read_value(typed, "x", domain)
    assert str(problem.value).startswith(said)


def test_a_collection_is_read_item_by_item() -> None:
    assert read_value("[1, 2]", "x", Domain(base="number", is_collection=True)) == (1, 2)
    assert read_value("[]", "x", Domain(base="number", is_collection=True)) == ()


@given(
    st.none() | st.booleans() | st.fractions() | st.text() | st.dates() | st.datetimes(timezones=st.just(UTC))
)
def test_a_value_that_is_shown_can_be_typed(value: Value) -> None:
    assert read_value(shown(value), "x", Domain(base="")) == value


@given(st.text(), st.sampled_from(["", "text", "boolean", "number", "integer", "date", "datetime", "record"]))
def test_nothing_that_is_typed_breaks_anything(typed: str, base: str) -> None:
    try:
        read_value(typed, "x", Domain(base=base))
    except WrongValueError as problem:
        said = str(problem)
    else:
        said = "fits"
    assert said


def test_a_domain_is_told_in_words() -> None:
    assert domain_words(Domain(base="integer", low=Fraction(0), high=Fraction(3), nullable=False)) == (
        "integer 0..3, never null"
    )
    assert domain_words(Domain(base="text", choices=(Text(value="a"), Text(value="b")))) == 'one of "a", "b"'
    assert domain_words(Domain(base="")) == "any value"
