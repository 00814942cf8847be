"""The certificates for what never happens in a stage: a step left behind, a null that is judged."""

from __future__ import annotations

from collections.abc import Iterator

from ...certificates.claims import Claim, Unreached
from ...certificates.sets import Place
from ...diagrams.diagrams import EMPTY
from ..analysis import Analysis
from ..asked import EARLY
from ..cut_off import leaving, left_in_progress
from ..nulls import anywhere, looking, nulls
from ..reachability import NULL


def never_left_behind(analysis: Analysis) -> Iterator[tuple[tuple[str, str], Claim]]:
    """Stages that never complete while one of their steps is in progress."""
    for stage in analysis.program.stages:
        if any(left_in_progress(analysis, stage)):
            continue
        for location, states in leaving(analysis, stage):
            yield (f"never {EARLY}", stage.name), Unreached(Place(location, states))


def never_null(analysis: Analysis) -> Iterator[tuple[tuple[str, str], Claim]]:
    """Requirements that are never judged while a value that they look at is null."""
    for clause, keys in looking(analysis):
        if any(nulls(analysis, clause, keys)):
            continue
        _, *path = clause.element.split("/")
        places = [
            Place(location, states)
            for found in anywhere(analysis, clause, keys)
            for location, states in sorted(found.states.items())
        ]
        for place in places or [Place(analysis.system.initial, EMPTY)]:
            yield (f"never {NULL}", "/".join(path)), Unreached(place)
