"""What literals alone decide, against every value that could tell."""

import operator
from collections.abc import Callable
from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from stageproof.checker.settled_conditions import settled
from stageproof.grammar.condition import All, Any, Condition, Logic, Not, Requirements, Row
from stageproof.grammar.names import Names
from stageproof.grammar.value import Boolean, Number, Reference

ORDERS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "LessThan": operator.lt,
    "LessThanOrEqualTo": operator.le,
    "GreaterThan": operator.gt,
    "GreaterThanOrEqualTo": operator.ge,
}
HALVES = (None, *(Fraction(number, 2) for number in range(-1, 6)))
NAMES = Names({}, {})


def _condition(name: str, kind: str, number: int) -> Condition:
    if kind == "IsNull":
        return Condition(left=Reference(text=name), operator=kind, right=Boolean(value=number > 0))
    return Condition(left=Reference(text=name), operator=kind, right=Number(value=Fraction(number)))


def _all(parts: list[Logic]) -> Logic:
    return All(tuple(parts))


def _any(parts: list[Logic]) -> Logic:
    return Any(tuple(parts))


def _joined(parts: st.SearchStrategy[Logic]) -> st.SearchStrategy[Logic]:
    several = st.lists(parts, min_size=2, max_size=3)
    return st.one_of(several.map(_all), several.map(_any), parts.map(Not))


CONDITIONS = st.builds(
    _condition,
    st.sampled_from(("$Record.A", "$Record.B")),
    st.sampled_from((*ORDERS, "EqualTo", "NotEqualTo", "IsNull")),
    st.integers(0, 2),
)
LOGICS: st.SearchStrategy[Logic] = st.recursive(st.integers(1, 4).map(Row), _joined, max_leaves=6)


def _holds(condition: Condition, value: Fraction | None) -> bool:
    match condition.right:
        case Boolean(value=wanted):
            return (value is None) == wanted
        case Number(value=literal) if condition.operator == "EqualTo":
            return value == literal
        case Number(value=literal) if condition.operator == "NotEqualTo":
            return value != literal
        case Number(value=literal):
            return value is not None and ORDERS[condition.operator](value, literal)
        case other:
            raise AssertionError(other)


def _comes_to(logic: Logic, rows: list[bool]) -> bool:
    match logic:
        case Row():
            return rows[logic.number - 1]
        case All():
            return all(_comes_to(part, rows) for part in logic.parts)
        case Any():
            return any(_comes_to(part, rows) for part in logic.parts)
        case Not():
            return not _comes_to(logic.part, rows)
        case other:
            raise AssertionError(other)


def _verdicts(requirements: Requirements) -> set[bool]:
    """What the requirements come to over all values of A and B."""
    return {
        _comes_to(
            requirements.logic,
            [_holds(row, a if row.left.text == "$Record.A" else b) for row in requirements.conditions],
        )
        for a, b in product(HALVES, repeat=2)
    }


@settings(max_examples=300, deadline=None)
@given(st.lists(CONDITIONS, min_size=4, max_size=4), LOGICS)
def test_what_is_settled_holds_for_every_value(rows: list[Condition], logic: Logic) -> None:
    requirements = Requirements(logic=logic, conditions=tuple(rows))
    found = settled(requirements, NAMES)
    if found:
        assert _verdicts(requirements) == {found.value}
        assert all(1 <= row <= len(rows) for row in found.rows)


@settings(max_examples=300, deadline=None)
@given(st.lists(CONDITIONS, min_size=2, max_size=4), st.booleans())
def test_a_contradiction_about_one_value_is_always_found(rows: list[Condition], both: bool) -> None:
    about_a = tuple(
        Condition(left=Reference(text="$Record.A"), operator=row.operator, right=row.right) for row in rows
    )
    numbers = tuple(Row(number) for number in range(1, len(rows) + 1))
    requirements = Requirements(logic=All(numbers) if both else Any(numbers), conditions=about_a)
    found = settled(requirements, NAMES)
    assert (found is not None) == (len(_verdicts(requirements)) == 1)
