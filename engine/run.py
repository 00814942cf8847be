"""Runs with their past: the public face of the interpreter."""

from __future__ import annotations

from collections.abc import Iterator

from .error_kinds import STRIKES, ErrorKind, Strike
from .events import Event, Fail, Wait
from .history import Change, Moment, Run
from .interpreter.advance import Advance, advance
from .interpreter.refusal import Refusal, start_errors
from .program.program import Program
from .statuses import StepStatus


def new_run(program: Program) -> Run:
    """A run that has not begun: its first event is `Begin`."""
    return Run(program.initial)


def apply(program: Program, run: Run, event: Event) -> Run | Refusal:
    """The run after an event, or why the event is not enabled. Nothing is changed in place and nothing raises.

    An error that strikes as a step starts or as a decision is evaluated is told after the event that brought it
    about: the last moment is worked off once more, with the error in it. So is that of an evaluation flow which was run in the
    last moment, where the run does not wait for it any more.
    """
    last = run.last
    if last is not None and isinstance(event, Fail) and _was_passed(program, last, event):
        return apply_struck(program, last.before, last.event, (*last.faults, event))
    result = apply_struck(program, run, event, ())
    if (
        isinstance(result, Refusal)
        and isinstance(event, Fail)
        and last is not None
        and _was_evaluated(event, last)
    ):
        again = apply_struck(program, last.before, last.event, (*last.faults, event))
        if isinstance(again, Run) and again.configuration != run.configuration:
            return again
    return result


def apply_struck(program: Program, run: Run, event: Event, faults: tuple[Fail, ...]) -> Run | Refusal:
    """The run after an event and the errors that strike while it is worked off, all at once; or why it is not enabled."""
    result = advance(program, run.configuration, event, faults)
    if isinstance(result, Refusal):
        return result
    return Run(result.configuration, _moment(run, event, faults, result))


def _was_evaluated(error: Fail, moment: Moment) -> bool:
    """Whether an error is one of an evaluation flow, and one was run in the moment."""
    return STRIKES[error.kind] is Strike.EVALUATION and any(
        change.subject.part == "flow" and change.attribute == "Answer" for change in moment.changes
    )


def _moment(before: Run, event: Event, faults: tuple[Fail, ...], result: Advance) -> Moment:
    minutes = before.minutes + event.minutes if isinstance(event, Wait) else before.minutes
    number = before.last.number + 1 if before.last else 1
    return Moment(before, number, event, faults, minutes, result.changes, result.log)


def strikes_passed(program: Program, changes: tuple[Change, ...]) -> tuple[Fail, ...]:
    """The errors that could have struck while this was worked off, in the order of the moments: as a step started,
    as a decision was evaluated. Those that did strike are among them; they do not strike again.
    """
    return tuple(dict.fromkeys(_passed(program, changes)))


def _passed(program: Program, changes: tuple[Change, ...]) -> Iterator[Fail]:
    for change in changes:
        subject = change.subject
        if subject.part == "step" and change.attribute == "Status" and change.after is StepStatus.IN_PROGRESS:
            step = program.step(subject.step or "")
            for kind in start_errors(step) if step is not None else ():
                yield Fail(subject.step or "", kind)
        elif subject.part == "decision" and change.attribute == "Outcome":
            yield Fail(subject.name, ErrorKind.DECISION)


def _was_passed(program: Program, moment: Moment, event: Fail) -> bool:
    """Whether this error could have struck in this moment once more than errors have struck there already."""
    place = _place(event)
    passed = sum(
        _place(error) == place and error.kind is event.kind for error in _passed(program, moment.changes)
    )
    return passed > sum(_place(fault) == place for fault in moment.faults)


def _place(event: Fail) -> tuple[Strike, str]:
    """When and where an error strikes; a step is known by its name alone."""
    return STRIKES[event.kind], event.element.rpartition("/")[2].casefold()
