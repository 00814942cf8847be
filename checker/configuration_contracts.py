"""Contracts of called flows that a configuration declares: the tables `[flows.NAME]`."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar, cast

from ..grammar.contract import Domain, Ensures, FieldWrite, FlowContract, FlowVariable, Sum
from ..grammar.contract_words import UnreadableWordsError, read_domain, read_ensures, read_sum
from ..grammar.value import Boolean, Date, DateTime, Number, Reference, Text, Time, Value
from .configuration_table import Table, shown

READS = ("user", "profile")
PROCESS_TYPES = ("AutoLaunchedFlow", "Flow", "EvaluationFlow")
STATUSES = ("Active", "Draft", "Obsolete", "InvalidDraft")
NOT_A_DOMAIN = Domain(base="")
Read = TypeVar("Read")
MAXIMUM_EXPONENT = 400
MAXIMUM_BITS = 1000
LATER_THAN_ANY_API = 1000


def read_contracts(flows: Table | None, origin: str) -> tuple[FlowContract, ...]:
    """The contracts in the table `flows`, in the order of the file. `origin` is the configuration's path."""
    if flows is None:
        return ()
    contracts: list[FlowContract] = []
    for name in flows.names():
        table = flows.table(name)
        if table is not None:
            contracts.append(_contract(name, table, origin))
    return tuple(contracts)


def _contract(name: str, table: Table, origin: str) -> FlowContract:
    reads = table.texts("reads")
    for word in reads:
        if word not in READS:
            table.problem("reads", f'can hold "user" and "profile", not {shown(word)}')
    contract = FlowContract(
        name=name,
        process_type=table.one_of("type", PROCESS_TYPES),
        status=table.one_of("status", STATUSES),
        api_version=_number(table, "api"),
        asynchronous=table.boolean("async"),
        idempotent=table.boolean("idempotent"),
        variables=_variables(table),
        writes=(*_writes(table, "writes"), *_writes(table, "creates")),
        ensures=tuple(_ensures(table)),
        reads_user="user" in reads,
        reads_profile="profile" in reads,
        declared=True,
        origin=origin,
    )
    table.finish()
    return contract


def _number(table: Table, key: str) -> float | None:
    value = table.value(key)
    if value is None:
        return None
    is_number = isinstance(value, Decimal) and value.is_finite()
    if is_number or (isinstance(value, int) and not isinstance(value, bool)):
        version = cast("int | Decimal", value)
        if 0 < version < LATER_THAN_ANY_API:
            return float(version)
    table.problem(key, f"has to be an API version such as 67, not {shown(value)}")
    return None


def _variables(table: Table) -> tuple[FlowVariable, ...]:
    """Inputs and outputs; a name among both is one variable, with the domain of the output."""
    inputs = dict(_domains(table.table("inputs")))
    outputs = dict(_domains(table.table("outputs")))
    return tuple(
        FlowVariable(name=name, domain=domain, is_input=name in inputs, is_output=name in outputs)
        for name, domain in (inputs | outputs).items()
    )


def _domains(table: Table | None) -> Iterator[tuple[str, Domain]]:
    for name in table.names() if table else ():
        words = table.text(name) if table else None
        domain = _said(table, name, words, read_domain) if table and words else None
        yield name, domain or NOT_A_DOMAIN


def _ensures(table: Table) -> Iterator[Ensures]:
    for words in table.texts("ensures"):
        relation = _said(table, "ensures", words, read_ensures)
        if relation:
            yield relation


def _said(table: Table, key: str, words: str, read: Callable[[str], Read]) -> Read | None:
    try:
        return read(words)
    except UnreadableWordsError as error:
        table.problem(key, f"cannot be read: {error}")
        return None


def _writes(table: Table, key: str) -> Iterator[FieldWrite]:
    """`writes` or `creates` as a list of fields, or as a table from field to value."""
    creates = key == "creates"
    if isinstance(table.value(key), list):
        for field in table.texts(key):
            yield FieldWrite(field=field, creates=creates)
        return
    writes = table.table(key)
    for field in writes.names() if writes else ():
        value = _written(writes.value(field)) if writes else None
        if value is None and writes:
            writes.problem(
                field,
                'has to be a text, number, boolean or date, or "{!Reference}", "{!Reference} + 1"; where the '
                'value is not known, write a list of fields: writes = ["$Record.Status"]',
            )
        yield FieldWrite(field=field, value=value, creates=creates)


def _written(value: object) -> "Value | Sum | None":
    match value:
        case bool():
            return Boolean(value=value)
        case str():
            return _written_text(value)
        case int() if value.bit_length() < MAXIMUM_BITS:
            return Number(value=Fraction(value), text=str(value))
        case Decimal() if value.is_finite() and abs(value.adjusted()) < MAXIMUM_EXPONENT:
            return Number(value=Fraction(value), text=str(value))
        case datetime():
            return DateTime(value=value, text=value.isoformat())
        case date():
            return Date(value=value)
        case time():
            return Time(value=value, text=value.isoformat())
        case _:
            return None


def _written_text(value: str) -> "Value | Sum":
    reference, brace, rest = value.removeprefix("{!").partition("}")
    if not value.startswith("{!") or not brace:
        return Text(value=value)
    if not rest.strip():
        return Reference(text=reference.strip())
    return read_sum(reference.strip() + rest) or Text(value=value)
