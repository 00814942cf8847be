"""Paths as runs of the interpreter: the evidence that people see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from ...engine.events import Event, Fail
from ...engine.history import Run
from ...engine.interpreter.refusal import Refusal
from ...engine.run import apply, apply_struck, new_run
from ...engine.values import Value
from ..budget import BudgetSpentError
from ..encoding.data.key import Key
from ..encoding.system import Duty
from ..finding import TraceStep
from ..fixpoint.lasso import lasso, lasso_behind
from ..fixpoint.paths import Path
from ..witness.story import Happening, story
from .analysis import Analysis

MOST_EVENTS: Final = 60
"""A run with more events is not looked for: nobody would read it."""


class ReplayError(Exception):
    """A run that was found symbolically is none of the interpreter's. This is our bug, and is said so."""


def run_of(analysis: Analysis, path: Path, wanted: Mapping[Key, Value] | None = None) -> Run:
    """The run of a path, replayed in the interpreter. Raises ReplayError where it takes another course."""
    *_, last = _replayed(analysis, story(analysis.encoding, analysis.model, path, wanted))
    return last


def _replayed(analysis: Analysis, happenings: Iterable[Happening]) -> Iterator[Run]:
    """The run before anything happens, and after each happening."""
    run = new_run(analysis.program)
    yield run
    for happening in happenings:
        run = _after(analysis, run, happening.event, happening.faults)
        yield run


def _after(analysis: Analysis, run: Run, event: Event, faults: tuple[Fail, ...] = ()) -> Run:
    """The run after an event and the errors behind it: told one by one, as a scenario does, where that comes to the same."""
    result = apply_struck(analysis.program, run, event, faults)
    if isinstance(result, Refusal):
        raise ReplayError(f"{event} was refused: {result.reason}")
    told = run
    for each in (event, *faults):
        following = apply(analysis.program, told, each)
        if isinstance(following, Refusal):
            return result
        told = following
    return told if told.configuration == result.configuration else result


def trace_steps(
    analysis: Analysis,
    path: Path | None,
    loop: int | None = None,
    then: Sequence[Event] = (),
    wanted: Mapping[Key, Value] | None = None,
) -> tuple[TraceStep, ...]:
    """A path as the `trace` of a finding: each event with the cells it changed. Nothing where there is no path.

    `loop`: from this edge on it goes round; the first event of that is marked. `then`: events after it.
    `wanted`: values to show where others would do as well. Raises ReplayError.
    """
    if path is None:
        return ()
    from ...engine.values import shown
    from ..traces.actors import actor_of, place_of
    from ..traces.trace import trace_of

    def word(value: Value) -> str:
        return value if isinstance(value, str) else shown(value)

    happenings = story(analysis.encoding, analysis.model, path, wanted)
    *before, run = _replayed(analysis, happenings)
    for event in then:
        run = _after(analysis, run, event)
    repeated = None if loop is None else _begins_loop(happenings, before, run, loop)
    return tuple(
        TraceStep(
            " and ".join((block.event, *block.faults)),
            tuple((change.cell, word(change.after)) for change in block.shown),
            tuple(change.words for change in block.shown),
            own=block.synchronous,
            repeats=repeated == number,
            lines=(block.event, *block.faults),
            world=frozenset(change.cell for change in block.shown if change.of_world),
            by="; ".join(
                (actor_of(analysis.program, block.happening), *("an error strikes" for _ in block.faults[:1]))
            ),
            span=place_of(analysis.program, block.happening),
        )
        for number, block in enumerate(trace_of(analysis.program, run))
    )


def _begins_loop(happenings: Sequence[Happening], before: Sequence[Run], run: Run, loop: int) -> int | None:
    """The place among the moments of the run where an edge of the path, or what follows on it, begins; the last one where
    errors go round within it.
    """
    for happening, earlier in zip(happenings, before, strict=True):
        if happening.edge >= loop:
            return 0 if earlier.last is None else earlier.last.number
    return None if run.last is None else run.last.number - 1


def shortest_run(
    analysis: Analysis, location: int, states: int, wanted: Mapping[Key, Value] | None = None
) -> tuple[TraceStep, ...]:
    """The run with the fewest events to one of the states; nothing where it needs too many to be shown, or the
    budget is spent. `wanted`: values to show where others would do as well.
    """
    try:
        path = analysis.shortest.path_to(location, states, MOST_EVENTS)
        return trace_steps(analysis, path, wanted=wanted)
    except BudgetSpentError:
        return ()


def nearest(analysis: Analysis, goals: Mapping[int, int]) -> int:
    """The location of the states, by location, that a run comes to with the fewest events; the first where that needs too
    many, or the budget is spent.
    """
    try:
        path = analysis.shortest.path_to_any(goals.items(), MOST_EVENTS)
    except BudgetSpentError:
        path = None
    return analysis.system.edges[path.edges[-1]].target if path is not None and path.edges else min(goals)


def nearest_run(
    analysis: Analysis, goals: Mapping[int, int], wanted: Mapping[Key, Value] | None = None
) -> tuple[TraceStep, ...]:
    """The run with the fewest events to one of the states, by location; as `shortest_run`."""
    location = nearest(analysis, goals)
    return shortest_run(analysis, location, goals[location], wanted)


def endless_run(
    analysis: Analysis,
    location: int,
    states: int,
    without: frozenset[Duty],
    excluded: frozenset[int] = frozenset(),
    through: frozenset[int] | None = None,
) -> tuple[TraceStep, ...]:
    """The run with the fewest events that comes to one of the states and then goes round for ever.

    Events of the duties `without`, and the edges `excluded`, take no part in going round; it comes back by one
    of the edges `through`. Where it needs too many events, only the way there.
    """
    try:
        for left_out in (without | {Duty.STRIKE}, without):
            found = lasso(
                analysis.model, analysis.shortest, location, states, left_out, excluded, MOST_EVENTS, through
            )
            if found is None and through is None:
                found = lasso_behind(
                    analysis.model, analysis.shortest, location, states, left_out, excluded, MOST_EVENTS
                )
            if found is not None:
                return trace_steps(analysis, found.path, found.loop)
    except BudgetSpentError:
        return ()
    return shortest_run(analysis, location, states)
