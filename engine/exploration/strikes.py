"""Errors that strike while an event is worked off: as a step starts, as a decision or a condition is evaluated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Final, NamedTuple

from ..configuration import Configuration
from ..error_kinds import STRIKES, ErrorKind, Strike
from ..events import Event, Fail
from ..history import Change
from ..interpreter.advance import Advance, advance
from ..interpreter.refusal import Refusal
from ..program.program import Program, StageProgram
from ..run import strikes_passed
from ..statuses import StageStatus
from .graph import Transition
from .policy import Policy

MOST_SPARED: Final = 4
"""How often at most an evaluation flow answers in one burst before it fails."""


class _Course(NamedTuple):
    """What happens after some errors struck; nothing strikes any more in the first `settled` changes."""

    faults: tuple[Fail, ...]
    changes: tuple[Change, ...]
    settled: int


def struck(
    program: Program,
    configuration: Configuration,
    event: Event,
    changes: tuple[Change, ...],
    room: int,
    policy: Policy,
) -> Iterator[tuple[Transition, Advance]]:
    """What else comes of an event, which brings about `changes`, where up to `room` errors strike one after the other.

    Where different errors are followed by the same changes to the same configuration, further errors are tried after
    one of them: kinds that do the same, and rounds through fault paths that change nothing more.
    """
    courses = [_Course((), changes, 0)]
    known: set[tuple[Configuration, tuple[Change, ...]]] = set()
    for _ in range(room):
        following: list[_Course] = []
        for course in courses:
            for strike in _strikes(program, configuration, course, policy):
                faults = (*course.faults, strike)
                result = advance(program, configuration, event, faults)
                if isinstance(result, Refusal):
                    continue
                settled = _same_until(course.changes, result.changes)
                if strike.kind is ErrorKind.EVALUATION_FLOW and settled < course.settled:
                    continue
                if settled == len(course.changes) == len(result.changes):
                    continue
                yield Transition(event, faults), result
                course_of = (result.configuration, result.changes[settled:])
                if course_of not in known:
                    known.add(course_of)
                    following.append(_Course(faults, result.changes, settled))
        courses = following


def _strikes(
    program: Program, configuration: Configuration, course: _Course, policy: Policy
) -> Iterator[Fail]:
    if not policy.everywhere:
        yield from strikes_passed(program, course.changes[course.settled :])
        return
    yield from _at_every_pass(program, course)
    if program.flows:
        for name in dict.fromkeys(_evaluating(program, configuration, course.changes)):
            yield from (Fail(name, ErrorKind.EVALUATION_FLOW, spares=spares) for spares in range(MOST_SPARED))


def _at_every_pass(program: Program, course: _Course) -> Iterator[Fail]:
    """An error for each time that a step started or a decision was evaluated after what is settled."""
    passes: Counter[tuple[Strike, str]] = Counter()
    struck = Counter(
        (STRIKES[fault.kind], fault.element)
        for fault in course.faults
        if STRIKES[fault.kind] is Strike.START  # a decision that fails takes no outcome: it leaves no change
    )
    for number, change in enumerate(course.changes):
        for place, strikes in groupby(strikes_passed(program, (change,)), _place):
            if number >= course.settled:
                spares = max(0, passes[place] - struck[place])
                yield from (replace(strike, spares=spares) for strike in strikes)
            passes[place] += 1


def _place(fault: Fail) -> tuple[Strike, str]:
    return STRIKES[fault.kind], fault.element


def _evaluating(program: Program, configuration: Configuration, changes: tuple[Change, ...]) -> Iterator[str]:
    """What an evaluation flow may have been run for: flows that answered, and the elements that ask flows."""
    answered = [change.subject.name for change in changes if change.attribute == "Answer"]
    if not answered:
        return
    yield from answered
    if configuration.location is not None:
        yield from _asking(program.stages[configuration.location])
    for change in changes:
        if change.subject.part == "stage" and change.after is StageStatus.IN_PROGRESS:
            yield from _asking(program.stages[program.stage_index[change.subject.name.casefold()]])


def _asking(stage: StageProgram) -> Iterator[str]:
    if stage.exit_flow is not None:
        yield stage.name
    yield from (
        step.name for step in stage.steps if step.entry_flow is not None or step.exit_flow is not None
    )


def _same_until(changes: tuple[Change, ...], others: tuple[Change, ...]) -> int:
    """How many changes two courses of one event share, before an error strikes in one of them."""
    for number, (change, other) in enumerate(zip(changes, others, strict=False)):
        if change != other:
            return number
    return min(len(changes), len(others))
