"""Everything the fixpoints say of a definition, as plain sets of API names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from ...engine.error_kinds import ErrorKind
from ...engine.program.program import Program
from ...grammar.contract import FlowContract
from ...grammar.light_dataclass import dataclass
from ..diagrams.diagrams import EMPTY
from ..encoding.encode import encode
from ..encoding.places import End, Enter, Exits, Follow, Held, Rest, Starts
from ..encoding.round_trips import GOES_ROUND
from ..encoding.statuses import FINISHED, IN_PROGRESS
from ..encoding.system import Duty, Edge
from ..fixpoint.endless import endless
from ..fixpoint.reach import reaching
from .analysis import TURNS, Analysis

Claim = str | tuple[str, ...]

LATE = "complete late"
"""A flow returns whose stage is left: a result like any other, though nobody waits for it."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Claims by what they say (see `claims_of`), and what could not be decided, in words."""

    claims: Mapping[str, Iterable[Claim]]
    undecided: tuple[str, ...] = ()


def answers(program: Program, contracts: Mapping[str, FlowContract] | None = None) -> Answers:
    """What runs that nobody suspends can do. Values that are ordered against each other stand for all by samples; that
    is outside of what regions decide, and no part of `undecided`.
    """
    return Answers(claims_of(Analysis(encode(program, contracts, suspends=False))))


def claims_of(analysis: Analysis) -> dict[str, frozenset[Claim]]:
    """The sets, by name.

    `starts`, `completes`, `fails`: stages and steps (`Stage/Step`) that get this status in some run; `outcomes`:
    pairs of decision and outcome; `fault_paths`: stages whose fault path is taken; `waits_for_ever`, `waits_for_help`: stages that rest although nobody is obliged to act;
    `breaks_off`: stages and decisions at which a run that goes round and never waits is ended;
    `completes_before`: stage and step that is in progress as it completes; `cannot_complete`: stages that rest with no
    way to Completed; `endless`, `endless_with_errors`: stages that rest where results (and errors) can go on for ever,
    `never_ends`, `never_ends_with_errors`: where they also lead to no end; `errors`: element and kind; `together`: pairs
    of steps in progress at the same time.
    """
    return {name: frozenset(found) for name, found in _Claims(analysis).all()}


class _Claims:
    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.program = analysis.program
        self.model = analysis.model
        self.diagrams = analysis.model.diagrams
        self.places = analysis.encoding.places
        self.taken = [
            (number, edge) for number, edge in enumerate(analysis.system.edges) if analysis.is_taken(number)
        ]

    def all(self) -> Iterator[tuple[str, Iterable[Claim]]]:
        yield "starts", self._starts()
        yield "completes", self._completes()
        yield "fails", self._fails()
        yield "outcomes", self._outcomes()
        yield "fault_paths", self._fault_paths()
        waiting, helped = self.analysis.waiting, self.analysis.helped
        stuck = {place: self.diagrams.difference(states, helped[place]) for place, states in waiting.items()}
        yield "waits_for_ever", self._stages(stuck)
        yield "waits_for_help", self._stages(helped)
        yield "breaks_off", self._breaks_off()
        yield "completes_before", self._completes_before()
        yield "cannot_complete", self._stages(self.analysis.trapped)
        for name, duties in (
            ("", frozenset({Duty.RESULT, Duty.ENGINE})),
            ("_with_errors", frozenset({Duty.RESULT, Duty.ENGINE, Duty.FAULT, Duty.STRIKE})),
        ):
            endless, never = self._endless(duties)
            yield f"endless{name}", self._stages(endless)
            yield f"never_ends{name}", self._stages(never)
        yield "errors", self._errors()
        yield "together", self._together()

    def _name(self, step: str) -> str:
        found = self.program.step(step)
        return found.subject.name if found is not None else step

    def _starts(self) -> Iterator[Claim]:
        for _, edge in self.taken:
            if edge.label.event == "enter":
                yield edge.label.element
            elif edge.label.event == "start" or (edge.duty is Duty.STRIKE and self._is_start_error(edge)):
                yield self._name(edge.label.element)

    def _is_start_error(self, edge: Edge) -> bool:
        return bool({"assignee-inactive", "assignee-unresolvable", "prepare-request"} & set(edge.label.kinds))

    def _completes(self) -> Iterator[Claim]:
        for _, edge in self.taken:
            match edge.label.event:
                case "complete stage":
                    yield edge.label.element
                case "exit":
                    yield self._name(edge.label.element)
                case "complete":
                    step = self.program.step(edge.label.element)
                    if step is not None and not (
                        step.asks and (step.exit is not None or step.exit_flow is not None)
                    ):
                        yield step.subject.name
                case _:
                    pass

    def _fails(self) -> Iterator[Claim]:
        for _, edge in self.taken:
            place = self.places[edge.source]
            if edge.label.event != "fail" or not isinstance(place, Rest | Enter | Exits | Starts | Held):
                continue
            if ErrorKind.PLATFORM.value not in edge.label.kinds:
                yield self.program.stages[place.stage].name
            if edge.duty is Duty.FAULT or isinstance(place, Held) or self._is_start_error(edge):
                yield self._name(edge.label.element)

    def _outcomes(self) -> Iterator[Claim]:
        for _, edge in self.taken:
            if edge.label.event == "take":
                decision, _, outcome = edge.label.element.partition("/")
                yield decision, outcome

    def _fault_paths(self) -> Iterator[Claim]:
        for _, edge in self.taken:
            place = self.places[edge.source]
            if edge.label.event == "fail" and isinstance(self.places[edge.target], Follow):
                assert isinstance(place, Rest | Enter | Exits | Starts | Held)  # noqa: S101  # errors lie in stages
                yield self.program.stages[place.stage].name

    def _stages(self, states: Mapping[int, int]) -> Iterator[Claim]:
        for number, found in states.items():
            place = self.places[number]
            if found != EMPTY and isinstance(place, Rest):
                yield self.program.stages[place.stage].name

    def _breaks_off(self) -> Iterator[Claim]:
        for _, edge in self.taken:
            place = self.places[edge.source]
            if edge.label == GOES_ROUND and isinstance(place, Follow):
                yield place.target.name

    def _completes_before(self) -> Iterator[Claim]:
        for number, edge in self.taken:
            if edge.label.event != "complete stage":
                continue
            stage = self.program.stages[self.program.stage_index[edge.label.element.casefold()]]
            states = self.analysis.states_taking(number)
            for step in stage.steps:
                variable = self.analysis.encoding.statuses.step(stage.index, step.index)
                busy = self.diagrams.literal(variable, 1 << IN_PROGRESS | 1 << FINISHED)
                if self.diagrams.intersection(states, busy) != EMPTY:
                    yield stage.name, step.subject.name

    def _endless(self, duties: frozenset[Duty]) -> tuple[dict[int, int], dict[int, int]]:
        analysis, edges = self.analysis, self.analysis.system.edges
        reached = analysis.reached

        def follows(edge: int) -> bool:
            return edges[edge].duty in duties or edges[edge].label.event == LATE

        events = duties & {Duty.RESULT, Duty.FAULT}
        turns = endless(
            self.model,
            reached,
            follows,
            lambda edge: edges[edge].duty in events or edges[edge].label.event in TURNS,
        )
        if Duty.STRIKE in duties:
            turns = endless(self.model, reached, follows, lambda edge: edges[edge].duty in events)
        turning = reaching(self.model, turns, follows, reached)
        goals = [
            states if isinstance(place, End) else EMPTY
            for states, place in zip(reached, self.places, strict=True)
        ]
        ending = reaching(self.model, goals, follows, reached)
        rests = [number for number, place in enumerate(self.places) if isinstance(place, Rest)]
        return (
            {number: turning[number] for number in rests},
            {number: self.diagrams.difference(turning[number], ending[number]) for number in rests},
        )

    def _errors(self) -> Iterator[Claim]:
        for _, edge in self.taken:
            if edge.label.event != "fail" or edge.duty is Duty.ENGINE:
                continue
            place = self.places[edge.source]
            for kind in edge.label.kinds:
                if kind == "evaluation-flow":
                    assert isinstance(place, Enter | Exits | Starts)  # noqa: S101  # conditions lie in stages
                    yield self.program.stages[place.stage].name, kind
                else:
                    yield self._name(edge.label.element), kind

    def _together(self) -> Iterator[Claim]:
        for number, place in enumerate(self.places):
            if not isinstance(place, Rest | Enter | Starts | Exits):
                continue
            stage = self.program.stages[place.stage]
            for first, second in combinations(self.analysis.steps_at(place), 2):
                states = self.analysis.reached[number]
                for step in (first, second):
                    variable = self.analysis.encoding.statuses.step(stage.index, step.index)
                    busy = self.diagrams.literal(variable, 1 << IN_PROGRESS | 1 << FINISHED)
                    states = self.diagrams.intersection(states, busy)
                if states != EMPTY:
                    left, right = sorted((first.subject.name, second.subject.name))
                    yield left, right
