"""Whether conditions hold where an observed run stands, as far as that can be told.

None stands for *cannot be told*: a formula, an operator that needs more than what is observed, types that do not
compare. The operators are those of `engine.comparison`; references are read anew here.
"""

from __future__ import annotations

from typing import assert_never

from ...engine.comparison import COMPARISONS, TESTS
from ...engine.values import EvaluationError, Value, literal
from ...grammar.condition import (
    All,
    Any,
    Condition,
    EvaluationCall,
    Logic,
    Not,
    Requirements,
    Row,
    Unreadable,
)
from ...grammar.value import FormulaValue, Reference, Text
from ...grammar.value import Value as Written
from .facts import Facts
from .standing import Standing


class UntoldError(Exception):
    """What a condition needs is not observed."""


def holds(
    facts: Facts, standing: Standing, requirements: Requirements | None, flow: EvaluationCall | None
) -> bool | None:
    """Whether a condition of requirements, an evaluation flow or both holds; None: it cannot be told."""
    if flow is not None and not standing.answers.get(flow.flow.casefold(), False):
        return False
    if requirements is None:
        return True
    try:
        return _logic(facts, standing, requirements.logic, requirements.conditions)
    except (UntoldError, EvaluationError):
        return None


def condition_holds(facts: Facts, standing: Standing, condition: Condition) -> bool | None:
    """Whether one condition holds; None: it cannot be told. One that is an error there does not hold."""
    try:
        return _condition(facts, standing, condition)
    except UntoldError:
        return None
    except EvaluationError:
        return False


def _logic(facts: Facts, standing: Standing, logic: Logic, rows: tuple[Condition, ...]) -> bool:
    match logic:
        case Row(number):
            return _condition(facts, standing, rows[number - 1])
        case All(parts):
            return all(_logic(facts, standing, part, rows) for part in parts)
        case Any(parts):
            return any(_logic(facts, standing, part, rows) for part in parts)
        case Not(part):
            return not _logic(facts, standing, part, rows)
        case Unreadable():
            raise UntoldError
        case _:
            assert_never(logic)


def _condition(facts: Facts, standing: Standing, condition: Condition) -> bool:
    operator = condition.operator
    if operator in COMPARISONS:
        left = _read(facts, standing, condition.left)
        return COMPARISONS[operator](left, _read(facts, standing, condition.right))
    wanted = _read(facts, standing, condition.right) is not False
    if operator in TESTS:
        return TESTS[operator](_read(facts, standing, condition.left)) is wanted
    match operator:
        case "WasVisited":
            return (_read(facts, standing, condition.left) not in (None, False)) is wanted
        case "HasError":
            root = condition.left.root
            return (
                "Error" in (_stage_status(facts, standing, root), _step_status(facts, standing, root))
            ) is wanted
        case _:
            raise UntoldError


def _read(facts: Facts, standing: Standing, written: Written | None) -> Value:
    match written:
        case None:
            return None
        case Reference():
            return _reference(facts, standing, written)
        case FormulaValue():
            raise UntoldError
        case Text() if written.references:
            raise UntoldError
        case _:
            return literal(written)


def _reference(facts: Facts, standing: Standing, reference: Reference) -> Value:
    root = reference.root.casefold()
    if reference.is_global:
        return standing.fields.get(reference.text.casefold())
    if root == "run" and reference.is_status:
        return standing.run
    if root in facts.stages:
        status = _stage_status(facts, standing, root)
        return status if reference.is_status else {"Completed": True, "Error": False}.get(status or "")
    if root in facts.steps:
        if reference.output is not None:
            return standing.outputs.get((root, reference.text.split(".", 2)[2].casefold()))
        status = _step_status(facts, standing, root)
        return status if reference.is_status or status is None else status == "Completed"
    return _resource(facts, standing, reference)


def _resource(facts: Facts, standing: Standing, reference: Reference) -> Value:
    root = reference.root.casefold()
    if root in facts.decisions:
        return True if root in standing.outcomes else None
    if root in facts.outcomes:
        decision, outcome = facts.outcomes[root]
        return standing.outcomes.get(decision.name.casefold()) == outcome.name
    for variable in facts.orchestration.variables:
        if variable.name.casefold() == reference.text.casefold():
            if root in standing.inputs:
                return standing.inputs[root]
            if variable.value is None:
                return None
            return _read(facts, standing, variable.value)
    for constant in facts.orchestration.constants:
        if constant.name.casefold() == root:
            return _read(facts, standing, constant.value)
    raise UntoldError


def _stage_status(facts: Facts, standing: Standing, name: str) -> str | None:
    stage = facts.stages.get(name.casefold())
    return None if stage is None else standing.status("stage", stage.name)


def _step_status(facts: Facts, standing: Standing, name: str) -> str | None:
    found = facts.steps.get(name.casefold())
    return None if found is None else standing.status("step", found[0].name, found[1].name)
