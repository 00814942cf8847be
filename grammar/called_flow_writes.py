"""Which record fields a called flow writes, and with what, where its text says it plainly."""

from collections.abc import Iterator
from fractions import Fraction

from .called_flow_nodes import children_of, text_of
from .called_flow_values import FlowValues, literal
from .contract import FieldWrite, Sum
from .salesforce.xml_tree import XmlElement
from .value import Number, Reference, Value

ANY_FIELD = "*"
UNKNOWN_OBJECT = "*"


def writes(root: XmlElement, values: FlowValues) -> tuple[FieldWrite, ...]:
    """The writes of every Update Records and Create Records element, in file order, each once.

    Fields come from `inputAssignments`, or from the record that `inputReference` names: then they are the
    fields that assignments set. Where the text does not tell the fields, `Object.*` stands for them.
    """
    found: list[FieldWrite] = []
    for element in root.children:
        if element.tag in ("recordUpdates", "recordCreates"):
            creates = element.tag == "recordCreates"
            for field, value in _written(element, values):
                found.append(FieldWrite(field=field, value=value, creates=creates, span=element.span))
    return tuple(_unique(found))


def _unique(found: list[FieldWrite]) -> Iterator[FieldWrite]:
    seen: set[FieldWrite] = set()
    for write in found:
        if write not in seen:
            seen.add(write)
            yield write


def _written(element: XmlElement, values: FlowValues) -> Iterator[tuple[str, "Value | Sum | None"]]:
    record = text_of(element, "inputReference")
    if record is not None:
        yield from _written_from(record, values, text_of(element, "object"))
        return
    name = text_of(element, "object") or UNKNOWN_OBJECT
    empty = True
    for assignment in children_of(element, "inputAssignments"):
        empty = False
        field = text_of(assignment, "field") or ANY_FIELD
        yield f"{name}.{field}", values.plain(literal(assignment.child("value")))
    if empty and element.tag == "recordUpdates":
        yield f"{name}.{ANY_FIELD}", None


def _written_from(
    record: str, values: FlowValues, named: str | None
) -> Iterator[tuple[str, "Value | Sum | None"]]:
    name = (
        "$Record" if record.casefold() == "$record" else _object_of(record, values) or named or UNKNOWN_OBJECT
    )
    prefix = record.casefold() + "."
    fields = [target for target in values.assignments if target.startswith(prefix)]
    for target in fields:
        entries = values.assignments[target]
        field = f"{name}.{values.spelling[target].partition('.')[2]}"
        if len(entries) > 1 and any(operator != "Assign" for operator, _ in entries):
            yield field, None
            continue
        for operator, value in entries:
            yield field, _assigned(target, field, operator, literal(value), values)
    whole = values.assignments.get(record.casefold(), ())
    if not fields or any(operator != "Lookup" for operator, _ in whole):
        yield f"{name}.{ANY_FIELD}", None


def _assigned(
    target: str, field: str, operator: str, value: Value | None, values: FlowValues
) -> "Value | Sum | None":
    if operator in ("Add", "Subtract"):
        amount = values.plain(value)
        if isinstance(amount, Number):
            return Sum(reference=field, amount=amount.value if operator == "Add" else -amount.value)
        return None
    if operator != "Assign":
        return None
    if isinstance(value, Reference) and (formula := values.sum_formula(value.text)):
        return Sum(reference=field, amount=Fraction(formula[1])) if formula[0].casefold() == target else None
    return values.plain(value)


def _object_of(record: str, values: FlowValues) -> str | None:
    name = record.casefold()
    if variable := values.variables.get(name):
        return text_of(variable, "objectType")
    if lookup := values.lookups.get(name):
        return text_of(lookup, "object")
    return None
