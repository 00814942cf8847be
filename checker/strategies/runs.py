"""Hypothesis strategies of runs, guided by what may happen next."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import strategies as st

from ...engine.decisions.choices import Choices
from ...engine.events import Event
from ...engine.interpreter.refusal import Refusal
from ...engine.program.program import Program
from ...engine.run import apply, new_run
from ..oracle.tolerance import accepted_in
from ..random_runs.fault_model import FaultModel
from ..random_runs.flaw import Flaw
from ..random_runs.known_runs import KnownRuns, Way
from .definitions import definitions
from .events import ANY_FAULTS, possible_events
from .paths import MOST_EVENTS, STOPS, Paths, below, more
from .random_run import RandomRun
from .spec import Spec, program_of
from .statistics import tell


def from_spec(spec: Spec) -> st.SearchStrategy[RandomRun]:
    """Runs of a definition: of at most 24 events, with any errors and interventions.

    `spec` is a path, the text of a definition, a model or a program. Raises SpecError where it cannot be read. The
    simplest run only begins.
    """
    return runs(spec)


def runs(
    spec: Spec,
    *,
    max_events: int = MOST_EVENTS,
    faults: FaultModel = ANY_FAULTS,
    chosen: Choices | None = None,
    accept: str | Iterable[str] = (),
) -> st.SearchStrategy[RandomRun]:
    """Runs of a definition, guided by what may happen next.

    Events that may happen: results, in time, late or twice, answers of evaluation flows, changes of fields, errors in place
    of results, errors that strike on the way (as a step starts, as a decision is evaluated), and what people do: reassign,
    suspend, resume, cancel, recall. `faults` says which of them there are and how many errors, `max_events` how many
    events; `chosen` are the readings (default: those of help-2026). A run that breaks a row of the documented tables ends
    there; what it breaks is told by `RandomRun.flaws`. `accept` names decisions (ids, or aliases such as C4) whose other readings
    are tolerated: what is right by one is no flaw, and is told by `RandomRun.tolerated`.

    Raises SpecError where the definition cannot be read, ValueError where `max_events` is below 1 or a decision is not known.
    """
    if max_events < 1:
        raise ValueError(f"max_events={max_events!r}: expected at least 1, for every run begins.")
    return _runs(Paths(program_of(spec, chosen), faults, max_events, accepted_in(accept)))


@st.composite
def _runs(draw: st.DrawFn, paths: Paths) -> RandomRun:
    run = run_of(paths.program, paths.draw(draw))
    tell(run)
    return run


@st.composite
def runs_of_any_definition(draw: st.DrawFn) -> RandomRun:
    """Runs of random definitions, each printed with its definition. They are played, not judged: no flaws, no features."""
    program = program_of(draw(definitions()))
    known, run, told = KnownRuns(program, ANY_FAULTS), new_run(program), list[Event]()
    for _ in range(MOST_EVENTS):
        if run.last is not None and draw(below(STOPS)) == 0:
            break
        possible = tuple(possible_events(known, run))
        weighted = (*possible, *(event for event in possible for _ in range(more(event))))
        if not weighted:
            break
        event = weighted[draw(below(len(weighted)))]
        following = apply(program, run, event)
        if not isinstance(following, Refusal):
            run = following
            told.append(event)
    return RandomRun(program, tuple(told), run, is_anonymous=True)


def run_of(program: Program, path: Iterable[Way]) -> RandomRun:
    """The run that goes along a path, with what is said of it."""
    run, events = new_run(program), list[Event]()
    features, flaws, tolerated = set[str](), list[Flaw](), set[str]()
    for way in path:
        for event in way.events:
            following = apply(program, run, event)
            if isinstance(following, Refusal):
                message = f"{event} was refused on a way of the graph: {following.reason}"
                raise AssertionError(message)
            run = following
            events.append(event)
        features.update(way.features)
        flaws += way.flaws
        tolerated.update(way.tolerated)
    return RandomRun(
        program,
        tuple(events),
        run,
        tuple(dict.fromkeys(flaws)),
        tuple(sorted(features)),
        tolerated=tuple(sorted(tolerated)),
    )
