"""What there is to cover in a definition, by kind, read from its program and from the tables."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from ...engine.error_kinds import ErrorKind
from ...engine.interpreter.refusal import start_errors
from ...engine.program.program import Program, StepKind, StepProgram
from ...engine.tables.catalogue import all_rows
from ...engine.tables.demand import Limit, NotCheckable, Operators
from ...engine.tables.row import TableRow
from ..random_runs.features import DEFAULT_OUTCOME, ON_ERROR, START, THEN, Feature, feature


class Measure(StrEnum):
    """What can be measured, in the words of `--fail-under`."""

    ROWS = "rows"
    ELEMENTS = "elements"
    STATUSES = "statuses"
    CONNECTORS = "connectors"
    OUTCOMES = "outcomes"
    ERRORS = "errors"


OF_NO_MOMENT: Final = (Limit, Operators, NotCheckable)
"""Demands about the definition, or that nobody can see in a run."""
STATUSES: Final = ("InProgress", "Completed", "Error")
"""The statuses that every stage and step is looked for in."""


def coverable(program: Program) -> dict[Measure, tuple[str, ...]]:
    """Every feature there is, by measure, in the order of the definition."""
    return {
        Measure.ROWS: tuple(feature(Feature.ROW, row.id) for row in rows(program)),
        Measure.ELEMENTS: tuple(feature(Feature.STATUS, f"{name}=InProgress") for name in _elements(program)),
        Measure.STATUSES: tuple(
            feature(Feature.STATUS, f"{name}={status}")
            for name in ("run", *_elements(program))
            for status in STATUSES
        ),
        Measure.CONNECTORS: tuple(feature(Feature.CONNECTOR, name) for name in _connectors(program)),
        Measure.OUTCOMES: tuple(feature(Feature.OUTCOME, name) for name in _outcomes(program)),
        Measure.ERRORS: tuple(
            feature(Feature.ERROR, f"{name}={kind}") for name, kind in dict.fromkeys(_errors(program))
        ),
    }


def rows(program: Program) -> tuple[TableRow, ...]:
    """The rows that runs under the program's readings are judged by."""
    chosen = program.choices
    return tuple(
        row
        for row in all_rows()
        if chosen.profile in row.profiles
        and not isinstance(row.demand, OF_NO_MOMENT)
        and all(chosen.chosen(decision) == reading for decision, reading in row.readings)
    )


def _elements(program: Program) -> Iterator[str]:
    for stage in program.stages:
        yield stage.name
        yield from (f"{stage.name}/{step.name}" for step in stage.steps)


def _connectors(program: Program) -> Iterator[str]:
    yield START
    for stage in program.stages:
        yield f"{stage.name} {THEN}"
        if stage.fault is not None:
            yield f"{stage.name} {ON_ERROR}"


def _outcomes(program: Program) -> Iterator[str]:
    for decision in program.orchestration.decisions:
        for outcome in decision.outcomes:
            yield f"{decision.name}={outcome.name}"
        yield f"{decision.name}={DEFAULT_OUTCOME}"


def _errors(program: Program) -> Iterator[tuple[str, ErrorKind]]:
    for stage in program.stages:
        if stage.exit_flow is not None:
            yield stage.name, ErrorKind.EVALUATION_FLOW
        for step in stage.steps:
            for kind in step_errors(step):
                yield f"{stage.name}/{step.name}", kind
    for decision in program.decisions:
        yield decision.name, ErrorKind.DECISION
    yield "run", ErrorKind.PLATFORM


def step_errors(step: StepProgram) -> Iterator[ErrorKind]:
    """The kinds of error that can strike a step, in the order of its life."""
    yield from start_errors(step)
    if step.entry_flow is not None or step.exit_flow is not None:
        yield ErrorKind.EVALUATION_FLOW
    yield ErrorKind.MULESOFT_ACTION if step.kind is StepKind.MULESOFT else ErrorKind.CALLED_FLOW
    yield ErrorKind.PROCESS_RESULT
