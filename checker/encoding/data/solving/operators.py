"""What operators make of two terms, as the interpreter has it (`engine/formulas/operators.py`, `engine/comparison.py`)."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

from .rounding import half_away, towards_zero, whole
from .terms import FIRST_DAY, LAST_DAY, LAST_TICK, Language, Term, UntranslatableError

ORDERED: Final = ("number", "date", "datetime")
DAY: Final = 86_400_000_000
"""Microseconds."""
LARGEST_POWER: Final = 6


def present(language: Language, *terms: Term) -> Any:
    """Where none is null."""
    return language.all_of(*(language.negation(term.null) for term in terms))


def errors(language: Language, *terms: Term) -> Any:
    """Where one is an error."""
    return language.any_of(*(term.error for term in terms))


def wrong(language: Language, *terms: Term) -> Term:
    """An error where none is null, null elsewhere."""
    return language.nothing(language.any_of(errors(language, *terms), present(language, *terms)))


def needs(language: Language, sort: str, *terms: Term) -> Any:
    """An error where one is a value of another sort."""
    return language.any_of(
        *(language.negation(term.null) for term in terms if term.sort not in (sort, "null"))
    )


def text_of(language: Language, term: Term) -> Any:
    """A text, of null the empty text."""
    if term.sort != "text":
        return language.text("")
    return language.either(term.null, language.text(""), term.value)


def truth_of(language: Language, term: Term) -> Any:
    """Where a term read as a condition holds; null does not."""
    if term.sort != "boolean":
        return language.false
    return language.all_of(language.negation(term.null), term.value)


def equal(language: Language, left: Term, right: Term) -> Term:
    """`=`."""
    both = language.all_of(left.null, right.null)
    there = present(language, left, right)
    error = errors(language, left, right)
    if left.sort == right.sort != "null":
        holds = language.any_of(both, language.all_of(there, _compared(language, left, right, operator.eq)))
        return Term("boolean", holds, language.false, error)
    return Term("boolean", both, language.false, language.any_of(error, there))


def unequal(language: Language, left: Term, right: Term) -> Term:
    """`<>`."""
    found = equal(language, left, right)
    return Term("boolean", language.negation(found.value), language.false, found.error)


def _compared(language: Language, left: Term, right: Term, compare: Callable[[Any, Any], Any]) -> Any:
    """Whole numbers are compared as integers: nothing lies between them."""
    if left.sort == "number":
        sides = [whole(language, side.value) for side in (left, right)]
        if None not in sides:
            return compare(*sides)
    return compare(left.value, right.value)


def _ordering(compare: Callable[[Any, Any], Any]) -> Callable[[Language, Term, Term], Term]:
    def ordered(language: Language, left: Term, right: Term) -> Term:
        there = present(language, left, right)
        error = errors(language, left, right)
        if left.sort == right.sort and left.sort in ORDERED:
            return Term(
                "boolean",
                language.all_of(there, _compared(language, left, right, compare)),
                language.false,
                error,
            )
        return Term("boolean", language.false, language.false, language.any_of(error, there))

    return ordered


def joined(language: Language, left: Term, right: Term) -> Term:
    """`&`."""
    error = language.any_of(errors(language, left, right), needs(language, "text", left, right))
    whole = language.z3.Concat(text_of(language, left), text_of(language, right))
    return Term("text", whole, language.false, error)


def added(language: Language, left: Term, right: Term) -> Term:
    """`+`."""
    if "text" in (left.sort, right.sort):
        made = joined(language, left, right)
        both = language.all_of(left.null, right.null)
        mixed = present(language, left, right) if left.sort != right.sort else language.false
        null = both if left.sort == right.sort else left.null if left.sort == "text" else right.null
        return Term("text", made.value, null, language.any_of(errors(language, left, right), mixed))
    if left.sort == right.sort == "number":
        return _number(language, left, right, lambda: left.value + right.value)
    if right.sort == "number" and left.sort in ("date", "datetime"):
        return _moved(language, left, right, right.value)
    if left.sort == "number" and right.sort in ("date", "datetime"):
        return _moved(language, right, left, left.value)
    return wrong(language, left, right)


def subtracted(language: Language, left: Term, right: Term) -> Term:
    """`-`."""
    if left.sort == right.sort == "number":
        return _number(language, left, right, lambda: left.value - right.value)
    if left.sort == right.sort and left.sort in ("date", "datetime"):
        unit = language.number(1 if left.sort == "date" else DAY)
        return _number(language, left, right, lambda: language.z3.ToReal(left.value - right.value) / unit)
    if right.sort == "number" and left.sort in ("date", "datetime"):
        return _moved(language, left, right, -right.value)
    return wrong(language, left, right)


def _moved(language: Language, moment: Term, amount: Term, by: Any) -> Term:
    z3 = language.z3
    if moment.sort == "date":
        value = moment.value + towards_zero(language, by)
        within = z3.And(value >= FIRST_DAY, value <= LAST_DAY)
    else:
        value = moment.value + half_away(language, by * 86400) * 1_000_000
        within = z3.And(value >= 0, value <= LAST_TICK)
    outside = language.all_of(present(language, moment, amount), z3.Not(within))
    error = language.any_of(errors(language, moment, amount), outside)
    return Term(moment.sort, value, language.any_of(moment.null, amount.null), error)


def _number(language: Language, left: Term, right: Term, calculate: Callable[[], Any]) -> Term:
    null = language.any_of(left.null, right.null)
    return Term("number", calculate(), null, errors(language, left, right))


def _arithmetic(language: Language, left: Term, right: Term, calculate: Callable[[], Any]) -> Term:
    error = language.any_of(errors(language, left, right), needs(language, "number", left, right))
    if not left.sort == right.sort == "number":
        return language.nothing(error)
    return Term("number", calculate(), language.any_of(left.null, right.null), error)


def multiplied(language: Language, left: Term, right: Term) -> Term:
    """`*`."""
    return _arithmetic(language, left, right, lambda: left.value * right.value)


def divided(language: Language, left: Term, right: Term) -> Term:
    """`/`."""
    found = _arithmetic(language, left, right, lambda: left.value / right.value)
    if found.sort != "number":
        return found
    by_zero = language.all_of(present(language, left, right), right.value == 0)
    return Term("number", found.value, found.null, language.any_of(found.error, by_zero))


def raised(language: Language, left: Term, right: Term) -> Term:
    """`^`, for a small exponent that is written out."""
    exponent = language.known(right)
    if (
        exponent is None
        or exponent.denominator != 1
        or not 0 <= exponent <= LARGEST_POWER
        or left.sort == "text"
    ):
        raise UntranslatableError("^ with an exponent that is not a small whole number")
    value = language.number(Fraction(1))
    for _ in range(int(exponent)):
        value = value * left.value if left.sort == "number" else value
    return _arithmetic(language, left, right, lambda: value)


def negated(language: Language, term: Term) -> Term:
    """A number with its sign turned."""
    return _signed(language, term, turned=True)


def unchanged(language: Language, term: Term) -> Term:
    """A number with a `+` before it."""
    return _signed(language, term, turned=False)


def _signed(language: Language, term: Term, *, turned: bool) -> Term:
    error = language.any_of(term.error, needs(language, "number", term))
    if term.sort != "number":
        return language.nothing(error)
    return Term("number", -term.value if turned else term.value, term.null, error)


OPERATORS: Final[dict[str, Callable[[Language, Term, Term], Term]]] = {
    "=": equal,
    "<>": unequal,
    "<": _ordering(lambda left, right: left < right),
    "<=": _ordering(lambda left, right: left <= right),
    ">": _ordering(lambda left, right: left > right),
    ">=": _ordering(lambda left, right: left >= right),
    "+": added,
    "-": subtracted,
    "&": joined,
    "*": multiplied,
    "/": divided,
    "^": raised,
}
