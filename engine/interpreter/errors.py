"""What an error does: to its step, the others in progress, the stage and the run.

Sources: "Orchestration Run", the table of statuses set on an error; "Orchestration Stages", the fault path table;
decisions C2, C4, C5, C7, C15.
"""

from __future__ import annotations

from ..configuration import Failure
from ..effects import Effect
from ..error_kinds import ErrorKind
from ..program.program import StageProgram
from ..statuses import RunStatus, StepStatus, WorkItemStatus
from .burst import Burst
from .completion import close_approval


def fail_stage(
    burst: Burst, step: int | None, kind: ErrorKind, message: str, *, stored: bool = False
) -> None:
    """An error in the current stage, at one of its steps or (None) at the stage itself.

    `stored`: the error is a pending output that a resume works off.
    """
    stage = burst.current
    effects = burst.program.effects
    caught = stage.fault is not None and effects.errors[kind].caught and not burst.recalling
    burst.message = message
    if step is not None:
        burst.set_step(stage.steps[step], effects.stored_result_fails if stored else effects.step_fails)
    _stop_others(
        burst,
        effects.step_discontinues_by_stage_error if caught else effects.step_discontinues_by_run_error,
        effects.item_closes_by_stage_error if caught else effects.item_closes_by_run_error,
        leave_open=not caught and _stays_open(burst, stage, step),
    )
    failing = effects.stage_fails
    if step is not None:
        failing = effects.stage_fails_by_step[stage.steps[step].kind.value]
    burst.set_stage(failing)
    burst.queue = ()
    if caught:
        assert stage.fault is not None
        burst.leave()
        burst.go(stage.fault, stage)
    else:
        _fail_run(burst, _row(burst, stage), kind, step)


def fail_outside_stages(burst: Burst, kind: ErrorKind, message: str) -> None:
    """An error outside of stages (a decision, the platform): no fault path, no resume; a stage in progress is
    Discontinued (decision C7).
    """
    effects = burst.program.effects
    burst.message = message
    if burst.stage_status is not None:
        _stop_others(
            burst,
            effects.step_discontinues_outside_stages,
            effects.item_closes_by_run_error,
            leave_open=burst.program.choices.chosen("open-work-items") == "matrix",
        )
        burst.set_stage(effects.stage_discontinues)
        burst.queue = ()
    _fail_run(burst, effects.run_fails_outside_stages, kind, None)


def _row(burst: Burst, stage: StageProgram) -> Effect[RunStatus]:
    effects = burst.program.effects
    return effects.run_fails_in_fault_path if stage.in_fault_path else effects.run_fails


def _fail_run(burst: Burst, effect: Effect[RunStatus], kind: ErrorKind, step: int | None) -> None:
    program = burst.program
    burst.set_run(effect)
    if program.is_approval and burst.submission is not None and not burst.recalling:
        burst.set_submission(program.effects.submission_fails)
    burst.failure = Failure(kind, step, _is_resumable(burst, kind))


def _is_resumable(burst: Burst, kind: ErrorKind) -> bool:
    program = burst.program
    if burst.recalling or (program.is_approval and not program.effects.approval_failure_resumable):
        return False
    if kind is ErrorKind.MULESOFT_ACTION and program.choices.chosen("mulesoft-error") == "resumable":
        return True
    return program.effects.errors[kind].resumable


def _stops(burst: Burst) -> list[int]:
    return [index for index, status in enumerate(burst.steps) if status is StepStatus.IN_PROGRESS]


def _stop_others(
    burst: Burst,
    steps: Effect[StepStatus],
    items: Effect[WorkItemStatus],
    *,
    leave_open: bool,
) -> None:
    stage = burst.current
    for index in _stops(burst):
        burst.set_step(stage.steps[index], steps)
    if leave_open:
        return
    for step in stage.steps:
        if burst.items[step.index] is WorkItemStatus.ASSIGNED:
            burst.set_item(step, items)
            close_approval(burst, step)


def _stays_open(burst: Burst, stage: StageProgram, step: int | None) -> bool:
    """Reading `matrix` of decision C4: open work items stay Assigned when a step that asks somebody fails."""
    return (
        step is not None
        and stage.steps[step].asks
        and burst.program.choices.chosen("open-work-items") == "matrix"
    )
