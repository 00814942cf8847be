"""What people do to a whole run: begin, suspend, resume, cancel, recall, reassign a work item.

Sources: "Orchestration Run" (status and milestone tables, Resuming a Failed Orchestration), "Orchestration Stages"
(status and milestone tables), flow approval processes (recall); decisions C1, C4, C8, C19.
"""

from __future__ import annotations

from ..events import Begin, Reassign
from ..history import Change, LogRow
from ..kinds import Kind
from ..program.program import StepProgram
from ..statuses import RunStatus, StageStatus, StepStatus, WorkItemStatus
from ..values import kept
from .burst import Burst, StruckError
from .completion import close_approval
from .errors import fail_stage
from .evaluation import settle
from .results import process_stored
from .routing import end
from .starting import start_step
from .world import refresh_record

INPUT_ROW = "run-inputs"


def begin(burst: Burst, event: Begin) -> None:
    """The run starts and works off its first synchronous burst."""
    program = burst.program
    given = {name.casefold(): kept(value) for name, value in event.values}
    burst.inputs = tuple(given.get(name.casefold(), default) for name, default in program.default_values())
    burst.record = burst.world = tuple(given.get(name.casefold()) for name in program.fields)
    for name, value in event.values:
        part = "field" if name.startswith("$") else "input"
        burst.changes.append(
            Change(program.run._replace(part=part, name=name), "Value", None, value, INPUT_ROW)
        )
    burst.starting = True
    burst.set_run(program.effects.run_starts)
    if program.is_approval:
        burst.set_submission(program.effects.submission_starts)
    burst.go(program.entry, None)
    settle(burst)


def suspend(burst: Burst) -> None:
    """The run and its stage are Suspended; steps in progress go on, nothing new starts."""
    effects = burst.program.effects
    burst.set_stage(effects.stage_suspends)
    burst.set_run(effects.run_suspends)


def resume(burst: Burst) -> None:
    """A suspended run goes on, or a failed one is tried again (the resume table)."""
    effects = burst.program.effects
    refresh_record(burst)
    if burst.run_status is RunStatus.SUSPENDED:
        burst.set_run(effects.run_resumes)
        _start_instance(burst)
        burst.set_stage(effects.stage_resumes)
    else:
        burst.failure, burst.waited = None, burst.waited * 0
        burst.set_run(effects.run_resumes_after_failure)
        _start_instance(burst)
        burst.set_stage(effects.stage_resumes_after_failure)
        try:
            _restart_steps(burst)
        except StruckError as struck:
            fail_stage(burst, struck.step, struck.kind, str(struck))
    process_stored(burst)
    if burst.run_status is RunStatus.IN_PROGRESS:
        settle(burst)


def cancel(burst: Burst) -> None:
    """The run is Canceled, and with it what is in progress. No fault path runs."""
    effects = burst.program.effects
    choices = burst.program.choices
    for step in burst.current.steps if burst.stage is not None else ():
        if (
            burst.steps[step.index] is StepStatus.IN_PROGRESS
            and choices.chosen("canceled-steps") == "canceled"
        ):
            burst.set_step(step, effects.step_cancels)
        if burst.items[step.index] is WorkItemStatus.ASSIGNED:
            burst.set_item(step, effects.item_closes_on_cancel)
            close_approval(burst, step, canceled=True)
    if burst.stage is not None:
        stage = effects.stage_cancels
        if choices.chosen("end-stage-on-cancel") == "not-logged":
            stage = stage._replace(kind=None)
        burst.set_stage(stage)
    burst.queue = ()
    burst.set_run(effects.run_cancels)
    if burst.program.is_approval:
        burst.set_submission(effects.submission_cancels)


def recall(burst: Burst) -> None:
    """The submission is recalled: stage and steps in progress are Canceled, then the recall path runs, on the record as it is now."""
    effects = burst.program.effects
    refresh_record(burst)
    for step in burst.current.steps:
        if burst.steps[step.index] is StepStatus.IN_PROGRESS:
            burst.set_step(step, effects.step_is_recalled)
        if burst.items[step.index] is WorkItemStatus.ASSIGNED:
            burst.set_item(step, effects.item_closes_on_cancel)
            close_approval(burst, step, canceled=True)
    burst.set_stage(effects.stage_is_recalled)
    burst.set_submission(effects.submission_is_recalled)
    burst.recalling = True
    burst.leave()
    if burst.program.recall is None:
        end(burst, None)
        return
    burst.go(burst.program.recall, None)
    settle(burst)


def reassign(burst: Burst, event: Reassign, step: StepProgram) -> None:
    """The open work item is given to somebody else and handled as if it were new."""
    effect = burst.program.effects.item_is_reassigned
    burst.set_item(step, effect, None, event.assignee, event.kind)
    burst.changes.append(Change(step.item, "Assignee", None, event.assignee, effect.row))


def _start_instance(burst: Burst) -> None:
    if burst.program.choices.chosen("resume-milestones") == "start-too":
        burst.log.append(LogRow(Kind.START_INSTANCE, None, None, "resume-milestones"))


def _restart_steps(burst: Burst) -> None:
    effects = burst.program.effects
    pending = {result.step for result in burst.stored}
    for step in burst.current.steps:
        was = burst.steps[step.index]
        if was not in (StepStatus.ERROR, StepStatus.DISCONTINUED) or step.index in pending:
            continue
        if step.asks:
            start_step(burst, step, effects.asking_step_restarts, effects.item_is_replaced)
        elif was is StepStatus.ERROR:
            start_step(burst, step, effects.failed_step_restarts)
        else:
            start_step(burst, step, effects.discontinued_step_restarts)


def is_waiting(burst: Burst) -> bool:
    """True while a stage is in progress."""
    return burst.stage_status is StageStatus.IN_PROGRESS
