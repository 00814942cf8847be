"""The certificates for what never happens: what no run reaches, and where no run stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...certificates.claims import Claim, NeverTaken, Unreached
from ...certificates.sets import NOTHING, Place
from ..analysis import Analysis
from ..asked import EARLY
from ..cut_off import leaving, left_in_progress
from ..inaction import left_to_people
from ..nulls import anywhere, looking, nulls
from ..reachability import INACTION, NULL, reachings

Told = tuple[tuple[str, str], Claim]


def never(analysis: Analysis) -> Iterator[Told]:
    """Each claim with what it is about."""
    yield from _reached(analysis)
    yield from _waits(analysis)
    yield from _left_to_people(analysis)
    yield from _left_behind(analysis)
    yield from _null(analysis)


def unreached(analysis: Analysis, places: Iterable[tuple[int, int]]) -> Iterator[Unreached]:
    """No run gets into these states, by location; where there are none to get into, no run gets into none."""
    for location, states in tuple(places) or ((analysis.system.initial, NOTHING),):
        yield Unreached(Place(location, states))


def _reached(analysis: Analysis) -> Iterator[Told]:
    """What no run reaches: none of the edges there is ever taken, or there is no such edge."""
    for claim in reachings(analysis):
        if not any(analysis.is_taken(edge) for edge in claim.edges):
            subject = f"never {claim.property}", claim.element
            if not claim.edges:
                yield from ((subject, one) for one in unreached(analysis, ()))
            yield from ((subject, NeverTaken(edge)) for edge in claim.edges)


def _waits(analysis: Analysis) -> Iterator[Told]:
    """Stages where somebody is always obliged to act, at one of their rests."""
    places: dict[int, list[tuple[int, int]]] = {stage.index: [] for stage in analysis.program.stages}
    for number, place in analysis.rests:
        if number not in analysis.waiting:
            places[place.stage].append((number, analysis.idle(place)))
    for stage in analysis.program.stages:
        if places[stage.index] or stage.index not in analysis.rests_of:
            subject = "never waits", stage.name
            yield from ((subject, one) for one in unreached(analysis, places[stage.index]))


def _left_to_people(analysis: Analysis) -> Iterator[Told]:
    """Rests at which a flow is to give a result wherever a work item is open."""
    for number, place in analysis.rests:
        if number not in analysis.inaction.waiting:
            stage = analysis.program.stages[place.stage]
            states = left_to_people(analysis, place)
            yield (f"never {INACTION}", stage.name), Unreached(Place(number, states))


def _left_behind(analysis: Analysis) -> Iterator[Told]:
    """Stages that never complete while one of their steps is in progress."""
    for stage in analysis.program.stages:
        if not any(left_in_progress(analysis, stage)):
            places = leaving(analysis, stage)
            yield from (((f"never {EARLY}", stage.name), one) for one in unreached(analysis, places))


def _null(analysis: Analysis) -> Iterator[Told]:
    """Requirements that are never judged while a value that they look at is null."""
    for clause, keys in looking(analysis):
        if any(nulls(analysis, clause, keys)):
            continue
        _, *path = clause.element.split("/")
        places = [
            place for found in anywhere(analysis, clause, keys) for place in sorted(found.states.items())
        ]
        subject = f"never {NULL}", "/".join(path)
        yield from ((subject, one) for one in unreached(analysis, places))
