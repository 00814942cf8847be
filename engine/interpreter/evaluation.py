"""Evaluating the current stage until nothing changes, and going on to the next (decision `evaluation-order`).

On entering a stage: one full pass of entry conditions in file order, then exits. After an event: step exits, stage
exit; if the stage stays open, one full pass of entries; again until nothing changes.
"""

from __future__ import annotations

from ..error_kinds import ErrorKind, Strike
from ..history import Change
from ..program.program import StepProgram
from ..program.view import Test
from ..statuses import StageStatus, StepStatus, WorkItemStatus
from ..values import EvaluationError
from .burst import Burst, StruckError
from .completion import complete_asking_step, discontinue_with_stage
from .errors import fail_stage
from .restless import most_rounds, restless
from .routing import follow
from .starting import start_step

_IN_PROGRESS, _NOT_STARTED, _COMPLETED = StepStatus.IN_PROGRESS, StepStatus.NOT_STARTED, StepStatus.COMPLETED
ANSWER_ROW = "evaluation-flow-holds"


def settle(burst: Burst) -> None:
    """Evaluate until the run rests: in a stage that waits, or at its end. Raises `RestlessError` where it never does."""
    rounds = 0
    while burst.going is not None or burst.stage_status is StageStatus.IN_PROGRESS:
        try:
            if burst.going is not None:
                (target, origin), burst.going = burst.going, None
                rounds = 0
                follow(burst, target, origin)
                continue
            rounds += 1
            if rounds > most_rounds(len(burst.steps)):
                raise restless(burst.current.name, rounds)
            if burst.is_entering:
                burst.is_entering = False
                _start_steps(burst)
                continue
            exited = _exit_steps(burst)
            if _is_complete(burst):
                complete_stage(burst)
            elif not _start_steps(burst) and not exited:
                return
        except StruckError as struck:
            fail_stage(burst, struck.step, struck.kind, str(struck))


def complete_stage(burst: Burst) -> None:
    """The stage is Completed; what is in progress in it is Discontinued; the run goes on."""
    stage = burst.current
    discontinue_with_stage(burst)
    burst.set_stage(burst.program.effects.stage_completes)
    burst.leave()
    burst.go(stage.following, stage)


def _exit_steps(burst: Burst) -> bool:
    """One pass of the exit conditions of steps in file order; whether any step completed."""
    exited = False
    for step in burst.current.exiting:
        if (
            burst.steps[step.index] is _IN_PROGRESS
            and _may_exit(burst, step)
            and _holds(burst, step, step.exit, step.exit_flow)
        ):
            complete_asking_step(burst, step)
            exited = True
    return exited


def _is_complete(burst: Burst) -> bool:
    """Whether the exit condition of the stage holds: its own, or else that all its steps are Completed."""
    stage = burst.current
    if stage.exit is None and stage.exit_flow is None:
        return burst.steps.count(_COMPLETED) == len(burst.steps)
    return _holds(burst, None, stage.exit, stage.exit_flow)


def _may_exit(burst: Burst, step: StepProgram) -> bool:
    if not burst.program.needs_both_exits:
        return True
    return burst.items[step.index] is not WorkItemStatus.ASSIGNED


def _start_steps(burst: Burst) -> bool:
    """One pass of entry conditions in file order; whether any step started."""
    started = False
    steps = burst.steps
    for step in burst.current.steps:
        if steps[step.index] is _NOT_STARTED and (
            (step.entry is None and step.entry_flow is None)
            or _holds(burst, step, step.entry, step.entry_flow)
        ):
            start_step(burst, step)
            started = True
    return started


def _holds(burst: Burst, step: StepProgram | None, test: Test | None, flow: int | None) -> bool:
    place = None if step is None else step.index
    if flow is not None and not _answer(burst, flow, place):
        return False
    if test is None:
        return True
    try:
        return test(burst)
    except EvaluationError as error:
        raise StruckError(ErrorKind.PROCESS_RESULT, None, str(error)) from error


def _answer(burst: Burst, flow: int, step: int | None) -> bool:
    """Run an evaluation flow. Within one burst it answers the same each time; the first time is noted."""
    if burst.evaluated is None:
        burst.evaluated = set()
    answer = burst.answers[flow]
    if flow not in burst.evaluated:
        burst.evaluated.add(flow)
        subject = burst.program.flow_subjects[flow]
        burst.changes.append(Change(subject, "Answer", None, answer, ANSWER_ROW))
    if burst.faults:
        names = [burst.program.flows[flow], burst.current.name]
        if step is not None:
            names.append(burst.current.steps[step].name)
        fault = burst.fault(Strike.EVALUATION, *names)
        if fault is not None:
            raise StruckError(ErrorKind.EVALUATION_FLOW, None, fault.message)
    return answer
