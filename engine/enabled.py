"""What the world may do next (design ruling `enabled`): event templates with typed holes, simplest first."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from ..grammar.contract import Domain
from ..grammar.light_dataclass import dataclass
from .configuration import Configuration
from .error_kinds import ErrorKind
from .events import (
    Begin,
    Cancel,
    Complete,
    Evaluate,
    Event,
    Fail,
    Given,
    Publish,
    Reassign,
    Recall,
    Resume,
    SetField,
    Suspend,
    Wait,
)
from .interpreter.refusal import (
    Refusal,
    accept_result,
    is_over,
    refuse_cancel,
    refuse_recall,
    refuse_resume,
    waiting_for_flows,
)
from .program.program import Hole, Program, StepKind, StepProgram
from .statuses import RunStatus, StepStatus, WorkItemStatus
from .values import Value

TIME: Final = Domain(base="number", nullable=False)
PERSON: Final = Domain(base="text", nullable=False)


@dataclass(frozen=True, slots=True)
class Template:
    """An event that the world may produce now, its values left open.

    `event` is the event with no values in it; `holes` are the values that may be put in, by name.
    """

    event: Event
    holes: tuple[Hole, ...] = ()

    def fill(self, values: Given = ()) -> Event:
        """The event with these values; holes that are not given stay as they are (null, or not given)."""
        match self.event:
            case Begin():
                return Begin(values)
            case Complete(step=step):
                return Complete(step, values)
            case SetField(field=field):
                return SetField(field, _value(values, field, None))
            case Wait():
                minutes = _value(values, "minutes", self.event.minutes)
                return Wait(minutes if isinstance(minutes, Fraction) else self.event.minutes)
            case Reassign(step=step, kind=kind):
                assignee = _value(values, "assignee", self.event.assignee)
                return Reassign(step, kind, assignee if isinstance(assignee, str) else self.event.assignee)
            case _:
                return self.event


def enabled(program: Program, configuration: Configuration) -> tuple[Template, ...]:
    """Everything that may happen next, simplest first: results, answers and fields, time, errors, what people do.

    Complete: an event that `advance` accepts is an instance of one of these, a late result (`late_results`), or an
    error that struck as a step started or a decision was evaluated (`strikes_passed` of what happened last). Each can be
    filled so that it is accepted, but for the error of an evaluation flow that the evaluation turns out not to run.
    """
    if configuration.run is None:
        return (
            Template(Begin(), (*program.input_holes, *program.field_holes)),
            *_answers(program, configuration),
        )
    if configuration.queue:
        assert configuration.location is not None  # noqa: S101  # a queue belongs to a stage
        step = program.stages[configuration.location].steps[configuration.queue[0]]
        return (_completion(step), *_failures(step))
    return tuple(_at_rest(program, configuration))


def late_results(program: Program, configuration: Configuration) -> tuple[Template, ...]:
    """Results that are accepted and change nothing: of flows that were Discontinued or Canceled.

    The cost is linear in the number of steps of the definition.
    """
    found: list[Template] = []
    for stage in program.stages:
        for step in stage.steps:
            accepted = accept_result(program, configuration, step.name)
            if not isinstance(accepted, Refusal) and accepted.late:
                found += (_completion(step), *_failures(step))
    return tuple(found)


def _at_rest(program: Program, configuration: Configuration) -> Iterator[Template]:
    if is_over(configuration):
        yield Template(Wait(Fraction(1)), (Hole("minutes", TIME, None),))
        return
    steps = _steps_with_results(program, configuration)
    yield from map(_completion, steps)
    yield from _of_the_world(program, configuration)
    if configuration.run is RunStatus.IN_PROGRESS:
        for step in steps:
            if step.asks:
                for kind in ("User", "Group", "Queue"):
                    yield Template(Reassign(step.name, kind, ""), (Hole("assignee", PERSON, None),))
    yield Template(Wait(Fraction(1)), (Hole("minutes", TIME, None),))
    for step in steps:
        yield from _failures(step)
    yield from _of_the_run(program, configuration)


def _of_the_world(program: Program, configuration: Configuration) -> Iterator[Template]:
    yield from _answers(program, configuration)
    for slot, field in enumerate(program.fields):
        if slot not in program.frozen_fields:
            yield Template(SetField(field, None), (program.field_holes[slot]._replace(name=field),))
    if configuration.run is RunStatus.IN_PROGRESS:
        yield Template(Publish())


def _answers(program: Program, configuration: Configuration) -> Iterator[Template]:
    for flow, answer in zip(program.flows, configuration.answers, strict=True):
        yield Template(Evaluate(flow, not answer))
        yield Template(Evaluate(flow, answer))


def _of_the_run(program: Program, configuration: Configuration) -> Iterator[Template]:
    in_progress = configuration.run is RunStatus.IN_PROGRESS
    if in_progress:
        for name in waiting_for_flows(program, configuration):
            yield Template(Fail(name, ErrorKind.EVALUATION_FLOW))
        yield Template(Fail("run", ErrorKind.PLATFORM))
        if refuse_cancel(program, configuration) is None:
            yield Template(Suspend())
    if refuse_resume(program, configuration) is None:
        yield Template(Resume())
    if refuse_recall(program, configuration) is None:
        yield Template(Recall())
    if refuse_cancel(program, configuration) is None:
        yield Template(Cancel())


def _steps_with_results(program: Program, configuration: Configuration) -> list[StepProgram]:
    current = configuration.current
    if configuration.location is None or current is None:
        return []
    failed = configuration.run is RunStatus.ERROR
    wanted = StepStatus.DISCONTINUED if failed else StepStatus.IN_PROGRESS
    stored = {result.step for result in configuration.stored}
    return [
        step
        for step in program.stages[configuration.location].steps
        if current.steps[step.index] is wanted
        and step.index not in stored
        and (
            not step.asks if failed else not step.asks or current.items[step.index] is WorkItemStatus.ASSIGNED
        )
    ]


def _completion(step: StepProgram) -> Template:
    return Template(Complete(step.name), step.holes)


def _failures(step: StepProgram) -> tuple[Template, ...]:
    first = ErrorKind.MULESOFT_ACTION if step.kind is StepKind.MULESOFT else ErrorKind.CALLED_FLOW
    return (Template(Fail(step.name, first)), Template(Fail(step.name, ErrorKind.PROCESS_RESULT)))


def _value(values: Given, name: str, otherwise: Value) -> Value:
    return next((value for key, value in values if key.casefold() == name.casefold()), otherwise)
