"""Who makes an event happen, for people; and where in the definition it is about."""

from __future__ import annotations

from typing import assert_never

from ...engine.error_kinds import ErrorKind
from ...engine.events import (
    Begin,
    Cancel,
    Complete,
    Evaluate,
    Event,
    Fail,
    Publish,
    Reassign,
    Recall,
    Resume,
    SetField,
    Suspend,
    Wait,
)
from ...engine.program.program import Program, StepKind
from ...grammar.span import Span


def actor_of(program: Program, event: Event) -> str:  # one case an event
    """`a person`, `the flow returns`, `the record is saved`: who is behind an event."""
    match event:
        case Begin():
            start = program.orchestration.start
            return "the record is saved" if start is not None and start.object else "somebody starts it"
        case Complete(step=name):
            step = program.step(name)
            if step is not None and step.kind is StepKind.MULESOFT:
                return "MuleSoft answers"
            return "a person" if step is not None and step.asks else "the flow returns"
        case Fail():
            return "an error strikes"
        case SetField():
            return "somebody changes the record"
        case Evaluate():
            return "the evaluation flow would answer so"
        case Publish():
            return "a Flow Orchestration Event is published"
        case Wait():
            return "time passes"
        case Reassign() | Suspend() | Resume() | Cancel():
            return "an administrator"
        case Recall():
            return "the submitter"
        case _:
            assert_never(event)


def place_of(program: Program, event: Event) -> Span | None:
    """Where the element stands that an event is about; None where it is about the run as a whole."""
    match event:
        case Begin():
            return None if program.orchestration.start is None else program.orchestration.start.span
        case Fail(kind=ErrorKind.PLATFORM):
            return None
        case Complete(step=name) | Fail(element=name) | Reassign(step=name):
            found = program.places.get(name.casefold())
            if found is not None:
                return program.orchestration.stages[found[0]].steps[found[1]].where("name")
            stage = program.stage_index.get(name.casefold())
            return None if stage is None else program.orchestration.stages[stage].where("name")
        case _:
            return None
