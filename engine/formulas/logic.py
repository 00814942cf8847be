"""The functions and operators that look only at what they need: AND, OR, IF, CASE, `&&`, `||`.

A null condition is false (FunctionAnd, FunctionIf of Salesforce's published formula engine). CASE compares as `=` does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ..values import EvaluationError, Value
from .arguments import truth_of
from .errors import FormulaError, UninterpretedError
from .operators import equal

State = TypeVar("State")
Evaluate = Callable[[State], Value]
"""A part of a formula, ready to run: from whatever the references are read to the part's value."""

Place = tuple[int, int]
"""Where a part of a formula stands: its start and end."""


def located(error: EvaluationError, place: Place) -> EvaluationError:
    """An error as one of the formula's part at a place; what is not interpreted stays what it is."""
    if isinstance(error, UninterpretedError):
        return error
    return FormulaError(str(error), *place)


def condition(part: Evaluate[State], taker: str, place: Place) -> Callable[[State], bool]:
    """A part read as a condition: null is false, and what is no boolean an error."""

    def holds(state: State) -> bool:
        value = part(state)
        if value is True or value is False:
            return value
        try:
            return truth_of(value, taker)
        except EvaluationError as error:
            raise located(error, place) from None

    return holds


def all_hold(conditions: tuple[Callable[[State], bool], ...]) -> Evaluate[State]:
    """True if every condition holds; none after the first that does not is looked at."""

    def evaluate(state: State) -> Value:
        for holds in conditions:  # noqa: SIM110 - a generator would double the depth of nested formulas
            if not holds(state):
                return False
        return True

    return evaluate


def any_holds(conditions: tuple[Callable[[State], bool], ...]) -> Evaluate[State]:
    """True if a condition holds; none after the first that does is looked at."""

    def evaluate(state: State) -> Value:
        for holds in conditions:  # noqa: SIM110 - as in all_hold
            if holds(state):
                return True
        return False

    return evaluate


def choose(holds: Callable[[State], bool], then: Evaluate[State], other: Evaluate[State]) -> Evaluate[State]:
    """IF: one part or the other."""

    def evaluate(state: State) -> Value:
        return then(state) if holds(state) else other(state)

    return evaluate


def case(parts: tuple[Evaluate[State], ...], place: Place) -> Evaluate[State]:
    """CASE: the value, pairs of a value to compare it with and a result, and the result where none is equal."""
    subject, otherwise = parts[0], parts[-1]
    pairs = tuple(zip(parts[1:-1:2], parts[2:-1:2], strict=True))

    def evaluate(state: State) -> Value:
        value = subject(state)
        for candidate, result in pairs:
            compared = candidate(state)
            try:
                found = equal(value, compared)
            except EvaluationError as error:
                raise located(error, place) from None
            if found:
                return result(state)
        return otherwise(state)

    return evaluate
