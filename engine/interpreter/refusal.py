"""Which events a configuration accepts, and why it refuses the others."""

from __future__ import annotations

from difflib import get_close_matches
from typing import NamedTuple

from ..configuration import Configuration
from ..error_kinds import STRIKES, ErrorKind, Strike
from ..events import Complete, Evaluate, Fail, Reassign, SetField, Wait
from ..program.program import Program, StepKind, StepProgram
from ..statuses import RunStatus, StepStatus, WorkItemStatus, label
from ..values import shown
from .values_given import wrong_value

_RESULT_OF = {
    ErrorKind.CALLED_FLOW: (StepKind.BACKGROUND, StepKind.INTERACTIVE, StepKind.APPROVAL),
    ErrorKind.MULESOFT_ACTION: (StepKind.MULESOFT,),
    ErrorKind.PROCESS_RESULT: tuple(StepKind),
}

ASSIGNEE_KINDS = ("User", "Group", "Queue")
"""Who can hold a work item (Object Reference, FlowOrchestrationLog, AssigneeType)."""
ALWAYS_ACCEPTED = ("comments", "approvalcomments")
"""Outputs that go to the log, whether a contract names them or not."""


class Refusal(NamedTuple):
    """Why an event is not enabled. `because` is the row or decision that says so, "" where there is none."""

    reason: str
    because: str = ""


class Accepted(NamedTuple):
    """A result may arrive. `late`: nobody waits for it any more, it changes nothing."""

    step: StepProgram
    late: bool = False


def is_over(configuration: Configuration) -> bool:
    """True for a run that nothing can change any more (design ruling `end`)."""
    match configuration.run:
        case RunStatus.COMPLETED | RunStatus.CANCELED:
            return True
        case RunStatus.ERROR:
            failure = configuration.failure
            return failure is None or not failure.resumable or configuration.overdue
        case _:
            return False


def accept_result(program: Program, configuration: Configuration, name: str) -> Accepted | Refusal:
    """Whether a result of this step may arrive now."""
    place = program.places.get(name.casefold())
    if place is None:
        return unknown_step(program, name)
    stage_index, index = place
    stage = program.stages[stage_index]
    step = stage.steps[index]
    status = step_status(configuration, stage_index, index)
    if configuration.queue and (stage_index != configuration.location or index != configuration.queue[0]):
        return in_burst(program, configuration)
    if status is None:
        return Refusal(f"{step.name} has not started: its stage {stage.name} was not reached")
    if configuration.location == stage_index and not is_over(configuration):
        refused = _in_current_stage(configuration, step, status)
        if refused is not None:
            return refused
        return Accepted(step)
    stopped = status in (StepStatus.DISCONTINUED, StepStatus.CANCELED)
    if not step.asks and (stopped or status is StepStatus.IN_PROGRESS):
        if place in configuration.reported:
            return Refusal(f"the flow of {step.name} has finished already", "late-result")
        return Accepted(step, late=True)
    return Refusal(f"{step.name} is {label(status)}; it has no result to give")


def _in_current_stage(configuration: Configuration, step: StepProgram, status: StepStatus) -> Refusal | None:
    current = configuration.current
    assert current is not None
    stored = any(result.step == step.index for result in configuration.stored)
    if configuration.run is RunStatus.ERROR:
        if status is StepStatus.DISCONTINUED and not step.asks and not stored:
            return None
        what = "its result is stored already" if stored else f"it is {label(status)}"
        return Refusal(f"the run is in Error, and {step.name} has no result to give: {what}")
    if stored:
        return Refusal(f"the result of {step.name} is stored already and waits for the resume")
    if status is not StepStatus.IN_PROGRESS:
        return Refusal(f"{step.name} is {label(status)}, not In Progress")
    if step.asks and current.items[step.index] is not WorkItemStatus.ASSIGNED:
        return Refusal(
            f"nobody holds a work item of {step.name}: it was finished, and its exit condition does not hold yet",
            "screen-done-exit-open",
        )
    return None


def refuse_complete(event: Complete, step: StepProgram) -> Refusal | None:
    """Whether the outputs fit what is known of the step's flow."""
    for name, value in event.outputs:
        hole = step.known_outputs.get(name.casefold())
        if hole is None:
            refused = _unknown_output(step, name)
            if refused is not None:
                return refused
            continue
        problem = wrong_value(f"the output {name} of {step.name}", value, hole.domain)
        if problem:
            return Refusal(problem)
    if step.needed_outputs:
        given = {name.casefold() for name, _ in event.outputs}
        for hole in step.needed_outputs:
            if hole.name.casefold() not in given:
                return Refusal(
                    f"{step.name} needs a value for {hole.name}, which is never null: "
                    f"complete {step.name} with {hole.name} = …"
                )
    return None


def _unknown_output(step: StepProgram, name: str) -> Refusal | None:
    if name.casefold() in ALWAYS_ACCEPTED or not any(hole.domain.base for hole in step.holes):
        return None
    close = get_close_matches(name, [hole.name for hole in step.holes], n=1)
    hint = f" Did you mean {close[0]}?" if close else ""
    there = ", ".join(hole.name for hole in step.holes)
    return Refusal(f"{step.name} has no output {name}.{hint} Its outputs: {there}.")


def refuse_fail(program: Program, configuration: Configuration, event: Fail) -> Refusal | Accepted | None:
    """Whether this error can strike now; `Accepted` for the result of a step, None for any other."""
    match STRIKES[event.kind]:
        case Strike.RESULT:
            accepted = accept_result(program, configuration, event.element)
            if isinstance(accepted, Refusal):
                return accepted
            if accepted.step.kind not in _RESULT_OF[event.kind]:
                return Refusal(f"{event.kind} is no error of a {accepted.step.kind.value} step")
            return accepted
        case Strike.START:
            return _refuse_start(program, event)
        case Strike.DECISION:
            return Refusal(
                f"an error in a decision strikes as it is evaluated, and {event.element} was not just evaluated",
                "error-kinds",
            )
        case Strike.EVALUATION:
            return not_resting(program, configuration) or _refuse_evaluation(
                program, configuration, event.element
            )
        case Strike.ANY:
            return not_resting(program, configuration)


def _refuse_start(program: Program, event: Fail) -> Refusal:
    step = program.step(event.element.rpartition("/")[2])
    if step is None:
        return unknown_step(program, event.element)
    if event.kind not in start_errors(step):
        return Refusal(
            f"{event.kind} is no error of a {step.kind.value} step: it has no assignee", "error-kinds"
        )
    return Refusal(
        f"{event.kind} strikes as a step starts, and {event.element} has not just started", "error-kinds"
    )


def start_errors(step: StepProgram) -> tuple[ErrorKind, ...]:
    """The errors that can strike a step as it starts: only one that asks somebody has an assignee."""
    if step.asks:
        return (ErrorKind.ASSIGNEE_INACTIVE, ErrorKind.ASSIGNEE_UNRESOLVABLE, ErrorKind.PREPARE_REQUEST)
    return (ErrorKind.PREPARE_REQUEST,)


def not_asked(event: Fail) -> Refusal:
    """Why an evaluation flow did not fail though something waits for it: the stage went on before it was run."""
    return Refusal(
        f"no evaluation flow was run for {event.element}: the stage went on without it", "error-kinds"
    )


def _refuse_evaluation(program: Program, configuration: Configuration, name: str) -> Refusal | None:
    names = {waiting.casefold() for waiting in waiting_for_flows(program, configuration)}
    if name.casefold() in names:
        return None
    return Refusal(f"nothing that {name} names waits for an evaluation flow now", "error-kinds")


def waiting_for_flows(program: Program, configuration: Configuration) -> tuple[str, ...]:
    """What an evaluation would run an evaluation flow for: the stage, steps, and the flows themselves."""
    if configuration.location is None or configuration.current is None:
        return ()
    stage = program.stages[configuration.location]
    found: list[str] = []
    flows: list[int] = []
    for step in stage.steps:
        status = configuration.current.steps[step.index]
        for flow, when in (
            (step.entry_flow, StepStatus.NOT_STARTED),
            (step.exit_flow, StepStatus.IN_PROGRESS),
        ):
            if flow is not None and status is when:
                found.append(step.name)
                flows.append(flow)
    if stage.exit_flow is not None:
        found.append(stage.name)
        flows.append(stage.exit_flow)
    return (*found, *(program.flows[flow] for flow in dict.fromkeys(flows)))


def refuse_reassign(program: Program, configuration: Configuration, event: Reassign) -> Refusal | StepProgram:
    """Only an open work item of a run in progress can be reassigned."""
    step = program.step(event.step)
    if step is None:
        return unknown_step(program, event.step)
    refused = not_resting(program, configuration)
    if refused is not None:
        return refused
    stage_index, index = program.places[event.step.casefold()]
    current = configuration.current
    if (
        stage_index != configuration.location
        or current is None
        or current.items[index] is not WorkItemStatus.ASSIGNED
    ):
        return Refusal(f"{step.name} has no open work item")
    if event.kind not in ASSIGNEE_KINDS:
        return Refusal(
            f"a work item is given to a {', '.join(ASSIGNEE_KINDS[:-1])} or {ASSIGNEE_KINDS[-1]}, not to a {event.kind}"
        )
    return step


def refuse_wait(program: Program, configuration: Configuration, event: Wait) -> Refusal | None:
    """Time passes at any rest, and never backwards."""
    if configuration.run is None:
        return not_begun()
    if configuration.queue:
        return in_burst(program, configuration)
    if event.minutes < 0:
        return Refusal(f"time does not run backwards: {shown(event.minutes)} minutes are fewer than 0")
    return None


def refuse_suspend(program: Program, configuration: Configuration) -> Refusal | None:
    """Only a run in progress can be suspended."""
    return not_resting(program, configuration) or _refuse_in_recall(configuration)


def refuse_cancel(program: Program, configuration: Configuration) -> Refusal | None:
    """Only a run in progress can be canceled."""
    return not_resting(program, configuration) or _refuse_in_recall(configuration)


def refuse_recall(program: Program, configuration: Configuration) -> Refusal | None:
    """Only the submission of an approval run in progress can be recalled."""
    if not program.is_approval:
        return Refusal("only a flow approval process can be recalled", "recall-run")
    return not_resting(program, configuration) or _refuse_in_recall(configuration)


def _refuse_in_recall(configuration: Configuration) -> Refusal | None:
    return Refusal("the submission was recalled", "recall-run") if configuration.recalling else None


def refuse_resume(program: Program, configuration: Configuration) -> Refusal | None:
    """A suspended run, or one that failed for a recoverable cause within 14 days."""
    if configuration.run is RunStatus.SUSPENDED:
        return None
    failure = configuration.failure
    if configuration.run is not RunStatus.ERROR or failure is None:
        return Refusal(f"only a suspended or failed run can be resumed; this one {_is(configuration)}")
    if not failure.resumable and program.is_approval:
        return Refusal("a failed run of a flow approval process cannot be resumed", "error-kind-approval")
    if not failure.resumable:
        row = program.effects.errors[failure.kind].row
        return Refusal(f"it failed with {failure.kind}, which no resume can mend", row)
    if configuration.overdue:
        days = program.effects.resume_days
        return Refusal(f"the run failed more than {days} days ago", "resume-within-14-days")
    return None


def refuse_set(program: Program, configuration: Configuration, event: SetField) -> Refusal | None:
    """A field may change at any rest, unless the definition says that nobody outside changes it."""
    if configuration.queue:
        return in_burst(program, configuration)
    if configuration.run is None:
        return not_begun()
    if is_over(configuration):
        return over(configuration)
    slot = field_slot(program, event.field)
    if slot is None:
        return None
    if slot in program.frozen_fields:
        return Refusal(
            f"{event.field} is never changed from outside: it is declared so, or belongs to the prior record"
        )
    problem = wrong_value(event.field, event.value, program.field_holes[slot].domain)
    return Refusal(problem) if problem else None


def refuse_evaluate(program: Program, configuration: Configuration, event: Evaluate) -> Refusal | int:
    """The index of the evaluation flow."""
    if configuration.queue:
        return in_burst(program, configuration)
    if is_over(configuration):
        return over(configuration)
    folded = event.flow.casefold()
    for index, flow in enumerate(program.flows):
        if flow.casefold() == folded:
            return index
    there = ", ".join(program.flows) or "none"
    return Refusal(f"no condition calls an evaluation flow {event.flow}. Evaluation flows: {there}.")


def not_resting(program: Program, configuration: Configuration) -> Refusal | None:
    """Why the run is not in progress and at rest, if it is not."""
    if configuration.queue:
        return in_burst(program, configuration)
    if configuration.run is RunStatus.IN_PROGRESS:
        return None
    return (
        not_begun()
        if configuration.run is None
        else Refusal(f"the run {_is(configuration)}, not In Progress")
    )


def in_burst(program: Program, configuration: Configuration) -> Refusal:
    """Why everything has to wait for a synchronous step."""
    assert configuration.location is not None
    step = program.stages[configuration.location].steps[configuration.queue[0]]
    return Refusal(
        f"{step.name} is synchronous: its result comes before anything else can happen", "synchronous-result"
    )


def not_begun() -> Refusal:
    """Why nothing happens before the run begins."""
    return Refusal("the run has not begun")


def over(configuration: Configuration) -> Refusal:
    """Why nothing changes a run any more."""
    return Refusal(f"the run {_is(configuration)} and over: nothing changes it any more", "end")


def unknown_step(program: Program, name: str) -> Refusal:
    """There is no such step."""
    names = [step.name for stage in program.stages for step in stage.steps]
    close = get_close_matches(name, names, n=1)
    hint = f" Did you mean {close[0]}?" if close else ""
    return Refusal(f"there is no step {name}.{hint}")


def step_status(configuration: Configuration, stage: int, step: int) -> StepStatus | None:
    """The status of a step on the latest visit of its stage; None where there was none."""
    state = configuration.current if configuration.location == stage else configuration.past[stage]
    return None if state is None else state.steps[step]


def field_slot(program: Program, name: str) -> int | None:
    """The slot of a record field; None where nothing reads it."""
    folded = name.casefold()
    return next((slot for slot, field in enumerate(program.fields) if field.casefold() == folded), None)


def _is(configuration: Configuration) -> str:
    return "has not begun" if configuration.run is None else f"is {label(configuration.run)}"
