"""The places in a definition where something is read, tested or called, gathered in one pass each.

A site knows what it stands in (`element`, a path of API names) so that whoever judges it need not search.
"""

from collections.abc import Iterator
from typing import Literal

from .condition import Condition, EvaluationCall, Parameter, Requirements
from .light_dataclass import dataclass
from .model import Constant, Decision, Orchestration, Outcome, Stage, Start, Step, Variable
from .span import Node
from .value import FormulaValue, Reference, Text, Value

Role = Literal["entry", "exit", "outcome", "filter", "input", "assignee", "default", "formula", "template"]
Owner = Orchestration | Start | Stage | Step | Decision | Outcome | Node


@dataclass(frozen=True, slots=True)
class Clause:
    """Requirements and what they decide: a step's entry or exit, a stage's exit, an outcome, the trigger's filter."""

    requirements: Requirements
    role: Role
    owner: Start | Stage | Step | Outcome
    element: str
    stage: Stage | None = None
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """One reference and where it stands. `condition` is the row it belongs to; `owner` the node that reads it."""

    reference: Reference
    role: Role
    owner: Owner
    element: str
    condition: Condition | None = None
    stage: Stage | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A called flow or action. `evaluation` is set where an evaluation flow decides `role` of `owner`."""

    flow: str
    node: Node
    inputs: tuple[Parameter, ...]
    owner: Stage | Step
    stage: Stage
    element: str
    role: Literal["step", "entry", "exit"]
    evaluation: EvaluationCall | None = None


def clauses(orchestration: Orchestration) -> Iterator[Clause]:
    """Every set of requirements, in the order start, stages with their steps, decisions."""
    root = orchestration.name
    if orchestration.start and orchestration.start.filters:
        yield Clause(orchestration.start.filters, "filter", orchestration.start, root)
    for stage in orchestration.stages:
        path = f"{root}/{stage.name}"
        if stage.exit:
            yield Clause(stage.exit, "exit", stage, path, stage)
        for step in stage.steps:
            if step.entry:
                yield Clause(step.entry, "entry", step, f"{path}/{step.name}", stage)
            if step.exit:
                yield Clause(step.exit, "exit", step, f"{path}/{step.name}", stage)
    for decision in orchestration.decisions:
        for outcome in decision.outcomes:
            element = f"{root}/{decision.name}/{outcome.name}"
            yield Clause(outcome.requirements, "outcome", outcome, element, None, decision)


def calls(orchestration: Orchestration) -> Iterator[Call]:
    """Every call of a flow: by a step, or of an evaluation flow by a step's entry, a step's exit or a stage's exit."""
    root = orchestration.name
    for stage in orchestration.stages:
        path = f"{root}/{stage.name}"
        if stage.exit_flow:
            flow = stage.exit_flow
            yield Call(flow.flow, flow, flow.inputs, stage, stage, path, "exit", flow)
        for step in stage.steps:
            element = f"{path}/{step.name}"
            if step.calls is not None:
                yield Call(step.calls, step, step.inputs, step, stage, element, "step")
            if step.entry_flow:
                flow = step.entry_flow
                yield Call(flow.flow, flow, flow.inputs, step, stage, element, "entry", flow)
            if step.exit_flow:
                flow = step.exit_flow
                yield Call(flow.flow, flow, flow.inputs, step, stage, element, "exit", flow)


def uses(orchestration: Orchestration) -> Iterator[Use]:
    """Every reference that a definition reads: in conditions, call inputs, assignees, then resources."""
    yield from _condition_uses(orchestration)
    root = orchestration.name
    for call in calls(orchestration):
        for parameter in call.inputs:
            for reference in _references(parameter.value):
                yield Use(reference, "input", call.owner, call.element, None, call.stage)
    for stage, step in orchestration.steps():
        for assignee in step.assignees:
            for reference in _references(assignee.value):
                yield Use(reference, "assignee", step, f"{root}/{stage.name}/{step.name}", None, stage)
    yield from _resource_uses(orchestration)


def _condition_uses(orchestration: Orchestration) -> Iterator[Use]:
    for clause in clauses(orchestration):
        for condition in clause.requirements.conditions:
            if clause.role != "filter":
                yield Use(condition.left, clause.role, clause.owner, clause.element, condition, clause.stage)
            for reference in _references(condition.right):
                yield Use(reference, clause.role, clause.owner, clause.element, condition, clause.stage)


def _resource_uses(orchestration: Orchestration) -> Iterator[Use]:
    root = orchestration.name
    resources: tuple[Variable | Constant, ...] = (*orchestration.variables, *orchestration.constants)
    for resource in resources:
        for reference in _references(resource.value):
            yield Use(reference, "default", resource, f"{root}/{resource.name}")
    for formula in orchestration.formulas:
        for reference in formula.references:
            yield Use(reference, "formula", formula, f"{root}/{formula.name}")
    for template in orchestration.templates:
        for reference in template.references:
            yield Use(reference, "template", template, f"{root}/{template.name}")


def _references(value: Value | None) -> tuple[Reference, ...]:
    match value:
        case Reference():
            return (value,)
        case Text() | FormulaValue():
            return value.references
        case _:
            return ()
