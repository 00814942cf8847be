"""Whether a value can be what a called flow takes or returns."""

from ..grammar.contract import BASES, Domain
from ..grammar.model import Constant, Formula, TextTemplate, Variable
from ..grammar.value import Boolean, Date, DateTime, Number, Reference, Text, Value
from .called_flows import output_read
from .context import Context

TAKES = {
    "boolean": {"boolean"},
    "number": {"number", "integer"},
    "integer": {"number", "integer"},
    "date": {"date", "datetime"},
    "datetime": {"date", "datetime"},
    "text": {"text", "number", "integer", "boolean", "date", "datetime"},
    "record": {"record"},
}
"""For each base of a domain, the bases whose values it takes or that it can be compared with."""

READ_FROM_TEXT = ("boolean", "number", "integer", "date", "datetime")
"""Bases whose values can be written as text."""


def domain_of(value: Value | None, context: Context) -> Domain | None:
    """What is known of a value: of a literal, a resource or an output. None where nothing is."""
    match value:
        case Text() if not value.references:
            return Domain(base="text", choices=(value,))
        case Number():
            return Domain(base="number", choices=(value,))
        case Boolean():
            return Domain(base="boolean", choices=(value,))
        case Date():
            return Domain(base="date", choices=(value,))
        case DateTime():
            return Domain(base="datetime", choices=(value,))
        case Reference():
            return _of_reference(value, context)
        case _:
            return None


def _of_reference(reference: Reference, context: Context) -> Domain | None:
    parts = reference.parts
    if reference.output is not None:
        read = output_read(context, reference)
        return read[2].domain if read and read[2] and len(parts) == 3 else None
    if len(parts) > 1:
        return None
    if reference.text == "$Record":
        start = context.orchestration.start
        return Domain(base="record", object_type=start.object if start else None)
    named = context.names.get(reference.root)
    match named:
        case Variable():
            base = BASES.get(named.data_type.casefold(), "")
            return Domain(base=base, is_collection=named.is_collection, object_type=named.object_type)
        case Constant() | Formula():
            return Domain(base=BASES.get((named.data_type or "").casefold(), ""))
        case TextTemplate():
            return Domain(base="text")
        case _:
            return None


def is_whole_record(domain: Domain | None) -> bool:
    """True for a record, and for a collection of anything."""
    return domain is not None and (domain.base == "record" or domain.is_collection)


def takes(wanted: Domain, given: Domain) -> bool:
    """False only where a value of `given` can certainly not be one of `wanted`."""
    if not wanted.base or not given.base:
        return True
    if wanted.is_collection != given.is_collection:
        return False
    if given.base == "text" and given.choices and wanted.base in READ_FROM_TEXT:
        return all(
            isinstance(choice, Text) and _reads_as(choice.value, wanted.base) for choice in given.choices
        )
    if given.base not in TAKES[wanted.base]:
        return False
    objects = (wanted.object_type, given.object_type)
    return None in objects or str(objects[0]).casefold() == str(objects[1]).casefold()


def admits(wanted: Domain, literal: Value | None) -> bool:
    """False only where the bounds or the listed values of `wanted` exclude the literal."""
    if wanted.choices and isinstance(literal, Text | Number | Boolean):
        return literal in wanted.choices
    if isinstance(literal, Number):
        fractional = wanted.base == "integer" and literal.value.denominator != 1
        below = wanted.low is not None and literal.value < wanted.low
        return not fractional and not below and not (wanted.high is not None and literal.value > wanted.high)
    return True


def _reads_as(text: str, base: str) -> bool:
    text = text.strip().casefold()
    if base == "boolean":
        return text in ("true", "false")
    if base in ("date", "datetime"):
        from datetime import datetime

        try:
            datetime.fromisoformat(text)
        except ValueError:
            return False
        return True
    return text.lstrip("+-").replace(".", "", 1).isdigit()
