"""What values the holes of a run can take: from contracts, variables and declared fields."""

from __future__ import annotations

from typing import Final

from ...grammar.contract import BASES, Domain, FlowContract
from ...grammar.model import Orchestration, Variable
from ...grammar.value import Text
from ..values import Exact, Value, is_literal, literal

ANY: Final = Domain(base="")
APPROVAL_DECISION: Final = Domain(
    base="text", choices=(Text(value="Approve"), Text(value="Reject")), nullable=False
)
"""The decision of an approval step: "Approve" or "Reject" (Metadata API, screen flows of approval steps)."""


def output_domains(called: FlowContract | None, read: tuple[str, ...]) -> dict[str, tuple[str, Domain]]:
    """The outputs of a step by case-folded name: those of its flow's contract, and those that something reads."""
    found: dict[str, tuple[str, Domain]] = {}
    for variable in called.variables if called else ():
        if variable.is_output:
            found[variable.name.casefold()] = (variable.name, variable.domain)
    for name in read:
        found.setdefault(name.casefold(), (name, ANY))
    return found


def variable_domain(orchestration: Orchestration, name: str) -> Domain:
    """The domain of an input variable or an open parameter, by its name."""
    folded = name.casefold()
    for parameter in orchestration.parameters:
        if parameter.name.casefold() == folded:
            return parameter.domain
    variable = _variable(orchestration, name)
    if variable is None or variable.name.casefold() != folded:
        return ANY
    return Domain(
        base=BASES.get(variable.data_type.lower(), ""),
        is_collection=variable.is_collection,
        object_type=variable.object_type,
    )


def default_value(orchestration: Orchestration, name: str) -> Value:
    """What an input is when nobody gives it a value: its default, the lowest value of a parameter, or null."""
    for parameter in orchestration.parameters:
        if parameter.name.casefold() == name.casefold():
            choices = parameter.domain.choices
            if choices and is_literal(choices[0]):
                return literal(choices[0])
            return None if parameter.domain.low is None else Exact(parameter.domain.low)
    variable = _variable(orchestration, name)
    if variable is None or variable.value is None or not is_literal(variable.value):
        return None
    return literal(variable.value) if variable.name.casefold() == name.casefold() else None


def field_domain(orchestration: Orchestration, name: str) -> Domain:
    """The declared domain of a record field such as `$Record.Status`; one of the prior record is that of the record."""
    folded = name.casefold().replace("$record__prior.", "$record.")
    for field in orchestration.fields:
        if field.field.casefold() == folded:
            return field.domain
    return ANY


def _variable(orchestration: Orchestration, name: str) -> Variable | None:
    root = name.partition(".")[0].casefold()
    return next((variable for variable in orchestration.variables if variable.name.casefold() == root), None)
