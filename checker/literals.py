"""Values that the text alone tells: literals, constants, and the global constants."""

from collections.abc import Iterable

from ..engine.statuses import RunStatus, StageStatus, StepStatus
from ..grammar.condition import Condition
from ..grammar.model import Constant
from ..grammar.names import Names
from ..grammar.value import Boolean, Date, DateTime, Number, Reference, Text, Time, Value
from .prose import did_you_mean

Literal = tuple[str, object]
"""The kind of a value (text, number, boolean, date, datetime, time) and the value itself."""

GLOBAL_CONSTANTS: dict[str, Literal] = {
    "$globalconstant.true": ("boolean", True),
    "$globalconstant.false": ("boolean", False),
    "$globalconstant.emptystring": ("text", ""),
}
ORDERED = frozenset({"number", "date", "datetime", "time"})
"""Kinds whose values can be less or greater."""
STATUSES = {
    status.value.casefold(): status.value for kind in (RunStatus, StageStatus, StepStatus) for status in kind
}
"""Every documented status by its spelling in lower case."""


def literal_of(value: Value | None, names: Names) -> Literal | None:
    """The value that is written, followed through a constant; None where the text does not tell it."""
    match value:
        case Text():
            return None if value.references else ("text", value.value)
        case Number():
            return ("number", value.value)
        case Boolean():
            return ("boolean", value.value)
        case Date():
            return ("date", value.value)
        case DateTime():
            return ("datetime", value.value)
        case Time():
            return ("time", value.value)
        case Reference():
            return _of_reference(value, names)
        case _:
            return None


def text_of(value: Value | None, names: Names) -> str | None:
    """The text that is written, followed through a constant; None for anything else."""
    literal = literal_of(value, names)
    return str(literal[1]) if literal and literal[0] == "text" else None


def _of_reference(reference: Reference, names: Names) -> Literal | None:
    if reference.is_global:
        return GLOBAL_CONSTANTS.get(reference.text.casefold())
    named = names.get(reference.text)
    if not isinstance(named, Constant) or isinstance(named.value, Reference):
        return None
    return literal_of(named.value, names)


def unknown_name_help(reference: Reference, condition: Condition | None, known: Iterable[str]) -> str:
    """What to do about a reference whose first part is none of the known names.

    On the right of a condition a name without a dot may be a text that lacks its quotes; the word of a status is.
    """
    otherwise = "Name an element or resource of this definition."
    if condition is not None and condition.right is reference and "." not in reference.text:
        status = STATUSES.get(reference.text.casefold())
        otherwise = f'Put the text in quotes ("{status or reference.text}", in XML a stringValue)'
        if status and condition.left.is_status:
            return f"{otherwise} or write `{condition.left.root} is {status}`."
        otherwise += " if a text is meant."
    return did_you_mean(reference.root, known, otherwise)
