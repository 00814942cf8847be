"""The shortest way to what was unmet: delta debugging on the events of a scenario (Zeller's ddmin)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ...grammar.scenario import Cannot
from ..events import Event
from ..history import Run
from ..interpreter.refusal import Refusal
from ..program.program import Program
from ..run import apply, new_run
from .expectations import Judge
from .played import Expectation, Fate, Played, PlayedStep

MAXIMUM_TRIES: Final = 400
"""How many shorter runs are tried."""


def shortest_way(program: Program, played: Played, step: PlayedStep) -> tuple[Event, ...]:
    """The fewest events of a played scenario after which the same is unmet as at `step`, one of its steps.

    The same: each condition and change because of which an expectation did not hold reads the same again. The first
    and the last event stay. No single event can be left out unless the search ended early, after `MAXIMUM_TRIES`
    shorter runs. Empty where `step` has nothing unmet.
    """
    unmet = [each for each in step.expectations if not each.met and each.atoms]
    events = events_before(played, step)
    if not unmet or not events:
        return ()
    judge = Judge(program)

    def is_same(candidate: tuple[Event, ...]) -> bool:
        run = replayed(program, candidate)
        return run is not None and _is_unmet(judge, unmet, run)

    if len(events) < 3 or not is_same(events):
        return events
    first, *middle, last = events
    kept = _minimal(middle, lambda some: is_same((first, *some, last)))
    return (first, *kept, last)


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


def _is_unmet(judge: Judge, unmet: list[Expectation], run: Run) -> bool:
    return all(
        not isinstance(each.statement, Cannot) and judge.judge(each.statement, run).atoms == each.atoms
        for each in unmet
    )


def _minimal(events: list[Event], is_same: Callable[[list[Event]], bool]) -> list[Event]:
    """Leave out ever smaller parts, from the end: what happened late matters least to what came before it."""
    tries = 0
    size = max(len(events) // 2, 1)
    while events:
        start, shorter = len(events), False
        while start > 0 and tries < MAXIMUM_TRIES:
            first = max(start - size, 0)
            candidate = events[:first] + events[start:]
            tries += 1
            if is_same(candidate):
                events, shorter = candidate, True
            start = first
        if tries >= MAXIMUM_TRIES or (size == 1 and not shorter):
            break
        size = max(size // 2, 1) if not shorter else min(size, max(len(events) // 2, 1))
    return events
