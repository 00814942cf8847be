"""The shortest way to what was unmet: delta debugging on the events of a scenario."""

from __future__ import annotations

from collections.abc import Callable

from ...grammar.property import Happens
from ...grammar.scenario import Cannot
from ..delta_debugging import minimal
from ..events import Event
from ..history import Run
from ..interpreter.refusal import Refusal
from ..program.program import Program
from ..run import apply, new_run
from .expectations import Judge
from .played import Expectation, Fate, Played, PlayedStep


def shortest_way(program: Program, played: Played, step: PlayedStep) -> tuple[Event, ...]:
    """The fewest events of a played scenario after which the same is unmet as at `step`, one of its steps.

    The same: each condition and change because of which an expectation did not hold reads the same again. The first
    event stays, and the way ends as soon as all of them read so; where a change was expected in the last event and did
    not happen, that event stays too. Neither one event nor two can be left out of it, unless the search ended early
    (see `delta_debugging`). Empty where `step` has no condition or change that is unmet.
    """
    unmet = [each for each in step.expectations if not each.met and each.atoms]
    events = events_before(played, step)
    if not unmet or not events:
        return ()
    judge = Judge(program)

    def is_same(candidate: tuple[Event, ...]) -> bool:
        run = replayed(program, candidate)
        return run is not None and _is_unmet(judge, unmet, run)

    if not is_same(events):
        return events
    first, last = events[:1], events[1:][-1:]
    if _is_about_the_last_event(unmet):
        middle = list(events[1:-1])
        return (*first, *minimal(middle, lambda some: is_same((*first, *some, *last))), *last)

    def until_same(events: tuple[Event, ...]) -> tuple[Event, ...]:
        return _until_same(program, events, lambda run: _is_unmet(judge, unmet, run))

    kept = until_same(events)
    kept = (*first, *minimal(list(kept[1:]), lambda some: is_same((*first, *some))))
    return until_same(kept)


def events_before(played: Played, step: PlayedStep) -> tuple[Event, ...]:
    """The events that happened before a step of a played scenario, itself included."""
    found: list[Event] = []
    for each in played.steps:
        if each.fate in (Fate.PLAYED, Fate.IGNORED):
            found += each.events
        if each is step:
            break
    return tuple(found)


def replayed(program: Program, events: tuple[Event, ...]) -> Run | None:
    """The run that these events make, None where one is refused."""
    run = new_run(program)
    for event in events:
        following = apply(program, run, event)
        if isinstance(following, Refusal):
            return None
        run = following
    return run


def _is_about_the_last_event(unmet: list[Expectation]) -> bool:
    """Whether something did not happen that was expected to: that is said of one event."""
    return any(
        isinstance(atom.statement, Happens) and atom.value is False for each in unmet for atom in each.atoms
    )


def _until_same(
    program: Program, events: tuple[Event, ...], is_same: Callable[[Run], bool]
) -> tuple[Event, ...]:
    """The events up to the first after which it is the same; all of them where it is so after none."""
    run = new_run(program)
    for number, event in enumerate(events, 1):
        following = apply(program, run, event)
        if isinstance(following, Refusal):
            break
        run = following
        if is_same(run):
            return events[:number]
    return events


def _is_unmet(judge: Judge, unmet: list[Expectation], run: Run) -> bool:
    return all(
        not isinstance(each.statement, Cannot) and judge.judge(each.statement, run).atoms == each.atoms
        for each in unmet
    )
