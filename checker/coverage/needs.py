"""What a definition must hold for a table row to have anything to say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Final, cast

from ...engine.error_kinds import ErrorKind
from ...engine.exploration.policy import Happening
from ...engine.kinds import Kind
from ...engine.program.program import Program, StepKind
from ...engine.tables.demand import Branch, CompletesWhen, Entry, Evaluates, Exit, Item, StartsWhen
from ...engine.tables.row import TableRow
from ...engine.tables.situation import Situation
from ..oracle.facts import Facts
from ..oracle.met import entry_of, exit_of
from ..random_runs.fault_model import FaultModel

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

OF_HAPPENINGS: Final = {
    Happening.FAIL: ("error", "fails", "failed"),
    Happening.SUSPEND: ("suspend",),
    Happening.RESUME: ("resume",),
    Happening.CANCEL: ("cancel",),
    Happening.RECALL: ("recall",),
    Happening.REASSIGN: ("reassign",),
    Happening.PUBLISH: ("published",),
}
"""By what may be left out: the words with which rows speak of it."""
OF_SEVERAL_KINDS: Final = (Situation.STEP_RESULT_ARRIVES, Situation.FLOW_FINISHES)
"""Situations that steps of one kind or another can be in."""


def missing_part(program: Program, row: TableRow) -> str | None:
    """What the definition lacks for the row to speak, in words; None where nothing that is known."""
    has = _parts(program)
    if Situation.NOT_AN_APPROVAL in _values(row):
        return None
    orchestration = program.orchestration
    match row.demand:
        case Evaluates() if "an evaluation flow" not in has:
            return "an evaluation flow"
        case StartsWhen(entry=entry) if all(entry_of(step) is not entry for _, step in orchestration.steps()):
            return f"a step that starts when {entry}"
        case CompletesWhen(item=item, exit=exit):
            parts = (
                [*orchestration.stages] if item is Item.STAGE else [step for _, step in orchestration.steps()]
            )
            if all(exit_of(part) is not exit for part in parts):
                return f"a {item} that completes when {exit}"
        case _:
            pass
    if Situation.RUN_REACHES_END_AFTER_REJOINING in _values(row) and not _joins_back(program):
        return "a fault path that joins the main flow"
    return next((needed for value in _values(row) for needed in _needed(value) if needed not in has), None)


def _joins_back(program: Program) -> bool:
    """Whether a fault path leads back to the main flow."""
    facts = Facts.of(program.orchestration, program.choices)
    main = facts.graph.main
    return any(
        (facts.in_fault_path(stage.name) and facts.may_follow(stage.name, "next") & set(main))
        or facts.may_follow(stage.name, "fault") & set(main)
        for stage in program.stages
    )


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


def left_out(row: TableRow, faults: FaultModel) -> bool:
    """Whether a row speaks of something that the fault model leaves out."""
    told = " ".join(str(value) for value in _values(row)).casefold()
    words = [word for happening in faults.without for word in OF_HAPPENINGS.get(happening, ())]
    if not faults.has_faults:
        words += OF_HAPPENINGS[Happening.FAIL]
    return any(word in told for word in words)
