"""Runs with their past: the public face of the interpreter."""

from __future__ import annotations

from .error_kinds import STRIKES, ErrorKind, Strike
from .events import Event, Fail, Wait
from .history import Change, Moment, Run
from .interpreter.advance import Advance, advance
from .interpreter.refusal import Refusal
from .program.program import Program
from .statuses import StepStatus


def new_run(program: Program) -> Run:
    """A run that has not begun: its first event is `Begin`."""
    return Run(program.initial)


def apply(program: Program, run: Run, event: Event) -> Run | Refusal:
    """The run after an event, or why the event is not enabled. Nothing is changed in place and nothing raises.

    An error that strikes as a step starts or as a decision is evaluated is told after the event that brought it
    about: the last moment is worked off once more, with the error in it.
    """
    last = run.last
    if last is not None and isinstance(event, Fail) and _was_passed(last, event):
        faults = (*last.faults, event)
        again = advance(program, last.before.configuration, last.event, faults)
        if isinstance(again, Refusal):
            return again
        return Run(again.configuration, _moment(last.before, last.event, faults, again))
    result = advance(program, run.configuration, event)
    if isinstance(result, Refusal):
        return result
    return Run(result.configuration, _moment(run, event, (), result))


def _moment(before: Run, event: Event, faults: tuple[Fail, ...], result: Advance) -> Moment:
    minutes = before.minutes + event.minutes if isinstance(event, Wait) else before.minutes
    number = before.last.number + 1 if before.last else 1
    return Moment(before, number, event, faults, minutes, result.changes, result.log)


def strikes_passed(program: Program, changes: tuple[Change, ...]) -> tuple[Fail, ...]:
    """The errors that could have struck while this was worked off, in the order of the moments: as a step started,
    as a decision was evaluated.
    """
    found: list[Fail] = []
    for change in changes:
        subject = change.subject
        if subject.part == "step" and change.attribute == "Status" and change.after is StepStatus.IN_PROGRESS:
            step = program.step(subject.step or "")
            kinds = [ErrorKind.PREPARE_REQUEST]
            if step is not None and step.asks:
                kinds = [ErrorKind.ASSIGNEE_INACTIVE, ErrorKind.ASSIGNEE_UNRESOLVABLE, *kinds]
            found += (Fail(subject.step or "", kind) for kind in kinds)
        elif subject.part == "decision" and change.attribute == "Outcome":
            found.append(Fail(subject.name, ErrorKind.DECISION))
    return tuple(dict.fromkeys(found))


def _was_passed(moment: Moment, event: Fail) -> bool:
    """Whether the moment in which an error of this kind strikes was passed in this moment."""
    part = {Strike.START: "step", Strike.DECISION: "decision"}.get(STRIKES[event.kind])
    folded = event.element.casefold()
    return part is not None and any(
        change.subject.part == part
        and folded in ((change.subject.step or "").casefold(), change.subject.name.casefold())
        and (part == "decision" or change.after is StepStatus.IN_PROGRESS)
        for change in moment.changes
    )
