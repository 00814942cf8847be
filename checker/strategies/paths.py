"""Ways through the graph of known runs, drawn choice by choice; the simplest run only begins."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from hypothesis import strategies as st

from ...engine.events import Begin, Event
from ...engine.program.program import Program
from ..random_runs.fault_model import FaultModel
from ..random_runs.known_runs import Choice, KnownRuns, Place, Way
from ..random_runs.walk import Mood, weight

MOST_EVENTS: Final = 24
"""Events of a run at most, where nobody says otherwise; an error that strikes on the way is none of them."""
MOST_PLACES: Final = 50_000
"""Places that a graph may know before it is begun anew: what is drawn does not depend on it."""
INDEXES: Final = 1_000_000
"""More than there are choices anywhere: where a choice is drawn by a number that is counted round and round."""
STOPS: Final = 24
"""A run is ended after one event in so many."""
BEGINS: Final = 8
"""How much more often a run begins than an evaluation flow changes its mind before."""
STRIKES: Final = 8
"""An error strikes while one event in so many is worked off, where one can."""


@lru_cache(maxsize=4_096)
def below(count: int) -> st.SearchStrategy[int]:
    """Numbers from 0 up to and without `count`, 0 first. The same strategy for the same count."""
    return st.integers(0, count - 1)


def more(event: Event) -> int:
    """How often an event is to be drawn besides once."""
    return BEGINS if isinstance(event, Begin) else weight(event, Mood.WILD) - 1


class Paths:
    """Draws paths through the runs of one program. The graph grows with what is asked of it; that changes no path."""

    def __init__(
        self,
        program: Program,
        faults: FaultModel,
        most_events: int,
        accepted: frozenset[str] = frozenset(),
    ) -> None:
        """Paths of at most so many events, with the errors that the model allows. `accepted` are the ids of decisions whose other
        readings are tolerated.
        """
        self.program = program
        self.most_events = most_events
        self._known = KnownRuns(program, faults, accepted)
        self._choices: dict[Place, list[Choice]] = {}

    def start(self) -> Place:
        """Where every run begins."""
        if len(self._known) > MOST_PLACES:
            self._known.forget()
            self._choices.clear()
        return self._known.start

    def draw(self, draw: st.DrawFn) -> tuple[Way, ...]:
        """A path. It ends where nothing can happen any more, where a row is broken, or where it is ended by draw."""
        place, path = self.start(), list[Way]()
        for _ in range(self.most_events):
            if place.configuration.run is not None and draw(below(STOPS)) == 0:
                break
            choices = self.choices(place)
            if not choices:
                break
            way = self._way(draw, place, choices[draw(below(len(choices)))])
            if way is None:
                continue
            path.append(way)
            if way.ends:
                break
            place = way.target
        return tuple(path)

    def choices(self, place: Place) -> list[Choice]:
        """What may happen at a place: each once, simplest first, then what is drawn more often once more for its weight."""
        found = self._choices.get(place)
        if found is None:
            once = self._known.choices(place)
            found = self._choices[place] = once + [
                choice for choice in once for _ in range(more(choice.event))
            ]
        return found

    def ways(self, place: Place, choice: Choice) -> tuple[Way, ...]:
        """What comes of a choice: the event alone, and with errors that strike while it is worked off. None where the event
        is refused after all.
        """
        return self._known.ways_of(place, choice)

    def way_at(self, place: Place, choices: list[Choice], index: int) -> Way | None:
        """The way with this index among those of some choices at a place, counted round and round: 0 is the first choice
        without an error on the way. None where the event is refused after all.
        """
        others, number = divmod(index, len(choices))
        ways = self.ways(place, choices[number])
        which, share = divmod(others, STRIKES)
        if len(ways) < 2 or share < STRIKES - 1:
            return ways[0] if ways else None
        return ways[1 + which % (len(ways) - 1)]

    def _way(self, draw: st.DrawFn, place: Place, choice: Choice) -> Way | None:
        ways = self.ways(place, choice)
        if not ways:
            return None
        if len(ways) == 1 or draw(below(STRIKES)) < STRIKES - 1:
            return ways[0]
        return ways[1 + draw(below(len(ways) - 1))]
