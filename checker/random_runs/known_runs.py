"""The graph of the runs that are known: each moment is worked off and judged once, however many runs come by.

A place is a configuration, where the judge says that the run stands, what the properties remember, and, where the fault
model counts them, how many errors there were. Two runs at one place have the same future and the same verdicts on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from ...engine.configuration import Configuration
from ...engine.enabled import Template, enabled, late_results
from ...engine.events import Event, Fail, Wait
from ...engine.exploration.fillings import Bounds, Filler
from ...engine.exploration.graph import Transition
from ...engine.exploration.strikes import struck
from ...engine.interpreter.advance import Advance, advance
from ...engine.interpreter.refusal import Refusal, is_over
from ...engine.program.program import Program
from ..oracle.facts import Facts
from ..oracle.judge import judge_step
from ..oracle.observation import ObservedMoment, seen_change, seen_row
from ..oracle.rulebook import rulebook
from ..oracle.rules import too_late
from ..oracle.standing import Standing
from ..oracle.timeline import Timeline
from .breakdown import breakdowns
from .fault_model import FaultModel
from .features import features_of
from .flaw import Flaw, Judge, flaw_of
from .property_watch import Memory, beginning, watch
from .refused_events import refused_events

FILLINGS: Final = 64
"""How many combinations of values one event is tried with."""
STRIKES: Final = 2
"""How many errors strike while one event is worked off."""


class Place:
    """Where runs stand. `choices` are the events that may happen, each with what comes of it once it was tried; `wheels`
    the same for drawing at random (see `walk`).
    """

    __slots__ = ("choices", "configuration", "faults", "is_end", "memory", "standing", "wheels")

    def __init__(self, configuration: Configuration, standing: Standing, memory: Memory, faults: int) -> None:
        """A place at which nothing was tried yet."""
        self.configuration = configuration
        self.standing = standing
        self.memory = memory
        self.faults = faults
        self.is_end = is_over(configuration)
        self.choices: list[Choice] | None = None
        self.wheels: list[list[Choice] | None] = [None, None, None]


class Choice:
    """An event that may happen at a place, and what it leads to; `ways` None: not tried yet.

    The first way is the event alone, the others are the same event with errors that strike while it is worked off.
    """

    __slots__ = ("event", "ways")

    def __init__(self, event: Event) -> None:
        """An event that nobody has tried yet."""
        self.event = event
        self.ways: tuple[Way, ...] | None = None


class Way:
    """A moment: what happens, where it leads, and everything that is said of it. `hits`: how many runs went it."""

    __slots__ = (
        "features",
        "flaws",
        "hits",
        "premises",
        "source",
        "target",
        "tolerated",
        "transition",
        "untold",
    )

    def __init__(
        self,
        source: Place,
        transition: Transition,
        target: Place,
        flaws: tuple[Flaw, ...],
        features: tuple[str, ...],
        premises: frozenset[str],
        untold: frozenset[str],
        tolerated: frozenset[str],
    ) -> None:
        """A way that no run has gone yet."""
        self.source = source
        self.transition = transition
        self.target = target
        self.flaws = flaws
        self.features = features
        self.premises = premises
        self.untold = untold
        self.tolerated = tolerated
        self.hits = 0

    @property
    def events(self) -> tuple[Event, ...]:
        """What is told to a run that goes this way: the event, then each error that strikes on the way."""
        return (self.transition.event, *self.transition.faults)

    @property
    def ends(self) -> bool:
        """Whether a run that went this way is led no further: what follows on a broken row would be broken because of it."""
        return any(flaw.judge is Judge.ROW for flaw in self.flaws)


class KnownRuns:
    """The graph of one program under a fault model; it grows as runs ask for what they do not know yet."""

    def __init__(self, program: Program, faults: FaultModel, accepted: frozenset[str] = frozenset()) -> None:
        """A graph of which only the beginning is known. `accepted`: ids of decisions whose other readings are tolerated."""
        self.program = program
        self.model = faults
        self.facts = Facts.of(program.orchestration, program.choices)
        self.properties = program.orchestration.properties
        self.way_count = 0
        self._rules = rulebook(program.choices)
        self._too_late = tuple(map(Wait, too_late(self._rules.judged)))
        self._accepted = accepted
        self._policy = faults.policy()
        self._filler = Filler(program, Bounds(fillings=FILLINGS))
        self._places: dict[object, Place] = {}
        self._writers = frozenset(
            step.name for stage in program.stages for step in stage.steps if step.writes
        )
        self.start = self._beginning()

    @property
    def notes(self) -> tuple[str, ...]:
        """What is left out of the values that are tried, for people."""
        return tuple(self._filler.notes)

    def __len__(self) -> int:
        return len(self._places)

    def forget(self) -> None:
        """Know only the beginning again. What runs show does not depend on what was known before them."""
        self._places.clear()
        self.way_count = 0
        self.start = self._beginning()

    def _beginning(self) -> Place:
        return self._place(self.program.initial, Standing(), beginning(self.properties), 0)

    def choices(self, place: Place) -> list[Choice]:
        """Everything that may happen at a place, simplest first. Empty where the run has ended. Raises `BreakdownError`."""
        if place.choices is None:
            with breakdowns():
                place.choices = [] if place.is_end else [Choice(event) for event in self._events(place)]
        return place.choices

    def ways_of(self, place: Place, choice: Choice) -> tuple[Way, ...]:
        """What comes of a choice: the event alone, and with errors on the way. None where it makes no difference.
        Raises `BreakdownError` with the event.
        """
        ways = choice.ways
        if ways is None:
            with breakdowns(choice.event):
                ways = choice.ways = tuple(self._tried(place, choice.event))
        return ways

    def _events(self, place: Place) -> Iterator[Event]:
        program, configuration = self.program, place.configuration
        may_fail = self.model.has_faults and self.model.has_room(place.faults)
        for template in (*enabled(program, configuration), *self._late(configuration)):
            if self.model.allows(template.event) and (may_fail or not isinstance(template.event, Fail)):
                filled = self._filler.events(configuration, template)
                yield from dict.fromkeys((*filled, *self._too_late)) if _waits(filled) else filled

    def _late(self, configuration: Configuration) -> Iterator[Template]:
        """Results that nobody waits for any more, and those that come a second time."""
        if configuration.run is not None and not configuration.queue:
            yield from late_results(self.program, configuration)

    def _tried(self, place: Place, event: Event) -> Iterator[Way]:
        result = advance(self.program, place.configuration, event)
        if isinstance(result, Refusal):
            return
        yield self._way(place, Transition(event), result)
        if self.model.has_faults:
            faults = place.faults + isinstance(event, Fail)
            at_most = self.model.at_most
            room = STRIKES if at_most is None else min(STRIKES, at_most - faults)
            if room > 0:
                for transition, struck_result in struck(
                    self.program, place.configuration, event, result.changes, room, self._policy
                ):
                    if all(map(self.model.allows, transition.faults)):
                        yield self._way(place, transition, struck_result)

    def _way(self, place: Place, transition: Transition, result: Advance) -> Way:
        event, struck_by = transition
        faults = 0
        if self.model.counts_faults:
            faults = place.faults + len(struck_by) + isinstance(event, Fail)
        moment = observed_moment(self.program, place.configuration, transition, result)
        judged = judge_step(self.facts, self._rules, place.standing, moment, self._accepted)
        watched = watch(self.properties, Timeline.of(self.facts, place.standing, moment), place.memory)
        flaws = (*(flaw_of(found) for found in judged.violations if not found.is_tolerated), *watched.flaws)
        tolerated = frozenset(
            found.tolerance for found in judged.violations if found.is_tolerated and found.tolerance
        )
        target = self._place(result.configuration, judged.standing.renewed(), watched.memory, faults)
        way = Way(
            place,
            transition,
            target,
            flaws,
            features_of(self.program, place.configuration, transition, result, judged.demanded),
            watched.premises,
            watched.untold,
            tolerated,
        )
        self.way_count += 1
        return way

    def _place(self, configuration: Configuration, standing: Standing, memory: Memory, faults: int) -> Place:
        key = (configuration, standing.key(), memory, faults)
        found = self._places.get(key)
        if found is None:
            found = self._places[key] = Place(configuration, standing, memory, faults)
        return found


def _waits(events: tuple[Event, ...]) -> bool:
    return any(isinstance(event, Wait) for event in events)


def observed_moment(
    program: Program, before: Configuration, transition: Transition, result: Advance
) -> ObservedMoment:
    """What is seen of a moment that began here, with what would have been refused after it."""
    event, struck_by = transition
    return ObservedMoment(
        2 if before.run else 1,
        event,
        tuple(map(seen_change, result.changes)),
        tuple(map(seen_row, result.log)),
        struck_by,
        event.minutes if isinstance(event, Wait) else Fraction(0),
        refused_events(program, result.configuration),
    )
