"""The names that properties, scenarios and declared fields use, each with what it has to name."""

from collections.abc import Iterable, Iterator
from typing import Literal

from ..grammar.condition import Condition
from ..grammar.light_dataclass import dataclass
from ..grammar.model import Orchestration
from ..grammar.property import AllOf, AnyOf, Happens, Implication, Negation, Statement
from ..grammar.scenario import Begin, Cannot, Complete, Evaluate, Event, Expect, Fail, Reassign, SetField
from ..grammar.span import Node, Span
from ..grammar.value import FormulaValue, Reference, Text, Value

Role = Literal["value", "variable", "change", "step", "place", "answer", "flow"]
"""What a name has to name: anything that has a value, a variable, what a change is told of, a step, a place that
fails, an evaluation flow that is called, a flow."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One name as it is used. `at` is where it stands, `within` what it stands in, as a message begins.

    `reference` and `condition` are set where it is the first part of a reference.
    """

    name: str
    role: Role
    at: Node | Span
    within: str
    reference: Reference | None = None
    condition: Condition | None = None


def mentioned(orchestration: Orchestration) -> Iterator[Mention]:
    """Every use of a name, in the order fields, properties, scenarios; globals such as `$Record` left out."""
    for field in orchestration.fields:
        at = field.where("changed_by")
        within = f"The declaration of {field.field}"
        yield from (Mention(flow, "flow", at, within) for flow in field.changed_by or ())
    for claim in orchestration.properties:
        within = f'The property "{claim.title}"'
        yield from _statements((claim.statement, claim.second), within)
    for scenario in orchestration.scenarios:
        within = f'The scenario "{scenario.title}"'
        for event in scenario.events:
            yield from _event(event, within)


def compared(orchestration: Orchestration) -> Iterator[tuple[Condition, str]]:
    """Every condition in the statements of properties and scenarios, and what it stands in, as a message begins."""
    for claim in orchestration.properties:
        for condition in _conditions((claim.statement, claim.second)):
            yield condition, f'The property "{claim.title}"'
    for scenario in orchestration.scenarios:
        for event in scenario.events:
            if isinstance(event, Expect):
                for condition in _conditions(event.statements):
                    yield condition, f'The scenario "{scenario.title}"'


def _event(event: Event, within: str) -> Iterator[Mention]:
    match event:
        case Begin():
            for given in event.values:
                yield from _assigned(given.name, given.where("name"), within)
                yield from _value(given.value, within)
        case Complete():
            yield Mention(event.step, "step", event.where("step"), within)
            for output in event.outputs:
                yield from _value(output.value, within)
        case Fail():
            yield Mention(event.step, "place", event.where("step"), within)
        case Reassign():
            yield Mention(event.step, "step", event.where("step"), within)
        case SetField():
            yield from _assigned(event.field, event.where("field"), within)
            yield from _value(event.value, within)
        case Evaluate():
            yield Mention(event.flow, "answer", event.where("flow"), within)
        case Cannot():
            yield from _event(event.event, within)
        case Expect():
            yield from _statements(event.statements, within)
        case _:
            return


def _assigned(name: str, at: Span, within: str) -> Iterator[Mention]:
    if not name.startswith("$"):
        yield Mention(name.partition(".")[0], "variable", at, within)


def _statements(statements: Iterable[Statement | None], within: str) -> Iterator[Mention]:
    for atom in _atoms(statements):
        match atom:
            case Condition():
                yield from _value(atom.left, within, atom)
                yield from _value(atom.right, within, atom)
            case Happens():
                yield Mention(atom.element, "change", atom.where("element"), within)


def _conditions(statements: Iterable[Statement | None]) -> Iterator[Condition]:
    return (atom for atom in _atoms(statements) if isinstance(atom, Condition))


def _atoms(statements: Iterable[Statement | None]) -> Iterator[Condition | Happens]:
    """The parts that are no combination of others, in the order in which they are written."""
    waiting = [statement for statement in statements if statement is not None][::-1]
    while waiting:
        statement = waiting.pop()
        match statement:
            case Condition() | Happens():
                yield statement
            case AllOf() | AnyOf():
                waiting += reversed(statement.parts)
            case Negation():
                waiting.append(statement.part)
            case Implication():
                waiting += (statement.conclusion, statement.premise)


def _value(value: Value | None, within: str, condition: Condition | None = None) -> Iterator[Mention]:
    match value:
        case Reference():
            references: tuple[Reference, ...] = (value,)
        case Text() | FormulaValue():
            references = value.references
        case _:
            return
    for reference in references:
        if not reference.is_global:
            yield Mention(reference.root, "value", reference, within, reference, condition)
