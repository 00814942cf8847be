"""What `read-before-it-exists` has to find of stages that were not visited, from the moments of explored runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, assert_never

from findings_of_decisions import ASKS_FOR_NULL
from judged_moments import Judging, definition_of

from stageproof.grammar.condition import All, Any, Logic, Not, Row, Unreadable
from stageproof.grammar.model import Outcome, Stage, Step
from stageproof.grammar.names import Names
from stageproof.grammar.sites import Clause, calls, clauses
from stageproof.grammar.value import Reference, Text

ASKS_FOR_VISIT: Final = ASKS_FOR_NULL | {"WasVisited"}
NEGATIVE: Final = ("NotEqualTo", "NotIn")


@dataclass(frozen=True, slots=True)
class Unvisited:
    """The status of a stage that some run reads before the stage was visited. `always`: whenever it is read."""

    words: str
    always: bool


def unvisited_readings(found: Judging) -> Iterator[Unvisited]:
    """Statuses handed over as an input, and those that let an "is not" hold."""
    definition = definition_of(found)
    names = Names.of(definition)
    numbers = {stage.name: number for number, stage in enumerate(definition.stages)}
    for clause in clauses(definition):
        for row, is_negative in _rows(clause.requirements.logic) if clause.role != "filter" else ():
            condition = clause.requirements.conditions[row - 1]
            stage = names.get(condition.left.root)
            if not isinstance(stage, Stage) or not condition.left.is_status:
                continue
            if is_negative is (condition.operator in NEGATIVE) or _asks_for_visit(clause, stage):
                continue
            place, outcome = _place(clause)
            judged = {
                moment for moment in found.at(place) if all(one is False for one in moment.holds[:outcome])
            }
            without = {moment for moment in judged if moment.stages[numbers[stage.name]] is None}
            if any(moment.holds[outcome] for moment in without):
                yield Unvisited(f"{condition.left.text} by {_reader(clause)}", without == judged)
    for call in calls(definition):
        for parameter in call.inputs if call.role == "step" else ():
            for reference in _references(parameter.value):
                stage = names.get(reference.root)
                if isinstance(stage, Stage) and reference.is_status:
                    started = found.at(f"start:{call.owner.name}")
                    without = {moment for moment in started if moment.stages[numbers[stage.name]] is None}
                    if without:
                        yield Unvisited(
                            f"{reference.text} by an input of {call.owner.name}", without == started
                        )


def _place(clause: Clause) -> tuple[str, int]:
    if clause.decision is not None and isinstance(clause.owner, Outcome):
        return f"outcome:{clause.decision.name}", clause.decision.outcomes.index(clause.owner)
    assert isinstance(clause.owner, Stage | Step)
    return f"{clause.role}:{clause.owner.name}", 0


def _reader(clause: Clause) -> str:
    assert isinstance(clause.owner, Stage | Step | Outcome)
    if clause.decision is not None:
        return f"outcome {clause.owner.name} of {clause.decision.name}"
    return f"the {clause.role} condition of {clause.owner.name}"


def _asks_for_visit(clause: Clause, stage: Stage) -> bool:
    return any(
        one.operator in ASKS_FOR_VISIT and one.left.root == stage.name
        for one in clause.requirements.conditions
    )


def _rows(logic: Logic) -> Iterator[tuple[int, bool]]:
    """The rows, and whether each counts where it does not hold."""
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


def _references(value: object) -> tuple[Reference, ...]:
    match value:
        case Reference():
            return (value,)
        case Text(references=references):
            return references
        case _:
            return ()
