"""What a definition must hold for a table row to have anything to say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Final, cast

from ...engine.error_kinds import ErrorKind
from ...engine.kinds import Kind
from ...engine.program.program import Program, StepKind
from ...engine.tables.demand import Branch, Entry, Evaluates, Exit, Item
from ...engine.tables.row import TableRow
from ...engine.tables.situation import Situation

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

NEEDS: Final = {
    "MuleSoft": "a MuleSoft step",
    "interactive": "a step that asks somebody",
    "work item": "a step that asks somebody",
    "screen flow": "a step that asks somebody",
    "person": "a step that asks somebody",
    "background": "a background step",
    "approval": "a flow approval process",
    "submission": "a flow approval process",
    "recall": "a flow approval process",
    "fault path": "a fault path",
    "evaluation flow": "an evaluation flow",
    "decision": "a decision",
}
"""By a word of what a row speaks of: what the definition needs."""
OF_KINDS: Final = {
    ErrorKind.MULESOFT_ACTION: "a MuleSoft step",
    ErrorKind.EVALUATION_FLOW: "an evaluation flow",
    ErrorKind.DECISION: "a decision",
    ErrorKind.ASSIGNEE_INACTIVE: "a step that asks somebody",
    ErrorKind.ASSIGNEE_UNRESOLVABLE: "a step that asks somebody",
}

OF_ITEMS: Final = {
    Item.WORK_ITEM: "a step that asks somebody",
    Item.APPROVAL_ITEM: "a flow approval process",
    Item.SUBMISSION: "a flow approval process",
}

OF_SEVERAL_KINDS: Final = (Situation.STEP_RESULT_ARRIVES, Situation.FLOW_FINISHES)
"""Situations that steps of one kind or another can be in."""


def missing_part(program: Program, row: TableRow) -> str | None:
    """What the definition lacks for the row to speak, in words; None where nothing that is known."""
    has = _parts(program)
    if Situation.NOT_AN_APPROVAL in _values(row):
        return None
    if isinstance(row.demand, Evaluates) and "an evaluation flow" not in has:
        return "an evaluation flow"
    return next((needed for value in _values(row) for needed in _needed(value) if needed not in has), None)


def _needed(value: object) -> Iterator[str]:
    match value:
        case ErrorKind():
            if value in OF_KINDS:
                yield OF_KINDS[value]
        case Item():
            if value in OF_ITEMS:
                yield OF_ITEMS[value]
        case Entry.EVALUATION_FLOW | Exit.EVALUATION_FLOW:
            yield "an evaluation flow"
        case Exit.SCREEN_FLOW:
            yield "a step that asks somebody"
        case Branch():
            yield "a decision"
        case Situation() | Kind():
            text = str(value)
            if value in OF_SEVERAL_KINDS:
                return
            for word, needed in NEEDS.items():
                if word.casefold() in text.casefold() and not any(
                    each in text for each in (f"no {word}", f"not a flow {word}")
                ):
                    yield needed
        case _:
            pass


def _values(row: TableRow) -> list[object]:
    demand = cast("DataclassInstance", row.demand)
    return [value for field in fields(demand) if (value := getattr(demand, field.name)) is not None]


def _parts(program: Program) -> frozenset[str]:
    steps = [step for stage in program.stages for step in stage.steps]
    found = {
        "a MuleSoft step": any(step.kind is StepKind.MULESOFT for step in steps),
        "a step that asks somebody": any(step.asks for step in steps),
        "a background step": any(step.kind is StepKind.BACKGROUND for step in steps),
        "a flow approval process": program.orchestration.is_approval,
        "a fault path": any(stage.fault is not None for stage in program.stages),
        "an evaluation flow": bool(program.flows),
        "a decision": bool(program.decisions),
    }
    return frozenset(part for part, is_there in found.items() if is_there)
