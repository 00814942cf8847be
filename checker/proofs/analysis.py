"""What all questions about one definition stand on, each worked out once, when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ...engine.program.program import StageProgram, StepProgram
from ...grammar.model import Stage
from ..certificates.claims import RankedChoice
from ..diagrams.diagrams import EMPTY
from ..encoding.encode import Encoding
from ..encoding.places import End, Enter, Exits, Held, Place, Rest, Starts
from ..encoding.statuses import FINISHED, IN_PROGRESS
from ..encoding.system import RESULTS, Duty, Edge, Map
from ..fixpoint.certain import certain
from ..fixpoint.endless import endless, turns_in_circles
from ..fixpoint.model import Model
from ..fixpoint.reach import reach, reaching
from ..fixpoint.shortest import Shortest
from .inaction import HELP, Inaction, inaction
from .laps import Laps, laps

if TYPE_CHECKING:
    from .countdown import CountedLoops

TURNS = frozenset({"enter", "take"})
"""The moves of the engine one of which every circle has: within a stage statuses only rise."""


ERRORS = RESULTS | {Duty.FAULT, Duty.STRIKE}
"""What happens in the end, errors among it, if nobody interferes."""


STOPS = frozenset({"cancel", "recall", "fail"})
"""What nobody is obliged to and any run can end by."""


class Analysis:
    """The fixpoints of one definition."""

    def __init__(
        self,
        encoding: Encoding,
        limit: int = 2_000_000,
        within: tuple[Sequence[int], Model] | None = None,
    ) -> None:
        """Make the system ready. `limit` is the number of diagram nodes above which `BudgetSpentError` is raised.

        `within`: an invariant, as sets by location of a model, that stands for the reached states; then what is said of
        all of them holds, and what is said of some may be about states that no run gets into (`is_loose`).
        """
        self.encoding = encoding
        self.program = encoding.program
        self.system = encoding.system
        self.is_loose = within is not None
        self._within = None if within is None else list(within[0])
        self.model = Model(encoding.system, limit) if within is None else within[1]

    def work_out(self) -> None:
        """The fixpoints that most verdicts stand on, now and not when they are asked for: what is too large raises here."""
        for work in (
            self.completing,
            self.stuck,
            self.inaction,
            self.endless_with_errors,
            self.laps,
        ):
            del work

    @cached_property
    def reached(self) -> list[int]:
        """The states that runs get into, by location."""
        return reach(self.model) if self._within is None else self._within

    @cached_property
    def begins(self) -> bool:
        """Whether any run can begin at all."""
        return any(self.is_taken(number) for number, _ in self.edges("trigger"))

    @cached_property
    def shortest(self) -> Shortest:
        """Shortest runs."""
        return Shortest(self.model, told_first=self.encoding.statuses.answers)

    @cached_property
    def completing(self) -> list[int]:
        """The reached states from which run status Completed can be reached, by location."""
        goals = self.model.everywhere(EMPTY)
        place = self.encoding.location_of.get(End("Completed"))
        if place is not None:
            goals[place] = self.reached[place]
        sure = certain(self.model, self.reached, goals, self._goes_on)
        ways = zip(sure, self.reached, self.model.outgoing, strict=True)
        if all(states == most or not leaving for states, most, leaving in ways):
            return sure
        return reaching(self.model, sure, within=self.reached)

    def _goes_on(self, edge: int) -> bool:
        """Whether an edge is a result or a move of the engine that no circle of states has: it is no turn of a loop."""
        found, part = self.system.edges[edge], self.model.component
        return (found.duty is Duty.ENGINE or found.duty is Duty.RESULT) and not (
            found.label.event in TURNS and part[found.source] == part[found.target]
        )

    def forget(self, states: int, variable: int) -> int:
        """The states that differ from one of the set in nothing but this variable."""
        size = len(self.system.variables[variable].values)
        return self.model.images.forward((Map(variable, ((1 << size) - 1,) * size),))(states)

    @cached_property
    def forced_completion(self) -> RankedChoice | None:
        """How every run can complete whatever open conditions hold; None where that is not so."""
        from .certified.forced import forced_completion

        return forced_completion(self)

    @cached_property
    def counted_loops(self) -> CountedLoops | None:
        """What is counted down in every loop that errors and answers lead round; None where some loop has nothing like that."""
        from .countdown import counted_loops

        return counted_loops(self, ERRORS)

    def is_taken(self, edge: int) -> bool:
        """Whether some run takes this edge."""
        move = self.model.moves[edge]
        return self.model.diagrams.meets(self.reached[self.system.edges[edge].source], move.possible)

    def states_taking(self, edge: int) -> int:
        """The reached states in which an edge can be taken."""
        reached = self.reached[self.system.edges[edge].source]
        states = self.model.diagrams.intersection(reached, self.model.moves[edge].guard)
        return states if self.is_taken(edge) else EMPTY

    def edges(self, event: str, element: str | None = None) -> Iterator[tuple[int, Edge]]:
        """The edges with this label."""
        for number in self._by_event.get(event, ()):
            edge = self.system.edges[number]
            if element is None or edge.label.element == element:
                yield number, edge

    @cached_property
    def _by_event(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, edge in enumerate(self.system.edges):
            found.setdefault(edge.label.event, []).append(number)
        return found

    @cached_property
    def _by_element(self) -> dict[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = {}
        for number, edge in enumerate(self.system.edges):
            found.setdefault((edge.label.event, edge.label.element), []).append(number)
        return found

    def edges_of(self, event: str, element: str) -> list[int]:
        """The numbers of the edges with this event and element."""
        return self._by_element.get((event, element), [])

    def locations(self) -> Iterator[tuple[int, Place]]:
        """The points of control with their numbers."""
        yield from enumerate(self.encoding.places)

    def in_stage(self, stage: int) -> Sequence[int]:
        """The locations that lie in a stage, by its index."""
        return self._by_stage.get(stage, ())

    def at_decision(self, decision: int) -> Sequence[int]:
        """The locations where a decision is judged, by its index."""
        return self._by_decision.get(decision, ())

    @cached_property
    def _by_stage(self) -> dict[int | None, list[int]]:
        found: dict[int | None, list[int]] = {}
        for number, location in enumerate(self.system.locations):
            found.setdefault(location.stage, []).append(number)
        return found

    @cached_property
    def _by_decision(self) -> dict[int | None, list[int]]:
        found: dict[int | None, list[int]] = {}
        for number, location in enumerate(self.system.locations):
            found.setdefault(location.decision, []).append(number)
        return found

    @cached_property
    def decision_of(self) -> dict[int, int]:
        """The index of the decision that an outcome, by its identity, belongs to."""
        return {
            id(outcome): index
            for index, decision in enumerate(self.program.orchestration.decisions)
            for outcome in decision.outcomes
        }

    @cached_property
    def rests(self) -> tuple[tuple[int, Rest], ...]:
        """The locations where a stage waits and no synchronous result is due."""
        return tuple(
            (number, place)
            for number, place in self.locations()
            if isinstance(place, Rest) and not place.queue
        )

    @cached_property
    def rests_of(self) -> Mapping[int, tuple[int, ...]]:
        """The same by stage."""
        found: dict[int, tuple[int, ...]] = {}
        for number, place in self.rests:
            found[place.stage] = (*found.get(place.stage, ()), number)
        return found

    def idle(self, place: Rest) -> int:
        """The valuations in which no step of the stage is to give a result."""
        stage = self.program.stages[place.stage]
        return self.model.diagrams.intersection_of(self.not_busy(stage, step) for step in stage.steps)

    def steps_at(self, place: Rest | Enter | Exits | Starts | Held) -> tuple[StepProgram, ...]:
        """The steps of its stage that may be in progress at a place: as the stage is entered, those that were looked at."""
        steps = self.program.stages[place.stage].steps
        return steps[: place.step] if isinstance(place, Enter) else steps

    def busy(self, stage: StageProgram, step: StepProgram) -> int:
        """The valuations in which a step is to give a result."""
        return self.model.diagrams.literal(
            self.encoding.statuses.step(stage.index, step.index), 1 << IN_PROGRESS
        )

    def in_progress(self, stage: StageProgram, step: StepProgram) -> int:
        """The valuations in which a step has status In Progress: also where it gave its result, and its own exit condition
        does not hold.
        """
        variable = self.encoding.statuses.step(stage.index, step.index)
        return self.model.diagrams.literal(variable, 1 << IN_PROGRESS | 1 << FINISHED)

    def not_busy(self, stage: StageProgram, step: StepProgram) -> int:
        """All others."""
        return self.model.diagrams.complement(self.busy(stage, step))

    def nobody_acts(self, place: Rest) -> int:
        """The reached states at a rest in which no step of the stage is to give a result."""
        return self.model.diagrams.intersection(
            self.reached[self.encoding.location_of[place]], self.idle(place)
        )

    @cached_property
    def waiting(self) -> dict[int, int]:
        """By location, the reached states that wait although nobody is obliged to act."""
        found = {number: self.nobody_acts(place) for number, place in self.rests}
        return {number: states for number, states in found.items() if states != EMPTY}

    @cached_property
    def helped(self) -> dict[int, int]:
        """By location, those of `waiting` that a record change, an evaluation flow or a published event gets going."""
        if not self.waiting:
            return {}
        diagrams = self.model.diagrams
        edges = self.system.edges
        able = reaching(
            self.model,
            self.on_the_move,
            lambda edge: edges[edge].label.event in HELP or edges[edge].duty is Duty.ENGINE,
            self.reached,
        )
        return {place: diagrams.intersection(states, able[place]) for place, states in self.waiting.items()}

    @cached_property
    def inaction(self) -> Inaction:
        """Where runs wait for people, and where for them alone."""
        return inaction(self)

    @cached_property
    def on_the_move(self) -> list[int]:
        """The reached states at rest in which somebody is obliged to act, by location, and the ends of runs."""
        diagrams = self.model.diagrams
        return [
            diagrams.difference(states, self.waiting.get(place, EMPTY)) if location.rests else EMPTY
            for place, (states, location) in enumerate(zip(self.reached, self.system.locations, strict=True))
        ]

    @cached_property
    def stuck(self) -> dict[int, int]:
        """By location, the reached states that wait although nobody is obliged to act and nothing helps."""
        diagrams = self.model.diagrams
        found = {
            place: diagrams.difference(states, self.helped[place]) for place, states in self.waiting.items()
        }
        return {place: states for place, states in found.items() if states != EMPTY}

    @cached_property
    def trapped(self) -> dict[int, int]:
        """By location, the reached states in which a stage waits, be it for a synchronous result, and from which run status
        Completed is out of reach.
        """
        diagrams = self.model.diagrams
        found = {
            number: diagrams.difference(self.reached[number], self.completing[number])
            for number, place in self.locations()
            if isinstance(place, Rest) and not place.recalling
        }
        return {place: states for place, states in found.items() if states != EMPTY}

    @cached_property
    def cannot_complete(self) -> dict[int, int]:
        """The same; or where runs begin, if none completes though no state at rest is at fault."""
        end = self.encoding.location_of.get(End("Completed"))
        if self.trapped or (end is not None and self.reached[end] != EMPTY):
            return self.trapped
        return {self.system.initial: self.reached[self.system.initial]} if self.begins else {}

    @cached_property
    def rework(self) -> frozenset[int]:
        """The edges of outcomes that results alone can take again and again: laps that people or flows decide on."""
        return self.rework_among(self.endless_by_results)

    def rework_among(self, circling: Sequence[int], without: frozenset[int] = frozenset()) -> frozenset[int]:
        """Those edges, of circles in certain states: `circling` are those from which results go round for ever, `without` taking
        some edges.
        """
        edges = self.system.edges
        if all(states == EMPTY for states in circling):
            return frozenset()
        turns = turns_in_circles(
            self.model,
            self.reached,
            lambda edge: edges[edge].duty in RESULTS and edge not in without,
            lambda edge: edges[edge].label.event == "take",
        )
        return frozenset(edge for edge in turns if circling[edges[edge].target] != EMPTY)

    @cached_property
    def laps(self) -> dict[str, Laps]:
        """The stages whose fault path errors alone can bring back to them without end, by name, with the laps."""
        if all(states == EMPTY for states in self.endless_with_errors):
            return {}
        return laps(self, ERRORS)

    def stage_at(self, location: int) -> Stage | None:
        """The stage that a location lies in."""
        index = self.system.locations[location].stage
        return None if index is None else self.program.orchestration.stages[index]

    def compiled(self, stage: Stage) -> StageProgram:
        """What was made of this very stage: names that differ in case only are the same to Salesforce."""
        written = self.program.orchestration.stages
        return next(made for one, made in zip(written, self.program.stages, strict=True) if one is stage)

    def stages_of(self, states: Mapping[int, int]) -> tuple[str, ...]:
        """The names of the stages where a set, by location, has states; in the order of the definition."""
        indexes = {self.system.locations[place].stage for place, found in states.items() if found != EMPTY}
        return tuple(stage.name for stage in self.program.stages if stage.index in indexes)

    def turning(self, duties: frozenset[Duty], without: frozenset[int] = frozenset()) -> list[int]:
        """The states behind a turn from which edges of these duties lead to turns for ever, by location.

        `without`: edges that take no part.
        """
        edges = self.system.edges
        return endless(
            self.model,
            self.reached,
            lambda edge: edges[edge].duty in duties and edge not in without,
            lambda edge: edges[edge].label.event in TURNS,
        )

    @cached_property
    def endless_by_results(self) -> list[int]:
        """Where results alone go round for ever."""
        return self.turning(RESULTS)

    @cached_property
    def never_left(self) -> list[int]:
        """Where a run goes round for ever although everybody does what they are obliged to, by location: results lead round,
        and neither they nor anything that the record, evaluation flows and events may become lead to an end, nor to where
        nobody is obliged to act. Only an error ends it, or somebody who stops it. Nothing where that is not certain, because
        conditions are open or values are sampled.
        """
        model, edges, space = self.model, self.system.edges, self.encoding.space
        if self.is_loose or space.notes or space.open or all(at == EMPTY for at in self.endless_by_results):
            return model.everywhere(EMPTY)

        def leads_on(edge: int) -> bool:
            one = edges[edge]
            return one.duty in RESULTS or (one.duty is Duty.OPTIONAL and one.label.event not in STOPS)

        over = [self.waiting.get(number, EMPTY) for number in range(len(self.reached))]
        for number, place in self.locations():
            if isinstance(place, End):
                over[number] = self.reached[number]
        rounds = reaching(
            model, self.endless_by_results, lambda edge: edges[edge].duty in RESULTS, self.reached
        )
        left = reaching(model, over, leads_on, self.reached)
        return [self.model.diagrams.difference(*both) for both in zip(rounds, left, strict=True)]

    @cached_property
    def goes_round(self) -> dict[int, int]:
        """The same at rests only, where there are any."""
        found = {number: self.never_left[number] for number, _ in self.rests}
        return {place: states for place, states in found.items() if states != EMPTY}

    @cached_property
    def endless_with_errors(self) -> list[int]:
        """Where results and errors go round for ever."""
        return self.turning(ERRORS)
