"""Events in the words of the language: `complete Badge with ready = true`."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final, assert_never

from ..enabled import Template
from ..events import (
    Begin,
    Cancel,
    Complete,
    Evaluate,
    Event,
    Fail,
    Given,
    Publish,
    Reassign,
    Recall,
    Resume,
    SetField,
    Suspend,
    Wait,
)
from ..values import shown

UNITS: Final = ((Fraction(1440), "day"), (Fraction(60), "hour"), (Fraction(1), "minute"))
_IDENTIFIER: Final = re.compile(r"[^\W\d]\w*")


def in_words(event: Event) -> str:
    """An event as a scenario tells it."""
    match event:
        case Begin(values=values):
            return f"begin{_with(values)}"
        case Complete(step=step, outputs=outputs):
            return f"complete {_name(step)}{_with(outputs)}"
        case Fail(element=element, kind=kind, message=message):
            return f"fail {_name(element)} with {kind}" + (f" {shown(message)}" if message else "")
        case Reassign(step=step, kind=kind, assignee=assignee):
            return f"reassign {_name(step)} to {kind.lower()} {shown(assignee)}"
        case Suspend() | Resume() | Cancel() | Recall() | Publish():
            return event.__class__.__name__.lower()
        case Wait(minutes=minutes):
            return f"wait {duration(minutes)}"
        case SetField(field=field, value=value):
            return f"set {field} = {shown(value)}"
        case Evaluate(flow=flow, answer=answer):
            return f"evaluate {_name(flow)} = {shown(answer)}"
        case _:
            assert_never(event)


def template_in_words(template: Template) -> str:
    """What may happen, its values left open: `complete Badge with ready = …`."""
    match template.event:
        case Begin() | Complete() as event:
            holes = ", ".join(f"{hole.name} = …" for hole in template.holes)
            return in_words(event) + (f" with {holes}" if holes else "")
        case SetField(field=field):
            return f"set {field} = …"
        case Wait():
            return "wait …"
        case Reassign(step=step, kind=kind):
            return f"reassign {_name(step)} to {kind.lower()} …"
        case event:
            return in_words(event)


def duration(minutes: Fraction) -> str:
    """Simulated time in the largest unit that gives a whole number: `3 days`, `90 minutes`."""
    for size, unit in UNITS:
        amount = minutes / size
        if amount.denominator == 1 and (amount or unit == "minute"):
            return f"{amount} {unit}{'' if amount == 1 else 's'}"
    return f"{shown(minutes)} minutes"


def _with(values: Given) -> str:
    if not values:
        return ""
    return " with " + ", ".join(f"{_field(name)} = {shown(value)}" for name, value in values)


def _field(name: str) -> str:
    return name if name.startswith("$") else _name(name)


def _name(name: str) -> str:
    return name if _IDENTIFIER.fullmatch(name) else shown(name)
