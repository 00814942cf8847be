"""Every run of a small definition: the graph of known runs, completed breadth-first.

What is found so is found by a shortest run. The search goes up to a number of ways; where the graph closes before, there
is nothing that a random run could add.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Final, NamedTuple

from ...engine.events import Event
from .breakdown import BreakdownError
from .known_runs import KnownRuns, Place, Way
from .tally import Failure, Tally

MOST_WAYS: Final = 3_000
"""How many ways are looked at where nobody says otherwise."""
GoesOn = Callable[[int, int, int], bool]


class Closure(NamedTuple):
    """What a breadth-first search found. `complete`: there is no other run, and no value was left out. `tally` counts each way once; `distance`:
    every run with fewer events was looked at. `interrupted`: by Ctrl-C.
    """

    complete: bool
    places: int
    ways: int
    distance: int
    tally: Tally
    interrupted: bool = False


def close(known: KnownRuns, most: int = MOST_WAYS, goes_on: GoesOn | None = None) -> Closure:
    """Look at every run, shortest first, through at most `most` ways. `goes_on` is told how many places and ways were
    looked at and how many different mistakes were found, and may end the search. Raises `BreakdownError`.
    """
    return _Search(known, most, goes_on).run()


class _Search:
    def __init__(self, known: KnownRuns, most: int, goes_on: GoesOn | None) -> None:
        self.known = known
        self.most = most
        self.goes_on = goes_on
        self.came_by: dict[Place, Way | None] = {known.start: None}
        self.distances: dict[Place, int] = {known.start: 0}
        self.waiting: list[list[Place]] = [[known.start]]
        self.features: Counter[str] = Counter()
        self.premises: Counter[str] = Counter()
        self.untold: Counter[str] = Counter()
        self.tolerated: Counter[str] = Counter()
        self.shortest: dict[str, tuple[int, Way]] = {}
        self.counts: Counter[str] = Counter()
        self.ways = 0
        self.done: set[Place] = set()
        self.distance = 0

    def run(self) -> Closure:
        """To the end, or as far as the limit, `goes_on` or Ctrl-C let it."""
        complete, interrupted = False, False
        try:
            complete = self._search() and not self.known.notes
        except KeyboardInterrupt:
            interrupted = True
        tally = self._tally(self.distance, complete=complete)
        return Closure(complete, len(self.distances), self.ways, self.distance, tally, interrupted)

    def _search(self) -> bool:
        """Whether everything was looked at."""
        while self.distance < len(self.waiting):
            for place in self.waiting[self.distance]:
                if place in self.done or self.distances[place] != self.distance:
                    continue
                if self.ways >= self.most or (
                    self.goes_on is not None and not self.goes_on(len(self.done), self.ways, len(self.counts))
                ):
                    return False
                self.done.add(place)
                try:
                    self._expand(place, self.distance)
                except BreakdownError as error:
                    raise error.after(self._events_at(place)) from error.__cause__
            self.waiting[self.distance] = []
            self.distance += 1
        return True

    def _expand(self, place: Place, distance: int) -> None:
        for choice in self.known.choices(place):
            for way in self.known.ways_of(place, choice):
                self.ways += 1
                self.features.update(way.features)
                self.premises.update(way.premises)
                self.untold.update(way.untold)
                self.tolerated.update(way.tolerated)
                further = distance + len(way.events)
                for flaw in way.flaws:
                    self.counts[flaw.fingerprint] += 1
                    shortest = self.shortest.get(flaw.fingerprint)
                    if shortest is None or shortest[0] > further:
                        self.shortest[flaw.fingerprint] = further, way
                if not way.ends and self.distances.get(way.target, further + 1) > further:
                    self.distances[way.target] = further
                    self.came_by[way.target] = way
                    while len(self.waiting) <= further:
                        self.waiting.append([])
                    self.waiting[further].append(way.target)

    def events_to(self, way: Way) -> tuple[Event, ...]:
        """The events of the shortest run that ends with this way."""
        return (*self._events_at(way.source), *way.events)

    def _events_at(self, place: Place) -> tuple[Event, ...]:
        """The events of the shortest run to a place."""
        ways: list[Way] = []
        each = self.came_by[place]
        while each is not None:
            ways.append(each)
            each = self.came_by[each.source]
        return tuple(event for each in reversed(ways) for event in each.events)

    def _tally(self, distance: int, *, complete: bool) -> Tally:
        failures: dict[str, Failure] = {}
        for fingerprint, (length, way) in sorted(self.shortest.items()):
            flaw = next(each for each in way.flaws if each.fingerprint == fingerprint)
            minimal = complete or length <= distance + 1
            failures[fingerprint] = Failure(
                flaw, self.counts[fingerprint], None, self.events_to(way), minimal
            )
        return Tally(
            0,
            self.ways,
            0,
            dict(sorted(self.features.items())),
            dict(sorted(self.premises.items())),
            dict(sorted(self.untold.items())),
            dict(sorted(self.tolerated.items())),
            failures,
        )
