"""Results of steps: a flow or action that finishes or fails, a person who finishes a work item.

Sources: "Orchestration Steps", Status; "Orchestration Run", the resume table (pending outputs); "Suspend and Resume"
(results are stored); decisions `stored-results`, `late-result`, `screen-done-exit-open`.
"""

from __future__ import annotations

from ..configuration import StoredResult
from ..effects import Effect
from ..error_kinds import ErrorKind
from ..events import Complete, Fail, Given
from ..history import Change
from ..program.program import StepKind, StepProgram
from ..statuses import RunStatus, StepStatus, WorkItemStatus
from ..values import EvaluationError, Value, kept
from .burst import LATE_ROW, Burst
from .errors import fail_stage
from .evaluation import settle
from .world import notice, refresh_record, write_field

REJECT = "Reject"
DECISION = "approvaldecision"
COMMENTS = "comments"
STORED_ROW = "stored-results"


def complete(burst: Burst, event: Complete, step: StepProgram) -> None:
    """A result arrives. The caller has made sure that it may."""
    if burst.run_status is RunStatus.IN_PROGRESS:
        _take_off_queue(burst, step)
        _write_fields(burst, step)
        if not step.synchronous:
            refresh_record(burst)
        record_result(burst, step, event.outputs)
        settle(burst)
        return
    if step.asks:
        finish_item(burst, step, event.outputs)
    _write_fields(burst, step)
    _store(burst, StoredResult(step.index, event.outputs), step)


def complete_late(burst: Burst, step: StepProgram) -> None:
    """A flow that nobody waits for finishes: what it writes is written. The result is nothing to the run, but the change of
    a field that a requirement names wakes it, like any.
    """
    ignore(burst, step)
    _write_fields(burst, step)
    notice(burst, (write.slot for write in step.writes if write.value is not None))


def ignore(burst: Burst, step: StepProgram) -> None:
    """A result that nobody waits for is not taken."""
    burst.changes.append(Change(step.subject, "Late result", None, "ignored", LATE_ROW))
    if step.writes:
        place = burst.program.places[step.name.casefold()]
        burst.reported = tuple(sorted({*burst.reported, place}))


def fail_result(burst: Burst, event: Fail, step: StepProgram) -> None:
    """A step's flow, action or the processing of its result fails."""
    if (
        step.kind is StepKind.INTERACTIVE
        and event.kind is ErrorKind.CALLED_FLOW
        and burst.program.choices.chosen("screen-flow-failure") == "stays-in-progress"
    ):
        return
    if burst.run_status is not RunStatus.IN_PROGRESS:
        _store(burst, StoredResult(step.index, (), event.kind), step)
        return
    _take_off_queue(burst, step)
    if not step.synchronous:
        refresh_record(burst)
    fail_stage(burst, step.index, event.kind, event.message)
    settle(burst)


def record_result(
    burst: Burst, step: StepProgram, outputs: Given, effect: Effect[StepStatus] | None = None
) -> None:
    """Keep the outputs; complete the step, unless it asks somebody and has an exit condition of its own."""
    effects = burst.program.effects
    if not step.asks:
        burst.set_outputs(step, outputs)
        burst.set_step(step, effect or effects.step_completes, _comments(outputs))
        return
    if burst.items[step.index] is WorkItemStatus.ASSIGNED:
        finish_item(burst, step, outputs)
    burst.set_outputs(step, outputs)
    if step.exit is None and step.exit_flow is None:
        burst.set_step(step, effect or effects.asking_step_completes, _comments(outputs))


def finish_item(burst: Burst, step: StepProgram, outputs: Given) -> None:
    """Somebody finishes the work item; an approval is given or refused with it."""
    effects = burst.program.effects
    burst.set_item(step, effects.item_is_finished, _actor(burst, step))
    if step.kind is StepKind.APPROVAL:
        decision = next((value for name, value in outputs if name.casefold() == DECISION), None)
        if decision == REJECT:
            burst.rejected = True
        burst.set_approval(
            step, effects.approval_is_refused if decision == REJECT else effects.approval_is_given
        )


def process_stored(burst: Burst) -> None:
    """Work off the results that arrived meanwhile, one by one in order of arrival, a full evaluation after each."""
    effects = burst.program.effects
    while burst.stored and burst.run_status is RunStatus.IN_PROGRESS:
        first, burst.stored = burst.stored[0], burst.stored[1:]
        step = burst.current.steps[first.step]
        was = burst.steps[first.step]
        if was not in (StepStatus.IN_PROGRESS, StepStatus.DISCONTINUED):
            ignore(burst, step)
            continue
        if first.error is not None:
            fail_stage(
                burst, first.step, first.error, "a stored result", stored=was is StepStatus.DISCONTINUED
            )
        elif was is StepStatus.DISCONTINUED:
            record_result(burst, step, first.outputs, effects.stored_result_completes)
        else:
            record_result(burst, step, first.outputs)
        settle(burst)


def _store(burst: Burst, result: StoredResult, step: StepProgram) -> None:
    outputs = tuple((name, kept(value)) for name, value in result.outputs)
    burst.stored = (*burst.stored, result._replace(outputs=outputs))
    word: Value = "stored error" if result.error is not None else "stored"
    burst.changes.append(Change(step.subject, "Pending outputs", None, word, STORED_ROW))


def _take_off_queue(burst: Burst, step: StepProgram) -> None:
    if burst.queue:
        burst.queue = tuple(index for index in burst.queue if index != step.index)


def _write_fields(burst: Burst, step: StepProgram) -> None:
    """What the flow writes is worked out from the record as it is, not as the run last saw it."""
    seen, burst.record = burst.record, burst.world
    for write in step.writes:
        if write.value is not None:
            try:
                value = write.value(burst)
            except EvaluationError:
                continue
            write_field(burst, write.slot, value, "contract-writes")
    burst.record = seen


def _actor(burst: Burst, step: StepProgram) -> str | None:
    if step.assignee is None or step.assignee_type != "User":
        return None
    try:
        value = step.assignee(burst)
    except EvaluationError:
        return None
    return value if isinstance(value, str) else None


def _comments(outputs: Given) -> str | None:
    return next(
        (value for name, value in outputs if name.casefold() == COMMENTS and isinstance(value, str)), None
    )
