"""Conditions as functions of a run: operators, All, Any and custom logic."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from ...grammar.condition import All, Any, Condition, Logic, Not, Requirements, Row, Unreadable
from ...grammar.model import Stage
from ...grammar.property import AllOf, AnyOf, Happens, Implication, Negation, Statement
from ...grammar.span import Span
from ..comparison import COMPARISONS, TESTS
from ..values import EvaluationError
from .program import Problem
from .references import PRIOR, RECORD, References
from .view import Test, View


def compile_requirements(requirements: Requirements, references: References, *, prior: bool = False) -> Test:
    """Requirements with their logic. `prior`: judged on the record's prior values."""
    tests = [compile_condition(condition, references, prior=prior) for condition in requirements.conditions]
    return _logic(requirements.logic, tests, references, requirements.span)


def compile_condition(condition: Condition, references: References, *, prior: bool = False) -> Test:
    """One row: left operator right."""
    operator = condition.operator
    left = references.value(condition.left, prior=prior)
    if operator in COMPARISONS:
        holds = COMPARISONS[operator]
        right = references.value(condition.right, prior=prior)
        return lambda view: holds(left(view), right(view))
    wanted = references.value(condition.right)
    if operator in TESTS:
        test = TESTS[operator]
        return lambda view: test(left(view)) is _wanted(wanted(view))
    match operator:
        case "WasVisited":
            return lambda view: (left(view) not in (None, False)) is _wanted(wanted(view))
        case "WasSelected":
            return lambda view: (left(view) is True) is _wanted(wanted(view))
        case "HasError":
            erroneous = _has_error(condition, references)
            return lambda view: erroneous(view) is _wanted(wanted(view))
        case "IsChanged":
            text = condition.left.text
            before = references.reference(PRIOR + text.removeprefix(RECORD), condition.span)
            return lambda view: (left(view) != before(view)) is _wanted(wanted(view))
        case _:
            return _unjudged(f"the operator {operator} cannot be judged", references, condition.span)


def compile_statement(statement: Statement, references: References) -> Test:
    """What a scenario expects, or a property says of a moment. A change (`X starts`) is judged by
    its status here; who knows what happened judges it by the changes (`engine/scenarios/expectations.py`).
    """
    match statement:
        case Condition():
            return compile_condition(statement, references)
        case Happens(element=element, event=event):
            status = {"starts": "InProgress", "completes": "Completed", "fails": "Error"}.get(event, "")
            read = references.reference(f"{element}.Status", statement.span)
            return lambda view: read(view) == status
        case AllOf(parts=parts):
            return _all([compile_statement(part, references) for part in parts])
        case AnyOf(parts=parts):
            return _any([compile_statement(part, references) for part in parts])
        case Negation(part=part):
            return _not(compile_statement(part, references))
        case Implication(premise=premise, conclusion=conclusion):
            return _any(
                [_not(compile_statement(premise, references)), compile_statement(conclusion, references)]
            )
        case _:
            assert_never(statement)


def _logic(logic: Logic, tests: Sequence[Test], references: References, span: Span) -> Test:
    match logic:
        case Row(number):
            return tests[number - 1]
        case All(parts):
            return _all([_logic(part, tests, references, span) for part in parts])
        case Any(parts):
            return _any([_logic(part, tests, references, span) for part in parts])
        case Not(part):
            return _not(_logic(part, tests, references, span))
        case Unreadable(text, reason):
            return _unjudged(f"the logic “{text}” cannot be read: {reason}", references, span)
        case _:
            assert_never(logic)


def _all(tests: Sequence[Test]) -> Test:
    match tests:
        case []:
            return lambda view: True
        case [only]:
            return only
        case [first, second]:
            return lambda view: first(view) and second(view)
        case _:
            return lambda view: all(test(view) for test in tests)


def _any(tests: Sequence[Test]) -> Test:
    match tests:
        case []:
            return lambda view: False
        case [only]:
            return only
        case [first, second]:
            return lambda view: first(view) or second(view)
        case _:
            return lambda view: any(test(view) for test in tests)


def _not(test: Test) -> Test:
    return lambda view: not test(view)


def _has_error(condition: Condition, references: References) -> Test:
    root = condition.left.root
    element = references.names.get(root)
    if isinstance(element, Stage) or references.names.step(root) is not None:
        status = references.reference(f"{root}.Status", condition.span)
        return lambda view: status(view) == "Error"
    return lambda view: False


def _wanted(value: object) -> bool:
    return value is not False


def _unjudged(message: str, references: References, span: Span) -> Test:
    references.problems.append(Problem(message, span))

    def test(view: View) -> bool:
        raise EvaluationError(message)

    return test
