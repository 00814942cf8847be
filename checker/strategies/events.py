"""The next event of a run: what may happen where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hypothesis import strategies as st

from ...engine.events import Event
from ...engine.history import Run
from ...engine.interpreter.refusal import Refusal
from ...engine.run import apply, new_run, strikes_passed
from ..oracle.standing import Standing
from ..random_runs.fault_model import FaultModel
from ..random_runs.known_runs import KnownRuns, Place
from .random_run import RandomRun
from .spec import Spec, program_of

ANY_FAULTS: Final = FaultModel()


def events(
    spec: Spec, run: Run | RandomRun | None = None, *, faults: FaultModel = ANY_FAULTS
) -> st.SearchStrategy[Event]:
    """The events that a run accepts next (None: a run that has not begun), simplest first.

    Among them are the errors that could have struck in its last moment, which is then worked off once more. `faults` says
    which events take part; how many errors the run has had does not matter here. Nothing is drawn where the run is over.
    """
    program = run.program if isinstance(run, RandomRun) else program_of(spec)
    bare = run.run if isinstance(run, RandomRun) else run or new_run(program)
    accepted = [
        event
        for event in possible_events(KnownRuns(program, faults), bare)
        if not isinstance(apply(program, bare, event), Refusal)
    ]
    return st.sampled_from(accepted) if accepted else st.nothing()


def possible_events(known: KnownRuns, run: Run) -> Iterator[Event]:
    """What may happen next under the fault model of a graph, simplest first, then the errors that could have struck in the
    last moment. A few of these may be refused all the same.
    """
    place = Place(run.configuration, Standing(), (), 0)
    yield from (choice.event for choice in known.choices(place))
    if run.last is not None and not place.is_end:
        yield from filter(known.model.allows, strikes_passed(known.program, run.last.changes))
