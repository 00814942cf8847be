"""The records that a run and its steps are about."""

from __future__ import annotations

from typing import Final

from ...grammar.model import Step
from ...grammar.value import Reference, Text
from ..events import Begin

_RECORD_NAMES: Final = ("$record.id", "recordid")
_CONTEXT_INPUT: Final = "actioninput__recordid"


def given_record(event: Begin) -> str | None:
    """The Id of the triggering record, where the run was begun with one (`$Record.Id`, `recordId`)."""
    for name, value in event.values:
        if name.casefold() in _RECORD_NAMES and isinstance(value, str):
            return value
    return None


def context_record(step: Step, triggering: str | None) -> str | None:
    """The Id of a step's context record: its input `ActionInput__RecordId`, where that can be known."""
    for parameter in step.inputs:
        if parameter.name.casefold() == _CONTEXT_INPUT:
            match parameter.value:
                case Text(value=text, references=()):
                    return text
                case Reference(text=text) if text.casefold() in _RECORD_NAMES:
                    return triggering
                case _:
                    return None
    return None
