"""Declarations that no run can satisfy together: whatever is proved from them says nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..engine.values import is_literal, kept, literal, shown
from ..grammar.contract import Domain, FieldWrite, FlowContract, Sum
from ..grammar.declaration import FieldDeclaration, OpenParameter
from ..grammar.light_dataclass import dataclass
from ..grammar.model import Orchestration, Step
from ..grammar.span import Node, Span
from .context import Context
from .promises import broken_promises
from .prose import listed


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Where it stands, what contradicts what, and the other place with a word on it. `element` is the name it is about."""

    at: Node | Span
    message: str
    help: str
    element: str
    related: tuple[tuple[Node | Span, str], ...] = ()


def contradictions(context: Context) -> Iterator[Contradiction]:
    """Every contradiction among the declarations of a definition and the contracts of the flows it calls."""
    orchestration = context.orchestration
    yield from _twice("The field", ((field.field, field) for field in orchestration.fields))
    yield from _twice("The parameter", ((one.name, one) for one in orchestration.parameters))
    yield from _twice("The contract of", ((one.name, one) for one in orchestration.contracts))
    for field in orchestration.fields:
        for step, contract, write in _writes(context, field.field):
            yield from _excluded(field, step, contract)
            yield from _outside(field, step, contract, write)
    yield from _unkept(context)


def _twice(
    what: str, declared: Iterable[tuple[str, FieldDeclaration | OpenParameter | FlowContract]]
) -> Iterator[Contradiction]:
    first: dict[str, FieldDeclaration | OpenParameter | FlowContract] = {}
    for name, node in declared:
        other = first.setdefault(name.casefold(), node)
        if other != node:
            yield Contradiction(
                node,
                f"{what} {name} is declared twice, and not in the same way.",
                "Keep one of the two.",
                name,
                ((other, "the first declaration"),),
            )


def _writes(context: Context, field: str) -> Iterator[tuple[Step, FlowContract, FieldWrite]]:
    """What called flows write to a field of records that exist; one step for each flow."""
    wanted = _key(field, context.orchestration)
    seen: set[str] = set()
    for _, step in context.orchestration.steps():
        contract = context.contract(step.calls) if step.calls else None
        if contract is None or contract.name.casefold() in seen:
            continue
        seen.add(contract.name.casefold())
        for write in contract.writes:
            if not write.creates and _key(write.field, context.orchestration) == wanted:
                yield step, contract, write


def _key(field: str, orchestration: Orchestration) -> str:
    """A field by the object it belongs to: `$Record` is the object of the trigger."""
    name, dot, rest = field.casefold().partition(".")
    start = orchestration.start
    return (
        f"{start.object.casefold()}{dot}{rest}"
        if name == "$record" and start and start.object
        else field.casefold()
    )


def _excluded(field: FieldDeclaration, step: Step, contract: FlowContract) -> Iterator[Contradiction]:
    if field.changed_by is None or contract.name.casefold() in map(str.casefold, field.changed_by):
        return
    declared = f"to be changed only by {listed(field.changed_by)}" if field.changed_by else "never to change"
    yield Contradiction(
        field,
        f"{field.field} is declared {declared}, but {contract.name}, which {step.name} calls, writes it.",
        f"Name {contract.name} in the declaration, or leave the write out of its contract.",
        field.field,
        ((step.where("name"), f"calls {contract.name}"),),
    )


def _outside(
    field: FieldDeclaration, step: Step, contract: FlowContract, write: FieldWrite
) -> Iterator[Contradiction]:
    if write.value is None or isinstance(write.value, Sum) or not is_literal(write.value):
        return
    from .encoding.data.points import fits

    value = kept(literal(write.value))
    if not fits(value, field.domain):
        yield Contradiction(
            field,
            f"{contract.name}, which {step.name} calls, sets {field.field} to {shown(value)}, but the field is declared as "
            f"{_said(field.domain)}: no record has both.",
            "Widen the declaration, or correct what the flow writes.",
            field.field,
            ((step.where("name"), f"calls {contract.name}"),),
        )


def _unkept(context: Context) -> Iterator[Contradiction]:
    """Relations that contracts ensure and their own writes rule out."""
    seen: set[str] = set()
    for _, step in context.orchestration.steps():
        contract = context.contract(step.calls) if step.calls else None
        if contract is None or contract.name.casefold() in seen:
            continue
        seen.add(contract.name.casefold())
        here = {relation: relation for one in context.orchestration.contracts for relation in one.ensures}
        for relation, write in broken_promises(contract):
            from ..grammar.language.writing.declarations import relation_text, write_text

            at = here.get(relation)
            yield Contradiction(
                at or step.where("calls"),
                f"The contract of {contract.name} says that it {write_text(write)}, and {relation_text(relation)}: "
                "it cannot do both.",
                "Correct one of the two: look into the flow which of them it does.",
                contract.name,
                ((step.where("name"), f"calls {contract.name}"),) if at else (),
            )


def _said(domain: Domain) -> str:
    from ..grammar.language.writing.declarations import domain_text

    return domain_text(domain)
