"""What `read-before-it-exists` has to find in a definition, from the moments of explored runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from findings_of_decisions import ASKS_FOR_NULL
from judged_moments import Judging, Moment, definition_of

from stageproof.engine.statuses import StepStatus, WorkItemStatus
from stageproof.grammar.model import Formula, Stage, Step, TextTemplate
from stageproof.grammar.names import Names
from stageproof.grammar.sites import Call, Clause, calls, clauses
from stageproof.grammar.value import FormulaValue, Reference, Text
from stageproof.grammar.value import Value as Written

OPEN: Final = (None, StepStatus.NOT_STARTED, StepStatus.IN_PROGRESS, StepStatus.ERROR)
STOPPED: Final = (StepStatus.DISCONTINUED, StepStatus.CANCELED)


@dataclass(frozen=True, slots=True)
class Reading:
    """A result that a step or condition reads: who, what of which step, and when (`place` of the moments)."""

    reader: str
    use: str
    reference: str
    source: str
    is_status: bool
    place: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Early:
    """A result that some run reads before there is one. `always`: every run that reads it does. `warned`: it is used up."""

    reading: Reading
    always: bool
    warned: bool

    @property
    def words(self) -> str:
        """What is to be told of it."""
        one = self.reading
        if self.warned:
            return f"{'every' if self.always else 'some'} run: {one.reader} reads {one.reference} of {one.source}"
        return f"{one.use} of {one.reader} reads {one.reference}"


def early_readings(found: Judging) -> Iterator[Early]:
    """Every result that is read too early."""
    names = found.step_names
    for reading in readings(found):
        moments = found.at(reading.place)
        lacking = {
            moment for moment in moments if _lacks(found, reading, moment, names.index(reading.source))
        }
        if lacking:
            always = lacking == moments
            warned = reading.use == "assignee" or (
                reading.use == "input" and (reading.required or (always and not reading.is_status))
            )
            yield Early(reading, always, warned)


def _lacks(found: Judging, reading: Reading, moment: Moment, step: int) -> bool:
    status, item = moment.steps[step]
    if reading.is_status:
        return status is None
    if status is StepStatus.IN_PROGRESS:
        return item is not WorkItemStatus.COMPLETED
    made = found.program.step(reading.source)
    assert made is not None
    waits = made.asks and (made.exit is not None or made.exit_flow is not None)
    # one that waited for its own exit may have given a result before it was stopped: nothing is said
    return status in OPEN or (status in STOPPED and not waits)


def readings(found: Judging) -> Iterator[Reading]:
    """Every reading that counts. Left out, as the rule says: outcomes, of which `decides-on-nothing` tells."""
    definition = definition_of(found)
    names = Names.of(definition)
    for clause in clauses(definition):
        if clause.role in ("entry", "exit"):
            yield from _of_clause(names, clause)
    for call in calls(definition):
        if call.role == "step":
            yield from _of_call(found, names, call)
    for _, step in definition.steps():
        for assignee in step.assignees:
            read = _written(assignee.value)
            for source, is_status in _sources(names, assignee.value):
                yield Reading(step.name, "assignee", read, source.name, is_status, f"start:{step.name}")


def _of_clause(names: Names, clause: Clause) -> Iterator[Reading]:
    """Left out, as the rule says: conditions that ask for null, and those that wait for a step of their own stage, which are
    judged again when it has completed.
    """
    assert isinstance(clause.owner, Stage | Step)
    assert clause.stage is not None
    name, place = clause.owner.name, f"{clause.role}:{clause.owner.name}"
    for condition in clause.requirements.conditions:
        for written in (condition.left, condition.right):
            for source, is_status in _sources(names, written):
                if not _waits_for_its_own(clause.stage, source) and not _asks_for_null(clause, source):
                    yield Reading(name, clause.role, _written(written), source.name, is_status, place)


def _of_call(found: Judging, names: Names, call: Call) -> Iterator[Reading]:
    contracts = definition_of(found).contracts
    contract = next((one for one in contracts if one.name == call.flow), None)
    name, place = call.owner.name, f"start:{call.owner.name}"
    for parameter in call.inputs:
        variable = contract.variable(parameter.name) if contract else None
        required = variable is not None and variable.domain.nullable is False
        read = _written(parameter.value)
        for source, is_status in _sources(names, parameter.value):
            yield Reading(name, "input", read, source.name, is_status, place, required)


def handed_over(found: Judging) -> set[str]:
    """The steps of which some output is an input of a called flow, an evaluation flow too, or says who is asked."""
    definition = definition_of(found)
    names = Names.of(definition)
    handed = [parameter.value for call in calls(definition) for parameter in call.inputs]
    handed += [assignee.value for _, step in definition.steps() for assignee in step.assignees]
    return {source.name for source, is_status in _sources(names, *handed) if not is_status}


def _waits_for_its_own(stage: Stage, source: Step) -> bool:
    return any(step is source for step in stage.steps)


def _asks_for_null(clause: Clause, source: Step) -> bool:
    return any(
        one.operator in ASKS_FOR_NULL and one.left.root.casefold() == source.name.casefold()
        for one in clause.requirements.conditions
    )


def _written(value: Written | None) -> str:
    """What is read, as it is written; of a text the first value in it."""
    return next((reference.text for reference in _references(value)), "")


def _sources(names: Names, *written: Written | None) -> set[tuple[Step, bool]]:
    """The steps of whose outputs something is made, or whose status it is (the second part)."""
    found: set[tuple[Step, bool]] = set()
    todo = [reference for one in written for reference in _references(one)]
    seen: set[str] = set()
    while todo:
        reference = todo.pop()
        match names.get(reference.root):
            case Step() as step if reference.output or reference.is_status:
                found.add((step, not reference.output))
            case Formula(references=inner) | TextTemplate(references=inner) if reference.root not in seen:
                seen.add(reference.root)
                todo += inner
            case _:
                pass
    return found


def _references(written: Written | None) -> tuple[Reference, ...]:
    match written:
        case Reference():
            return (written,)
        case Text(references=references) | FormulaValue(references=references):
            return references
        case _:
            return ()
