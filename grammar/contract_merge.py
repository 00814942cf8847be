"""A declared contract beside the one read from the flow: what refines it, and what contradicts it."""

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from typing import TypeVar

from .contract import Domain, FieldWrite, FlowContract, FlowVariable
from .contract_words import domain_words
from .light_dataclass import dataclass
from .span import Node
from .value import Boolean, Date, DateTime, Number, Text, Value
from .wording import value_words

LITERALS = (Text, Boolean, Number, Date, DateTime)
NUMBERS = {"number", "integer"}
Fact = TypeVar("Fact")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A declaration that the flow's own XML denies. `node` is the declared contract, variable or write."""

    node: Node
    message: str
    help: str = "Correct the declaration, or leave it out: the flow's own XML is read."


def merge(declared: FlowContract, found: FlowContract) -> FlowContract:
    """The contract that was found, refined by a declaration.

    Facts come from `found` where it has them; domains, what is ensured, idempotence and values of writes come
    from the declaration. Where both are declarations, `declared` adds variables and wins. Spans are those of
    `declared`.
    """
    by_name = {variable.name.casefold(): variable for variable in declared.variables}
    variables = [_refined(by_name.pop(v.name.casefold(), None), v, found) for v in found.variables]
    if found.declared:
        variables += by_name.values()
    return replace(
        found,
        process_type=_either(declared.process_type, found.process_type, found),
        status=_either(declared.status, found.status, found),
        api_version=_either(declared.api_version, found.api_version, found),
        variables=tuple(variables),
        asynchronous=_either(declared.asynchronous, found.asynchronous, found),
        writes=_merged_writes(declared, found),
        ensures=(*declared.ensures, *(e for e in found.ensures if e not in declared.ensures)),
        idempotent=declared.idempotent if declared.idempotent is not None else found.idempotent,
        reads_user=declared.reads_user or found.reads_user,
        reads_profile=declared.reads_profile or found.reads_profile,
        declared=declared.declared and found.declared,
        span=declared.span,
        spans=declared.spans,
    )


def contradictions(declared: FlowContract, found: FlowContract) -> tuple[Contradiction, ...]:
    """Where a declaration says what the flow's own XML denies. Nothing where `found` is a declaration
    itself.
    """
    if found.declared:
        return ()
    return (*_facts(declared, found), *_variables(declared, found), *_writes(declared, found))


def _either(declared: Fact | None, read: Fact | None, found: FlowContract) -> Fact | None:
    first, second = (declared, read) if found.declared else (read, declared)
    return first if first is not None else second


def _refined(declared: FlowVariable | None, read: FlowVariable, found: FlowContract) -> FlowVariable:
    if declared is None:
        return read
    if found.declared:
        return declared
    narrow, wide = declared.domain, read.domain
    if not _same_base(narrow, wide):
        return read
    domain = replace(
        wide,
        base=narrow.base or wide.base,
        low=narrow.low if narrow.low is not None else wide.low,
        high=narrow.high if narrow.high is not None else wide.high,
        choices=narrow.choices or wide.choices,
        nullable=narrow.nullable if narrow.nullable is not None else wide.nullable,
        object_type=wide.object_type or narrow.object_type,
    )
    return replace(read, domain=domain, span=declared.span, spans=declared.spans)


def _merged_writes(declared: FlowContract, found: FlowContract) -> tuple[FieldWrite, ...]:
    said = {(w.field.casefold(), w.creates) for w in declared.writes if w.value is not None}
    kept = tuple(
        w for w in found.writes if w.value is not None or (w.field.casefold(), w.creates) not in said
    )
    return (*kept, *(write for write in declared.writes if write not in kept))


def _facts(declared: FlowContract, found: FlowContract) -> Iterator[Contradiction]:
    where = f"its XML ({found.origin})" if found.origin else "its XML"
    facts = (
        ("process type", declared.process_type, found.process_type),
        ("status", declared.status, found.status),
        ("API version", declared.api_version, found.api_version),
    )
    for what, said, read in facts:
        if said is not None and read is not None and said != read:
            yield Contradiction(
                declared, f"{found.name} is declared with {what} {said}, but {where} says {read}."
            )
    words = {True: "asynchronous", False: "synchronous"}
    said, read = declared.asynchronous, found.asynchronous
    if said is not None and read is not None and said != read:
        yield Contradiction(
            declared,
            f"{found.name} is declared {words[said]}, but by {where} it is {words[read]}: a flow is "
            "asynchronous when it has an Action, Subflow or Wait element.",
        )


def _variables(declared: FlowContract, found: FlowContract) -> Iterator[Contradiction]:
    for variable in declared.variables:
        read = found.variable(variable.name)
        kind = "output" if variable.is_output else "input"
        if read is None:
            names = [v.name for v in found.variables if v.is_output == variable.is_output]
            close = get_close_matches(variable.name, names, n=1)
            hint = f' Did you mean "{close[0]}"?' if close else ""
            yield Contradiction(variable, f"{found.name} has no {kind} variable {variable.name}.{hint}")
        elif variable.is_output and not read.is_output:
            yield Contradiction(
                variable, f"{found.name} has a variable {variable.name}, but it is not available for output."
            )
        elif variable.is_input and not read.is_input:
            yield Contradiction(
                variable, f"{found.name} has a variable {variable.name}, but it is not available for input."
            )
        else:
            yield from _domains(
                variable, variable.domain, read.domain, f"{kind} {variable.name} of {found.name}"
            )


def _domains(node: Node, said: Domain, read: Domain, what: str) -> Iterator[Contradiction]:
    is_other_object = (
        said.object_type is not None
        and read.object_type is not None
        and said.object_type.casefold() != read.object_type.casefold()
    )
    if not _same_base(said, read) or is_other_object:
        yield Contradiction(
            node, f"The {what} is declared {domain_words(said)}, but it is {domain_words(read)}."
        )
        return
    for value in read.choices:
        if not _admits(said, value):
            words = value_words(value)
            message = f"The {what} is declared {domain_words(said)}, but the flow can set it to {words}."
            yield Contradiction(node, message)
            return


def _same_base(said: Domain, read: Domain) -> bool:
    if said.is_collection != read.is_collection and read.base:
        return False
    return (
        not said.base or not read.base or said.base == read.base or NUMBERS.issuperset((said.base, read.base))
    )


def _admits(domain: Domain, value: Value) -> bool:
    if domain.choices:
        return value in domain.choices
    if isinstance(value, Number):
        if domain.base == "integer" and value.value.denominator != 1:
            return False
        below = domain.low is not None and value.value < domain.low
        return not below and not (domain.high is not None and value.value > domain.high)
    return True


def _writes(declared: FlowContract, found: FlowContract) -> Iterator[Contradiction]:
    if not found.complete or any(write.field.endswith(".*") for write in found.writes):
        return
    for write in declared.writes:
        same = [
            read
            for read in found.writes
            if write.creates == read.creates and _same_field(write.field, read.field)
        ]
        if not same:
            yield Contradiction(write, f"{found.name} is declared to write {write.field}, but it does not.")
        elif isinstance(write.value, LITERALS) and all(isinstance(read.value, LITERALS) for read in same):
            values = [read.value for read in same if isinstance(read.value, LITERALS)]
            if write.value not in values:
                yield Contradiction(
                    write,
                    f"{found.name} is declared to write {value_words(write.value)} to {write.field}, but it "
                    f"writes {' or '.join(value_words(value) for value in values)}.",
                )


def _same_field(said: str, read: str) -> bool:
    """Whether two fields may be one: `$Record` may be a record of any object."""
    our_object, _, our_field = said.casefold().rpartition(".")
    their_object, _, their_field = read.casefold().rpartition(".")
    return our_field == their_field and (
        our_object == their_object or "$record" in (our_object, their_object)
    )
