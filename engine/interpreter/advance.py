"""One event and what comes of it: the interpreter's one function."""

from __future__ import annotations

from typing import NamedTuple, assert_never

from ..configuration import Configuration
from ..error_kinds import STRIKES, Strike
from ..events import (
    Begin,
    Cancel,
    Complete,
    Evaluate,
    Event,
    Fail,
    Publish,
    Reassign,
    Recall,
    Resume,
    SetField,
    Suspend,
    Wait,
)
from ..history import Change, LogRow
from ..program.program import Program
from ..statuses import RunStatus
from . import lifecycle, results, world
from .beginning import refuse_begin
from .burst import Burst
from .errors import fail_outside_stages
from .refusal import (
    Refusal,
    accept_result,
    field_slot,
    not_asked,
    not_resting,
    refuse_cancel,
    refuse_complete,
    refuse_evaluate,
    refuse_fail,
    refuse_reassign,
    refuse_recall,
    refuse_resume,
    refuse_set,
    refuse_suspend,
    refuse_wait,
)

ROLLBACK_ROW = "start-burst"


class Advance(NamedTuple):
    """What came of an event: where the run stands now, every change with its reason, and the rows of the log.

    `message` says what went wrong where something did.
    """

    configuration: Configuration
    changes: tuple[Change, ...]
    log: tuple[LogRow, ...]
    message: str = ""


def advance(  # noqa: C901  # one case an event
    program: Program, configuration: Configuration, event: Event, faults: tuple[Fail, ...] = ()
) -> Advance | Refusal:
    """Work off one event. Pure and total: an event that is not enabled gives a `Refusal`, nothing raises.

    `faults` are errors that strike on the way, each at the element it names: as a step starts, as an evaluation flow
    is run, as a decision is evaluated.
    """
    match event:
        case Complete():
            accepted = accept_result(program, configuration, event.step)
            if isinstance(accepted, Refusal):
                return accepted
            refused = refuse_complete(event, accepted.step)
            if refused is not None:
                return refused
            burst = Burst(program, configuration, faults)
            if accepted.late:
                results.complete_late(burst, accepted.step)
            else:
                results.complete(burst, event, accepted.step)
        case Begin():
            refused = refuse_begin(program, configuration, event)
            if refused is not None:
                return refused
            burst = Burst(program, configuration, faults)
            lifecycle.begin(burst, event)
        case Fail():
            return _fail(program, configuration, event, faults)
        case Evaluate():
            flow = refuse_evaluate(program, configuration, event)
            if isinstance(flow, Refusal):
                return flow
            burst = Burst(program, configuration, faults)
            world.evaluate(burst, event, flow)
        case SetField():
            refused = refuse_set(program, configuration, event)
            if refused is not None:
                return refused
            slot = field_slot(program, event.field)
            burst = Burst(program, configuration, faults)
            if slot is not None:
                world.set_field(burst, event, slot)
        case Publish():
            refused = not_resting(program, configuration)
            if refused is not None:
                return refused
            burst = Burst(program, configuration, faults)
            world.publish(burst)
        case Wait():
            refused = refuse_wait(program, configuration, event)
            if refused is not None:
                return refused
            burst = Burst(program, configuration, faults)
            world.wait(burst, event)
        case Reassign():
            step = refuse_reassign(program, configuration, event)
            if isinstance(step, Refusal):
                return step
            burst = Burst(program, configuration, faults)
            lifecycle.reassign(burst, event, step)
        case Suspend():
            refused = refuse_suspend(program, configuration)
            if refused is not None:
                return refused
            burst = Burst(program, configuration, faults)
            lifecycle.suspend(burst)
        case Resume():
            refused = refuse_resume(program, configuration)
            if refused is not None:
                return refused
            burst = Burst(program, configuration, faults)
            lifecycle.resume(burst)
        case Cancel():
            refused = refuse_cancel(program, configuration)
            if refused is not None:
                return refused
            burst = Burst(program, configuration, faults)
            lifecycle.cancel(burst)
        case Recall():
            refused = refuse_recall(program, configuration)
            if refused is not None:
                return refused
            burst = Burst(program, configuration, faults)
            lifecycle.recall(burst)
        case _:
            assert_never(event)
    return _closed(burst)


def _fail(
    program: Program, configuration: Configuration, event: Fail, faults: tuple[Fail, ...]
) -> Advance | Refusal:
    refused = refuse_fail(program, configuration, event)
    if isinstance(refused, Refusal):
        return refused
    if STRIKES[event.kind] is Strike.EVALUATION:
        burst = Burst(program, configuration, (*faults, event))
        world.publish(burst)
        return not_asked(event) if event in burst.faults else _closed(burst)
    burst = Burst(program, configuration, faults)
    if refused is not None and refused.late:
        results.ignore(burst, refused.step)
    elif refused is not None:
        results.fail_result(burst, event, refused.step)
    else:
        fail_outside_stages(burst, event.kind, event.message)
    return _closed(burst)


def _closed(burst: Burst) -> Advance:
    if burst.starting and not burst.queue:
        burst.starting = False
        if (
            burst.run_status is RunStatus.ERROR
            and burst.program.choices.chosen("start-burst") == "rolled-back"
        ):
            change = Change(burst.program.run, "Status", RunStatus.ERROR, None, ROLLBACK_ROW)
            initial = burst.program.initial._replace(answers=burst.answers)
            return Advance(initial, (*burst.changes, change), (), burst.message)
    return Advance(burst.close(), tuple(burst.changes), tuple(burst.log), burst.message)
