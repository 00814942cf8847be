"""Events of the world as a scenario writes them, so that a run that is shown can be copied into one."""

from datetime import date, datetime, time
from fractions import Fraction
from typing import assert_never

from ...engine.enabled import Template
from ...engine.events import (
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
from ...engine.scenarios.event_words import duration
from ...engine.values import Value
from ...grammar.language.text import encode
from ...grammar.language.writing.values import assigned_text, element_text, fraction_text, name_text

SHOWN_HOLES = 6


def event_words(event: Event) -> str:  # noqa: C901  # one case an event
    """An event in the words of a scenario: `complete Badge with size = 2`."""
    match event:
        case Begin(values=values):
            return f"begin{_assignments(values)}"
        case Complete(step=step, outputs=outputs):
            return f"complete {name_text(step)}{_assignments(outputs)}"
        case Fail(element=element, kind=kind, message=message):
            what = element if element == "run" else name_text(element)
            return f"fail {what} with {kind.value}" + (f" {encode(message)}" if message else "")
        case Reassign(step=step, kind=kind, assignee=assignee):
            return f"reassign {name_text(step)} to {kind.lower()} {encode(assignee)}"
        case Wait(minutes=minutes):
            return f"wait {duration(minutes)}"
        case SetField(field=field, value=value):
            return f"set {element_text(field)} = {value_words(value)}"
        case Evaluate(flow=flow, answer=answer):
            return f"evaluate {name_text(flow)} = {value_words(answer)}"
        case Suspend():
            return "suspend"
        case Resume():
            return "resume"
        case Cancel():
            return "cancel"
        case Recall():
            return "recall"
        case Publish():
            return "publish"
        case _:
            assert_never(event)


def template_words(template: Template) -> str:
    """An event that may happen, its values left open: `complete Badge with size = …`."""
    holes = [assigned_text(hole.name) for hole in template.holes]
    event = template.event
    match event:
        case Begin() | Complete() if holes:
            named = ", ".join(f"{hole} = …" for hole in holes[:SHOWN_HOLES])
            more = f" and {len(holes) - SHOWN_HOLES} more" if len(holes) > SHOWN_HOLES else ""
            return f"{event_words(event)} with {named}{more}"
        case SetField(field=field):
            return f"set {element_text(field)} = …"
        case Reassign(step=step, kind=kind):
            return f"reassign {name_text(step)} to {kind.lower()} …"
        case Wait():
            return "wait …"
        case _:
            return event_words(event)


def value_words(value: Value) -> str:
    """A value as the language writes it; a collection, which it cannot write, in square brackets."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case Fraction():
            return fraction_text(value)
        case str():
            return encode(value)
        case datetime() | date() | time():
            return value.isoformat().replace("+00:00", "Z")
        case tuple():
            return "[" + ", ".join(map(value_words, value)) + "]"
        case _:
            assert_never(value)


def _assignments(values: Given) -> str:
    if not values:
        return ""
    return " with " + ", ".join(f"{assigned_text(name)} = {value_words(value)}" for name, value in values)
