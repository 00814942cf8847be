"""Runs that do what an approval allows although nobody approved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from ...engine.program.program import Destination, StepProgram, Target
from ...grammar.model import Decision
from ..approvals import APPROVE, DECISION, REJECT
from ..diagrams.diagrams import EMPTY
from ..encoding.data.key import Key
from ..encoding.places import End, Follow
from ..encoding.statuses import IN_PROGRESS, NOT_STARTED
from ..finding import TraceStep
from ..fixpoint.reach import reach_from, reaching
from .analysis import Analysis
from .decisions import Deciding
from .laps import fault_edges
from .onward import run_onward

OF_THE_RUN = frozenset({"cancel", "recall", "suspend", "set"})
"""What people outside of the process do: no way on that the definition has foreseen."""


class Gate(NamedTuple):
    """A decision that leads to stages only where an approval step did not answer Reject: `stages` are their indexes. The
    step's own stage, where it is asked again, is none of them.
    """

    decision: Decision
    step: StepProgram
    key: Key
    stages: frozenset[int]


class Way(NamedTuple):
    """From the states `start` of a location to the `goals`, by location, along these `edges` alone."""

    start: tuple[int, int]
    goals: dict[int, int]
    edges: frozenset[int]


class Passed(NamedTuple):
    """A way past a gate into a stage, by its index. `fails`: something fails on the way."""

    gate: Gate
    stage: int
    way: Way
    fails: bool


class Approving:
    """The approval steps of a definition, and what becomes of their answers."""

    def __init__(self, analysis: Analysis) -> None:
        """Look at the steps that ask for an approval."""
        self.analysis = analysis
        self.diagrams = analysis.model.diagrams
        self.edges = analysis.system.edges
        self._behind_answers: dict[str, list[int]] = {}
        program = analysis.program
        self.steps: dict[str, StepProgram] = {
            written.name.casefold(): made
            for stage, compiled in zip(program.orchestration.stages, program.stages, strict=True)
            for written, made in zip(stage.steps, compiled.steps, strict=True)
            if written.is_approval
        }

    @cached_property
    def gates(self) -> tuple[Gate, ...]:
        """Every pair of a decision and an approval step whose rejection it does not let through."""
        return tuple(gate for gate in self._gates() if gate.stages)

    def _gates(self) -> Iterator[Gate]:
        for decision in self.analysis.program.orchestration.decisions:
            deciding = Deciding(self.analysis, decision)
            for key in deciding.keys:
                step = self._step_of(key)
                if step is not None:
                    own = self.analysis.program.places[step.name.casefold()][0]
                    yield Gate(decision, step, key, self._stages(deciding, key, step) - {own})

    def _step_of(self, key: Key) -> StepProgram | None:
        path, _, output = key.name.partition("/")[2].rpartition(".")
        is_answer = key.kind == "output" and output.casefold() == DECISION.casefold()
        return self.steps.get(path.casefold()) if is_answer else None

    def _answering(self, step: StepProgram) -> list[int]:
        return self.analysis.edges_of("complete", step.name)

    def _answered(self, step: StepProgram) -> list[int]:
        """The states, by location, that runs get into behind an answer of the step."""
        if step.name not in self._behind_answers:
            begin = self.analysis.model.everywhere(EMPTY)
            for edge in self._answering(step):
                target = self.edges[edge].target
                begin[target] = self.diagrams.union(begin[target], self._after(edge))
            self._behind_answers[step.name] = reach_from(self.analysis.model, begin, lambda _: True)
        return self._behind_answers[step.name]

    def _stages(self, deciding: Deciding, key: Key, step: StepProgram) -> frozenset[int]:
        """The stages to which the decision leads where the step has answered, but not Reject, and never where it has."""
        answered = self._answered(step)
        made = self.analysis.program.decisions[
            self.analysis.program.decision_index[deciding.decision.name.casefold()]
        ]
        answers = [deciding.space.region_of(key, answer) for answer in (APPROVE, REJECT)]
        approving: set[int] = set()
        rejecting: set[int] = set()
        for name, target in (
            *((outcome.name, outcome.target) for outcome in made.outcomes),
            ("default outcome", made.default),
        ):
            states = EMPTY, EMPTY
            for edge in self.analysis.edges_of("take", f"{deciding.decision.name}/{name}"):
                behind = answered[self.edges[edge].source]
                taking = self.diagrams.intersection(self.analysis.states_taking(edge), behind)
                approved, rejected = (
                    EMPTY if region is None else deciding.with_value(taking, key, region)
                    for region in answers
                )
                states = self.diagrams.union(states[0], approved), self.diagrams.union(states[1], rejected)
            if states[1] != EMPTY:
                rejecting |= self._behind(target)
            elif states[0] != EMPTY:
                approving |= self._behind(target)
        return frozenset(approving - rejecting)

    def _behind(self, target: Target) -> set[int]:
        """The stages that a connector leads to, through any decisions."""
        found: set[int] = set()
        seen: set[int] = set()
        todo = [target]
        while todo:
            following = todo.pop()
            if following.kind is Destination.STAGE:
                found.add(following.place)
            elif following.kind is Destination.DECISION and following.place not in seen:
                seen.add(following.place)
                decision = self.analysis.program.decisions[following.place]
                todo += (decision.default, *(outcome.target for outcome in decision.outcomes))
        return found

    def rejected(self, gate: Gate) -> Passed | None:
        """A run that enters one of the gate's stages after a rejection, and nobody was asked anything in between."""
        space = self.analysis.encoding.space
        region = space.region_of(gate.key, REJECT)
        found = None if region is None else space.where(gate.key, region)
        if found is None:
            return None
        answered = self.diagrams.literal(*found)
        starts = {
            edge: self.diagrams.intersection(self._after(edge), answered)
            for edge in self._answering(gate.step)
        }
        return self._passed(gate, starts, self._quiet) or self._passed(gate, starts, self._failing)

    def unanswered(self, gate: Gate) -> Passed | None:
        """A run that enters one of the gate's stages by the fault path of the step's stage, before the step has
        answered, and nobody was asked anything in between.
        """
        stage, step = self.analysis.program.places[gate.step.name.casefold()]
        variable = self.analysis.encoding.statuses.step(stage, step)
        waiting = self.diagrams.literal(variable, 1 << IN_PROGRESS | 1 << NOT_STARTED)
        starts: dict[int, int] = {}
        for number, edge in self.analysis.edges("fail"):
            location = self.analysis.system.locations[edge.source]
            if location.stage == stage and isinstance(self.analysis.encoding.places[edge.target], Follow):
                before = self.diagrams.intersection(self.analysis.states_taking(number), waiting)
                starts[number] = self.analysis.model.moves[number].forward(before)
        return self._passed(gate, starts, self._quiet)

    def _after(self, edge: int) -> int:
        return self.analysis.model.moves[edge].forward(self.analysis.states_taking(edge))

    def _passed(self, gate: Gate, starts: dict[int, int], allowed: frozenset[int]) -> Passed | None:
        for edge, states in starts.items():
            location = self.edges[edge].target
            behind = self._behind_states(location, states, allowed)
            for stage in sorted(gate.stages):
                goals = self._entering(stage, behind)
                if goals:
                    way = self._way(location, states, goals, allowed)
                    return Passed(gate, stage, way, allowed is not self._quiet)
        return None

    def _behind_states(self, location: int, states: int, allowed: frozenset[int]) -> list[int]:
        begin = self.analysis.model.everywhere(EMPTY)
        begin[location] = states
        return reach_from(self.analysis.model, begin, allowed.__contains__)

    def _way(self, location: int, states: int, goals: dict[int, int], allowed: frozenset[int]) -> Way:
        """The way from those of the states that lead to a goal."""
        wanted = self.analysis.model.everywhere(EMPTY)
        for place, found in goals.items():
            wanted[place] = found
        before = reaching(self.analysis.model, wanted, allowed.__contains__, self.analysis.reached)
        return Way((location, self.diagrams.intersection(states, before[location])), goals, allowed)

    def _entering(self, stage: int, behind: list[int]) -> dict[int, int]:
        name = self.analysis.program.stages[stage].name
        found: dict[int, int] = {}
        for edge in self.analysis.edges_of("enter", name):
            move = self.edges[edge]
            place = self.analysis.encoding.places[move.source]
            states = self.diagrams.intersection(behind[move.source], self.analysis.model.moves[edge].guard)
            if states != EMPTY and isinstance(place, Follow) and not place.recalling:
                found[move.source] = states
        return found

    def by_error(self, stage: str) -> bool:
        """Whether an error of a stage, by API name, before anybody rejected, is caught and the run completes then, with no further error and
        no approval step started.
        """
        begin = self.analysis.model.everywhere(EMPTY)
        made = next(one for one in self.analysis.program.stages if one.name == stage)
        for edge in fault_edges(self.analysis, made.index):
            move = self.edges[edge]
            before = self.diagrams.intersection(
                self._unrejected[move.source], self.analysis.model.moves[edge].guard
            )
            behind = self.analysis.model.moves[edge].forward(before)
            begin[move.target] = self.diagrams.union(begin[move.target], behind)
        place = self.analysis.encoding.location_of.get(End("Completed"))
        return (
            place is not None
            and reach_from(self.analysis.model, begin, self._unasking.__contains__)[place] != EMPTY
        )

    @cached_property
    def _unrejected(self) -> list[int]:
        """The states that runs get into without any rejection."""
        answers = {edge: step for step in self.steps.values() for edge in self._answering(step)}
        states = self.analysis.model.everywhere(EMPTY)
        states[self.analysis.system.initial] = self.analysis.model.begins
        while True:
            states = reach_from(self.analysis.model, states, lambda edge: edge not in answers)
            found = list(states)
            for edge, step in answers.items():
                move = self.edges[edge]
                behind = self.analysis.model.moves[edge].forward(
                    self.diagrams.intersection(states[move.source], self.analysis.model.moves[edge].guard)
                )
                behind = self.diagrams.difference(behind, self._rejected(step))
                found[move.target] = self.diagrams.union(found[move.target], behind)
            if found == states:
                return states
            states = found

    def _rejected(self, step: StepProgram) -> int:
        """The valuations in which a step's answer is Reject; none where nothing reads it."""
        space = self.analysis.encoding.space
        for key in space.domains:
            if self._step_of(key) is step:
                region = space.region_of(key, REJECT)
                found = None if region is None else space.where(key, region)
                return EMPTY if found is None else self.diagrams.literal(*found)
        return EMPTY

    @cached_property
    def _failing(self) -> frozenset[int]:
        """The edges on which nobody is asked anything."""
        return frozenset(
            number for number, edge in enumerate(self.edges) if edge.label.event not in OF_THE_RUN
        ) - self._starting(
            step for stage in self.analysis.program.stages for step in stage.steps if step.asks
        )

    @cached_property
    def _quiet(self) -> frozenset[int]:
        """Those of them that are no errors."""
        return self._failing - self._errors

    @cached_property
    def _errors(self) -> frozenset[int]:
        return frozenset(number for number, edge in enumerate(self.edges) if edge.label.event == "fail")

    def _starting(self, steps: Iterable[StepProgram]) -> frozenset[int]:
        return frozenset(edge for step in steps for edge in self.analysis.edges_of("start", step.name))

    @cached_property
    def unasked(self) -> Way | None:
        """A run, without errors, that completes although no approval step has started."""
        initial, begins = self.analysis.system.initial, self.analysis.model.begins
        ends = self._behind_states(initial, begins, self._unasking)
        place = self.analysis.encoding.location_of.get(End("Completed"))
        if place is None or ends[place] == EMPTY:
            return None
        return self._way(initial, begins, {place: ends[place]}, self._unasking)

    @cached_property
    def _unasking(self) -> frozenset[int]:
        """The edges on which nobody is asked for an approval, and that are no errors."""
        return frozenset(range(len(self.edges))) - self._errors - self._starting(self.steps.values())


def run_of_way(analysis: Analysis, way: Way) -> tuple[TraceStep, ...]:
    """The shortest run that goes this way."""
    return run_onward(analysis, *way.start, way.goals, way.edges.__contains__)
