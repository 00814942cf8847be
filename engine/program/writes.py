"""What a called flow writes to the record when it finishes."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...grammar.contract import FieldWrite, FlowContract, Sum
from ...grammar.value import Reference
from ..values import EvaluationError, Value, type_word
from .program import Write
from .references import RECORD, References
from .view import Reader, View


def field_writes(called: FlowContract | None, references: References) -> Iterator[Write]:
    """The writes of a flow to fields of `$Record` that the definition reads."""
    for write in called.writes if called else ():
        slot = references.fields.places.get(write.field.casefold())
        if slot is not None and write.field.startswith(RECORD) and not write.creates:
            yield Write(slot, _written(write, references))


def _written(write: FieldWrite, references: References) -> Reader | None:
    match write.value:
        case None:
            return None
        case Sum(reference=text, amount=amount):
            read = references.reference(text, write.span)

            def total(view: View) -> Value:
                value = read(view)
                if value is not None and not isinstance(value, Fraction):
                    raise EvaluationError(f"{text} is {type_word(value)}, and only numbers can be added to")
                return None if value is None else value + amount

            return total
        case Reference(text=text) if not text.startswith("$Record"):
            return None
        case _:
            return references.value(write.value)
