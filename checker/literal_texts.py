"""Texts that are written into a definition and handed on or compared: not labels, not assignees."""

from collections.abc import Iterator
from typing import NamedTuple

from ..grammar.model import Constant, Variable
from ..grammar.span import Span
from ..grammar.value import Text, Value
from .context import Context


class LiteralText(NamedTuple):
    """A text, where it stands, the element path it belongs to, and what it is there (`input orderId of Look`)."""

    text: str
    at: Span
    element: str
    role: str


def literal_texts(context: Context) -> Iterator[LiteralText]:
    """Values of inputs, compared values, values of resources, and texts inside formulas."""
    orchestration = context.orchestration
    for call in context.calls:
        for parameter in call.inputs:
            yield from _of(parameter.value, call.element, f"the input {parameter.name} of {call.owner.name}")
    for clause in context.clauses:
        for condition in clause.requirements.conditions:
            yield from _of(condition.right, clause.element, f"a comparison with {condition.left.text}")
    resources: tuple[Variable | Constant, ...] = (*orchestration.variables, *orchestration.constants)
    for resource in resources:
        yield from _of(resource.value, context.path(resource.name), resource.name)
    for formula in orchestration.formulas:
        at, element = formula.where("expression"), context.path(formula.name)
        for text in formula.expression.replace("'", '"').split('"')[1::2]:
            yield LiteralText(text, at, element, f"formula {formula.name}")
    for template in orchestration.templates:
        role = f"text template {template.name}"
        yield LiteralText(template.text, template.where("text"), context.path(template.name), role)


def _of(value: Value | None, element: str, role: str) -> Iterator[LiteralText]:
    if isinstance(value, Text):
        yield LiteralText(value.value, value.span, element, role)
