"""Guided random runs over the graph of known runs: each event is one that may happen, drawn by weight.

Chunks depend on the seed and their number alone, in every version of Python.
"""

from __future__ import annotations

from collections import Counter
from enum import IntEnum
from typing import Final, assert_never

from ...engine.error_kinds import STRIKES, Strike
from ...engine.events import (
    Begin,
    Cancel,
    Complete,
    Evaluate,
    Event,
    Fail,
    Publish,
    Reassign,
    Recall,
    Resume,
    SetField,
    Suspend,
    Wait,
)
from ..stable_draw import Draw, one_of, seeded
from .breakdown import BreakdownError
from .known_runs import Choice, KnownRuns, Place, Way
from .tally import Failure, Tally

CHUNK: Final = 1_000
"""Runs in a chunk: the random numbers are seeded once for each."""
LONGEST: Final = 100
"""Events after which a run is cut off."""
STRIKE_SHARE: Final = 0.15
"""How often an error strikes where one can while an event is worked off."""


DRAWS: Final = 16
"""How often is drawn again where what was drawn turns out to be refused."""


class Mood(IntEnum):
    """What the world of a run is like: results alone, results and errors, or everything that may happen.

    Every run draws one, so that long undisturbed runs are seen as well as short wild ones.
    """

    CALM = 0
    FAILING = 1
    WILD = 2


MOODS: Final = tuple(Mood)


def chunk(known: KnownRuns, seed: int, number: int, count: int = CHUNK, longest: int = LONGEST) -> Tally:
    """The first `count` runs of a chunk. The numbers of its runs begin at `number * CHUNK`. Raises `BreakdownError`."""
    random = seeded(seed, number)
    touched: list[Way] = []
    failures: dict[str, Failure] = {}
    cut = 0
    for index in range(count):
        mood = one_of(random, MOODS)
        place, way, length = known.start, None, 0
        path: list[Way] = []
        while length < longest:
            try:
                way = _next(known, place, mood, random)
            except BreakdownError as error:
                raise error.after(_events(path)) from error.__cause__
            if way is None:
                break
            if not way.hits:
                touched.append(way)
            way.hits += 1
            path.append(way)
            length += 1
            if way.flaws:
                _note(failures, way, path, number * CHUNK + index)
                if way.ends:
                    break
            place = way.target
        else:
            cut += 1
    return _tally(count, cut, touched, failures)


def _next(known: KnownRuns, place: Place, mood: Mood, random: Draw) -> Way | None:
    """A way on from a place; None where nothing may happen that makes a difference."""
    wheel = place.wheels[mood]
    if wheel is None:
        wheel = place.wheels[mood] = _wheel(known, place, mood)
    for _ in range(DRAWS):
        ways = known.ways_of(place, one_of(random, wheel)) if wheel else ()
        if len(ways) > 1 and mood is not Mood.CALM and random() < STRIKE_SHARE:
            return one_of(random, ways[1:])
        if ways:
            return ways[0]
    live = [choice for choice in wheel if known.ways_of(place, choice)]
    return known.ways_of(place, one_of(random, live))[0] if live else None


def _wheel(known: KnownRuns, place: Place, mood: Mood) -> list[Choice]:
    """The choices at a place, each as often as it weighs. Whatever the mood, a run goes on where it can."""
    choices = known.choices(place)
    found = [choice for choice in choices for _ in range(weight(choice.event, mood))]
    return found or [choice for choice in choices for _ in range(weight(choice.event, Mood.WILD))]


def weight(event: Event, mood: Mood) -> int:
    """How often an event is drawn beside others."""
    match event:
        case Begin():
            return 1
        case Complete():
            return 8
        case Evaluate() | SetField():
            return 2
        case Publish():
            return 1 if mood is not Mood.CALM else 0
        case Fail():
            if mood is Mood.CALM:
                return 0
            return 2 if STRIKES[event.kind] is Strike.RESULT else 1
        case Resume():
            return 12
        case Suspend() | Reassign() | Wait() | Cancel() | Recall():
            return 1 if mood is Mood.WILD else 0
        case _:
            assert_never(event)


def _note(failures: dict[str, Failure], way: Way, path: list[Way], run: int) -> None:
    for flaw in way.flaws:
        known = failures.get(flaw.fingerprint)
        if known is not None:
            if known.run != run:
                failures[flaw.fingerprint] = known._replace(times=known.times + 1)
            continue
        failures[flaw.fingerprint] = Failure(flaw, 1, run, _events(path))


def _events(path: list[Way]) -> tuple[Event, ...]:
    return tuple(event for way in path for event in way.events)


def _tally(runs: int, cut: int, touched: list[Way], failures: dict[str, Failure]) -> Tally:
    features: Counter[str] = Counter()
    premises: Counter[str] = Counter()
    untold: Counter[str] = Counter()
    tolerated: Counter[str] = Counter()
    events = 0
    for way in touched:
        hits, way.hits = way.hits, 0
        events += hits
        for feature in way.features:
            features[feature] += hits
        for title in way.premises:
            premises[title] += hits
        for title in way.untold:
            untold[title] += hits
        for decision in way.tolerated:
            tolerated[decision] += hits
    return Tally(
        runs,
        events,
        cut,
        dict(sorted(features.items())),
        dict(sorted(premises.items())),
        dict(sorted(untold.items())),
        dict(sorted(tolerated.items())),
        dict(sorted(failures.items())),
    )
