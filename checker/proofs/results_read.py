"""Which steps' results (outputs and statuses) the steps and conditions of a stage read, directly or through formulas and templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple, assert_never

from ...grammar.condition import All, Any, Logic, Not, Row, Unreadable
from ...grammar.model import Formula, Orchestration, Outcome, Stage, Step, TextTemplate
from ...grammar.names import Names
from ...grammar.sites import Clause, calls, clauses
from ...grammar.value import FormulaValue, Reference, Text, Value

NEGATIVE: Final = ("NotEqualTo", "NotIn")
"""Comparisons that null passes."""


class ResultRead(NamedTuple):
    """A reference in a stage to an output or the status of a step. `use`: an `assignee` or `input` of `reader`, whose value is used up as
    it starts; or a condition of its `entry` or `exit`. `parameter`: the name of the input.
    """

    reference: Reference
    source: Step
    use: str
    reader: Step | Stage
    stage: Stage
    parameter: str = ""
    clause: Clause | None = None
    is_status: bool = False


def results_read(orchestration: Orchestration) -> Iterator[ResultRead]:
    """Every such reference, stage by stage: conditions, inputs, assignees."""
    names = Names.of(orchestration)
    for clause in clauses(orchestration):
        if clause.stage is None or not isinstance(clause.owner, Stage | Step):
            continue
        for condition in clause.requirements.conditions:
            for written in (condition.left, condition.right):
                for source, is_status in _sources(written, names):
                    yield ResultRead(
                        _at(written, condition.left),
                        source,
                        clause.role,
                        clause.owner,
                        clause.stage,
                        "",
                        clause,
                        is_status,
                    )
    for call in calls(orchestration):
        for parameter in call.inputs:
            for source, is_status in _sources(parameter.value, names):
                reference = parameter.value
                assert reference is not None  # noqa: S101  # it has a source
                use = "input" if call.role == "step" else call.role
                yield ResultRead(
                    _at(reference, None), source, use, call.owner, call.stage, parameter.name, None, is_status
                )
    for stage, step in orchestration.steps():
        for assignee in step.assignees:
            for source, is_status in _sources(assignee.value, names):
                yield ResultRead(
                    _at(assignee.value, None), source, "assignee", step, stage, "", None, is_status
                )


class StageRead(NamedTuple):
    """A reference to the status of a stage: an `input` of a step, or a row of a condition, of an `entry`, an `exit` or an
    `outcome`. `is_negative`: the row holds where the comparison does not.
    """

    reference: Reference
    source: Stage
    use: str
    reader: Step | Stage | Outcome
    parameter: str = ""
    clause: Clause | None = None
    is_negative: bool = False


def stages_read(orchestration: Orchestration) -> Iterator[StageRead]:
    """Every reading of the status of a stage, conditions first."""
    names = Names.of(orchestration)
    for clause in clauses(orchestration):
        owner = clause.owner
        if not isinstance(owner, Stage | Step | Outcome):
            continue
        for number, is_negative in _rows(clause.requirements.logic):
            condition = clause.requirements.conditions[number - 1]
            stage = names.get(condition.left.root)
            if isinstance(stage, Stage) and condition.left.is_status:
                turned = is_negative is not (condition.operator in NEGATIVE)
                yield StageRead(condition.left, stage, clause.role, owner, "", clause, turned)
    for call in calls(orchestration):
        for parameter in call.inputs:
            for reference in _references(parameter.value):
                stage = names.get(reference.root)
                if isinstance(stage, Stage) and reference.is_status and call.role == "step":
                    yield StageRead(reference, stage, "input", call.owner, parameter.name)


def _rows(logic: Logic) -> Iterator[tuple[int, bool]]:
    """The numbers of the rows, and whether they count where they do not hold."""
    match logic:
        case Row(number=number):
            yield number, False
        case All(parts=parts) | Any(parts=parts):
            for part in parts:
                yield from _rows(part)
        case Not(part=part):
            yield from ((number, not is_negative) for number, is_negative in _rows(part))
        case Unreadable():
            return
        case _:
            assert_never(logic)


def read_in_stages(orchestration: Orchestration) -> Mapping[str, tuple[str, ...]]:
    """By API name of a stage in lower case, the stages, and the steps of other stages, whose results it reads, in lower case
    too; and steps of its own that a step reads which does not come after them in the definition.
    """
    stage_of = {step.name.casefold(): stage.name for stage, step in orchestration.steps()}
    place_of = {step.name.casefold(): place for place, (_, step) in enumerate(orchestration.steps())}
    found: dict[str, dict[str, None]] = {}
    for read in results_read(orchestration):
        source = read.source.name.casefold()
        place = place_of.get(read.reader.name.casefold())
        is_ahead = place is not None and place <= place_of[source]
        if is_ahead or stage_of[source] != read.stage.name:
            found.setdefault(read.stage.name.casefold(), {})[source] = None
    for status in stages_read(orchestration):
        if status.use == "input":
            reader = stage_of[status.reader.name.casefold()].casefold()
            found.setdefault(reader, {})[status.source.name.casefold()] = None
    return {stage: tuple(sorted(steps)) for stage, steps in found.items()}


def _at(written: Value | None, otherwise: Reference | None) -> Reference:
    match written:
        case Reference():
            return written
        case Text() | FormulaValue() if written.references:
            return written.references[0]
        case _:
            assert otherwise is not None  # noqa: S101  # what has a source has a reference
            return otherwise


def _sources(written: Value | None, names: Names) -> Iterator[tuple[Step, bool]]:
    """The steps of whose outputs a value is made, each once, and whether it is the status of the step instead."""
    todo = list(_references(written))
    seen: set[str] = set()
    while todo:
        reference = todo.pop(0)
        folded = reference.root.casefold()
        if folded in seen:
            continue
        seen.add(folded)
        match names.get(reference.root):
            case Step() as step if reference.output or reference.is_status:
                yield step, not reference.output
            case Formula(references=references) | TextTemplate(references=references):
                todo += references
            case _:
                pass


def _references(written: Value | None) -> tuple[Reference, ...]:
    match written:
        case Reference():
            return (written,)
        case Text() | FormulaValue():
            return written.references
        case _:
            return ()
