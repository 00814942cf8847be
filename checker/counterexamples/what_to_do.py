"""What to do about a mistake that a run shows, as `check` says it of the same property."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...engine.events import Fail
from ...engine.history import Change, Moment
from ...engine.program.program import Program
from ...engine.scenarios.wording import said
from ...engine.statuses import RunStatus
from ...grammar.property import Property
from ..oracle.observation import STATUS
from ..property_advice import (
    COMPLETES,
    FAILS,
    HAS_TO_COME,
    OF_KIND,
    TAKES,
    Turn,
    advice_at_end,
    outcome_words,
)
from ..random_runs.flaw import Flaw, Judge
from .judged_run import JudgedRun

OF_ROW: Final = (
    "Your definition cannot break this rule: Stageproof plays the run otherwise than the document says. Please report it with "
    "this run."
)
OF_OTHER_READING: Final = "The documents allow both: find out which your org does, and accept it (--accept), or follow that reading (--decision)."


def what_to_do(program: Program, flaw: Flaw, judged: JudgedRun) -> str:
    """Advice in a sentence or two. `judged` is the run that shows the mistake."""
    if flaw.judge is Judge.ROW:
        return OF_ROW if flaw.tolerance is None else OF_OTHER_READING
    claim = next((each for each in program.orchestration.properties if each.title == flaw.id), None)
    return "" if claim is None else _of_property(claim, program, judged)


def _of_property(claim: Property, program: Program, judged: JudgedRun) -> str:
    if claim.kind not in HAS_TO_COME:
        return OF_KIND[claim.kind]
    wanted = said(claim.second or claim.statement)
    is_error = judged.run.configuration.run is RunStatus.ERROR
    return advice_at_end(_turns_back(program, judged), wanted, is_error=is_error) or OF_KIND[claim.kind]


def _turns_back(program: Program, judged: JudgedRun) -> Iterator[Turn]:
    """The errors, outcomes and stages of the run, the last one first."""
    for moment in reversed(judged.run.moments()):
        failed = False
        for change in reversed(moment.changes):
            turn = _turn(program, change)
            if turn is not None:
                failed = failed or turn.event == FAILS
                yield turn
        if not failed:
            yield from _of_no_step(program, moment)


def _turn(program: Program, change: Change) -> Turn | None:
    subject = change.subject
    if subject.part == "decision" and change.attribute == "Outcome":
        decision = next(each for each in program.orchestration.decisions if each.name == subject.name)
        return Turn(TAKES, outcome_words(decision, str(change.after)))
    if change.attribute != STATUS:
        return None
    if subject.part == "step" and change.after == "Error":
        return Turn(FAILS, subject.step or subject.name, subject.stage)
    if subject.part == "stage" and change.after == "Completed":
        return Turn(COMPLETES, subject.name)
    return None


def _of_no_step(program: Program, moment: Moment) -> Iterator[Turn]:
    """Errors that no step has: of a decision, of the condition of a stage, of the platform."""
    for event in reversed((moment.event, *moment.faults)):
        if isinstance(event, Fail):
            stages = [stage.name for stage in program.stages if event.element == stage.name]
            yield Turn(FAILS, event.element, stages[0] if stages else None)
