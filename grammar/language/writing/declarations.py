"""Contracts, domains, declared names, properties and scenarios as text."""

from collections.abc import Iterator
from typing import assert_never

from ...condition import Parameter
from ...contract import Domain, Ensures, FieldWrite, FlowContract, FlowVariable, Sum
from ...declaration import FieldDeclaration, Known, OpenParameter
from ...property import Property
from ...scenario import (
    Begin,
    Cannot,
    Command,
    Complete,
    Evaluate,
    Event,
    Expect,
    Fail,
    Reassign,
    Scenario,
    SetField,
    Wait,
)
from ...value import Nil, Reference, Value
from ..building.conditions import COMPARE
from ..building.contracts import BASES, UNKNOWN_BASE, choice_base
from ..building.stages import ASSIGNEE_KINDS
from ..text import encode
from .conditions import statement_text
from .elements import braces
from .values import (
    assigned_text,
    element_text,
    fraction_text,
    is_identifier,
    listed,
    name_text,
    optional,
    reference_text,
    text_text,
    value_text,
    word_text,
)

_BEFORE = " before"
_COMPARE_WORDS = {api: word for word, api in COMPARE.items()}
_ASSIGNEE_WORDS = {api: word for word, api in ASSIGNEE_KINDS.items()}


def number_text(number: float) -> str:
    """An API version: `67`, `58.5`."""
    return str(int(number)) if number == int(number) else repr(number)


def contract_text(contract: FlowContract) -> str:
    """`flow Name { … }`."""
    members = list(_contract_members(contract))
    return f"flow {name_text(contract.name)} {braces(members)}"


def _contract_members(contract: FlowContract) -> Iterator[str]:
    if contract.process_type is not None:
        yield f"type {name_text(contract.process_type)}"
    if contract.status is not None:
        yield f"status {name_text(contract.status)}"
    if contract.api_version is not None:
        yield f"api {number_text(contract.api_version)}"
    if contract.asynchronous is not None:
        yield "async" if contract.asynchronous else "sync"
    yield from map(_variable, contract.variables)
    yield from map(write_text, contract.writes)
    yield from map(relation_text, contract.ensures)
    if contract.idempotent is not None:
        yield "idempotent" if contract.idempotent else "not idempotent"
    if contract.reads_user:
        yield "reads user"
    if contract.reads_profile:
        yield "reads profile"
    if contract.elements:
        yield f"elements {listed(map(name_text, sorted(contract.elements)))}"


def _variable(variable: FlowVariable) -> str:
    direction = "in out" if variable.is_input and variable.is_output else "in" if variable.is_input else "out"
    default = "" if variable.default is None else f" = {value_text(variable.default)}"
    return f"{direction} {word_text(variable.name)}: {domain_text(variable.domain)}{default}"


def domain_text(domain: Domain) -> str:
    """`integer 0..100 or null`."""
    parts = ["collection of"] if domain.is_collection else []
    bounded = domain.low is not None or domain.high is not None
    implied = domain.choices and not bounded and domain.object_type is None
    if not (implied and domain.base == choice_base(list(domain.choices))):
        base = UNKNOWN_BASE if domain.base == "" else domain.base
        parts.append(
            base if base in (*BASES, UNKNOWN_BASE) and domain.base != UNKNOWN_BASE else f"type {encode(base)}"
        )
        if domain.object_type is not None:
            parts.append(text_text(domain.object_type))
        if bounded:
            low = "" if domain.low is None else fraction_text(domain.low)
            high = "" if domain.high is None else fraction_text(domain.high)
            parts.append(f"{low}..{high}")
    if domain.choices:
        parts.append(f"one of {listed(map(value_text, domain.choices))}")
    if domain.nullable is not None:
        parts.append("or null" if domain.nullable else "not null")
    return " ".join(parts)


def write_text(write: FieldWrite) -> str:
    """`writes $Record.Attempts__c = $Record.Attempts__c + 1`."""
    word = "creates" if write.creates else "writes"
    value = "" if write.value is None else f" = {_amount(write.value)}"
    return f"{word} {reference_text(write.field)}{value}"


def relation_text(relation: Ensures) -> str:
    """`ensures attempts = attempts before + 1`."""
    base = relation.left.removesuffix(_BEFORE)
    left = base if is_identifier(base) else reference_text(base)
    before = _BEFORE if base != relation.left else ""
    return f"ensures {left}{before} {_COMPARE_WORDS[relation.operator]} {_amount(relation.right)}"


def _amount(amount: Value | Sum) -> str:
    if isinstance(amount, Sum):
        sign = "-" if amount.amount < 0 else "+"
        return f"{_earlier(amount.reference)} {sign} {fraction_text(abs(amount.amount))}"
    if isinstance(amount, Nil):
        return "null"
    return _earlier(amount.text) if isinstance(amount, Reference) else value_text(amount)


def _earlier(reference: str) -> str:
    base = reference.removesuffix(_BEFORE)
    return reference_text(base) + (_BEFORE if base != reference else "")


def field_text(field: FieldDeclaration) -> str:
    """`field $Record.X: integer, changed only by F`."""
    changes = ""
    if field.changed_by is not None:
        names = listed(map(name_text, field.changed_by))
        changes = f", changed only by {names}" if field.changed_by else ", never changed"
    return f"field {reference_text(field.field)}: {domain_text(field.domain)}{changes}"


def known_text(known: Known) -> str:
    """`known users "a@b.c"`."""
    return f"known {known.kind} {listed(map(name_text, known.names))}"


def parameter_declaration_text(parameter: OpenParameter) -> str:
    """`parameter retries: integer 0..10`."""
    return f"parameter {word_text(parameter.name)}: {domain_text(parameter.domain)}"


def property_text(claim: Property) -> str:
    """`never "title": statement`."""
    title, statement = text_text(claim.title), statement_text(claim.statement)
    second = statement_text(claim.second) if claim.second is not None else ""
    match claim.kind:
        case "leads-to":
            return f"always {title}: {statement} leads to {second}"
        case "before":
            return f"always {title}: {statement} before {second}"
        case "exactly-once":
            return f"exactly once {title}: {statement}"
        case kind:
            return f"{kind} {title}: {statement}"


def scenario_text(scenario: Scenario) -> str:
    """`scenario "title" { … }`."""
    return f"scenario {text_text(scenario.title)} {braces(list(map(event_text, scenario.events)), open_lines=True)}"


def event_text(event: Event) -> str:
    """One event of a scenario."""
    match event:
        case Begin(values=values):
            return f"begin{_assignments(values)}"
        case Complete(step=step, outputs=outputs):
            return f"complete {name_text(step)}{_assignments(outputs)}"
        case Fail(step=step, kind=kind, message=message):
            words = kind.split("-")
            plain = kind.isascii() and kind.islower() and "_" not in kind and all(map(is_identifier, words))
            plain = plain and (len(words) > 1 or kind == "decision" or name_text(kind) == kind)
            text = "" if message is None else f" {text_text(message)}"
            element = step if step == "run" else name_text(step)
            return f"fail {element} with {kind if plain else encode(kind)}{text}"
        case Reassign(step=step, kind=kind, assignee=assignee):
            word = _ASSIGNEE_WORDS.get(kind) or f"kind {text_text(kind)}"
            return f"reassign {name_text(step)} to {word} {text_text(assignee)}"
        case Command(name=name):
            return name
        case Wait(amount=amount, unit=unit):
            return f"wait {fraction_text(amount)} {unit}"
        case SetField(field=field, value=value):
            return f"set {element_text(field)} = {optional(value)}"
        case Evaluate(flow=flow, answer=answer):
            return f"evaluate {name_text(flow)} = {'true' if answer else 'false'}"
        case Cannot(event=refused):
            return f"cannot {event_text(refused)}"
        case Expect(statements=statements):
            return f"expect {listed(map(statement_text, statements))}"
        case _:
            assert_never(event)


def _assignments(values: tuple[Parameter, ...]) -> str:
    if not values:
        return ""
    return " with " + listed(f"{assigned_text(value.name)} = {optional(value.value)}" for value in values)
