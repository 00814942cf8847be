"""Demands about the definition itself: Limit, Operators."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from ...engine.tables.demand import Limit, Operators
from ...engine.tables.row import TableRow
from ...grammar.condition import Condition, Requirements
from ...grammar.contract import Domain
from ...grammar.logic import logic_text
from ...grammar.model import Orchestration
from .facts import Facts
from .violation import Violation

LABELS: Final = {
    "EqualTo": "Equals",
    "NotEqualTo": "Does Not Equal",
    "GreaterThan": "Greater Than",
    "GreaterThanOrEqualTo": "Greater Than or Equal",
    "LessThan": "Less Than",
    "LessThanOrEqualTo": "Less Than or Equal",
    "Contains": "Contains",
    "StartsWith": "Starts With",
    "EndsWith": "Ends With",
    "IsNull": "Is Null",
    "IsBlank": "Is Blank",
    "IsEmpty": "Is Empty",
    "WasSet": "Was Set",
    "WasVisited": "Was Visited",
}
"""The words that people see for operators (Metadata API, FlowComparisonOperator). Newer ones are in no table."""

TYPES: Final = {
    "boolean": "Boolean",
    "number": "Number, Currency",
    "integer": "Number, Currency",
    "date": "Date, Date/Time",
    "datetime": "Date, Date/Time",
    "text": "Text",
    "record": "Record",
}
"""The type of a resource by the base of its domain."""

OF_VARIABLE: Final = {
    "Boolean": "Boolean",
    "Number": "Number, Currency",
    "Currency": "Number, Currency",
    "Date": "Date, Date/Time",
    "DateTime": "Date, Date/Time",
    "String": "Text",
    "Picklist": "Picklist",
    "Multipicklist": "Multi-select picklist",
    "SObject": "Record",
}
"""The type of a variable by its data type (FlowDataType)."""


def judge_limit(row: TableRow, demand: Limit, facts: Facts) -> Iterator[Violation]:
    """Whether a definition keeps to a limit. Those of a run (days) are not judged here."""
    count = COUNTED.get(demand.name)
    for element, number in count(facts.orchestration) if count else ():
        wrong = number < demand.number if demand.least else number > demand.number
        if wrong:
            bound = "at least" if demand.least else "at most"
            expected = f"{bound} {demand.number} {demand.name}"
            yield Violation(row.id, expected, str(number), 0, element)


def judge_operators(row: TableRow, demand: Operators, facts: Facts) -> Iterator[Violation]:
    """Whether resources whose type is known are compared with the operators of the type."""
    for element, requirements in _requirements(facts.orchestration):
        for condition in requirements.conditions:
            shown = LABELS.get(condition.operator)
            if shown and _type(facts, condition) == demand.type and shown not in demand.names:
                expected = f"an operator of the type {demand.type}"
                yield Violation(row.id, expected, f"{condition.left.text} {shown}", 0, element)


def _stages(definition: Orchestration) -> Iterator[tuple[str, int]]:
    yield "run", len(definition.stages)


def _steps(definition: Orchestration) -> Iterator[tuple[str, int]]:
    for stage in definition.stages:
        yield stage.name, len(stage.steps)


def _conditions(definition: Orchestration) -> Iterator[tuple[str, int]]:
    for element, requirements in _requirements(definition):
        yield element, len(requirements.conditions)


def _characters(definition: Orchestration) -> Iterator[tuple[str, int]]:
    for element, requirements in _requirements(definition):
        text = logic_text(requirements.logic, len(requirements.conditions))
        yield element, len(text)


COUNTED: Final[dict[str, Callable[[Orchestration], Iterator[tuple[str, int]]]]] = {
    "requirements of a condition": _conditions,
    "stages of an orchestration": _stages,
    "steps of a stage": _steps,
    "characters of custom condition logic": _characters,
}
"""What is counted for each limit of a definition."""


def _requirements(definition: Orchestration) -> Iterator[tuple[str, Requirements]]:
    for stage in definition.stages:
        if stage.exit is not None:
            yield stage.name, stage.exit
        for step in stage.steps:
            for part in (step.entry, step.exit):
                if part is not None:
                    yield f"{stage.name}/{step.name}", part


def _type(facts: Facts, condition: Condition) -> str | None:
    for variable in facts.orchestration.variables:
        if variable.name.casefold() == condition.left.text.casefold():
            return "Collection" if variable.is_collection else OF_VARIABLE.get(variable.data_type)
    domain = _domain(facts, condition)
    if domain is None:
        return None
    return "Collection" if domain.is_collection else TYPES.get(domain.base)


def _domain(facts: Facts, condition: Condition) -> Domain | None:
    left = condition.left
    if left.is_global:
        fields = facts.orchestration.fields
        return next(
            (field.domain for field in fields if field.field.casefold() == left.text.casefold()), None
        )
    step = facts.step(left.root)
    called = (step.calls or "").casefold() if step is not None and left.output is not None else ""
    for contract in facts.orchestration.contracts:
        if contract.name.casefold() == called:
            variable = contract.variable(left.output or "")
            return variable.domain if variable else None
    return None
