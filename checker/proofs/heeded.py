"""Whether the answer of an approval step makes a difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from ...engine.program.program import StepProgram
from ...grammar.model import Decision
from ..approvals import APPROVE, DECISION, REJECT
from ..diagrams.diagrams import EMPTY
from ..diagrams.images import Images
from ..encoding.data.key import Key
from ..encoding.guard import read_by
from ..encoding.statuses import COMPLETED
from ..encoding.system import Map, Update
from ..finding import TraceStep
from .analysis import Analysis
from .evidence import nearest_run
from .examples import keys_of
from .united import united


class Heeded:
    """The answer of one approval step."""

    def __init__(self, analysis: Analysis, step: StepProgram) -> None:
        """Look at everything that reads the answer."""
        self.analysis = analysis
        self.step = step
        self.key = Key("output", f"{step.subject.name}.{DECISION}").folded
        self.space = analysis.encoding.space
        self.diagrams = analysis.model.diagrams

    def readers(self) -> Iterator[Decision]:
        """The decisions whose outcomes look at it."""
        for decision in self.analysis.program.orchestration.decisions:
            conditions = [one for outcome in decision.outcomes for one in outcome.requirements.conditions]
            if self.key in keys_of(self.analysis, conditions):
                yield decision

    def makes_no_difference(self) -> bool:
        """Whether both answers come to something that reads it, and the run always goes on in the same way. The answer has a
        variable of its own, for its few values are told apart one by one.
        """
        where = self.space.where(self.key, 0)
        if where is None or not self._reading(where[0]):
            return any(self._after_an_answer(decision) for decision in self.readers())
        number = where[0]
        regions = [self.space.region_of(self.key, answer) for answer in (APPROVE, REJECT)]
        size = self.diagrams.sizes[number]
        forget = Images(self.diagrams).forward((Map(number, ((1 << size) - 1,) * size),))
        answered = [
            EMPTY if region is None else self.diagrams.literal(number, 1 << region) for region in regions
        ]
        is_judged = False
        for location in self._reading(number):
            reached = self.analysis.reached[location]
            both = [forget(self.diagrams.intersection(reached, answer)) for answer in answered]
            common = self.diagrams.intersection(*both)
            if common == EMPTY:
                continue
            is_judged = is_judged or self.diagrams.meets(common, self._given)
            for states in self._ways(location):
                approved, rejected = (
                    self.diagrams.intersection(forget(self.diagrams.intersection(states, answer)), common)
                    for answer in answered
                )
                if approved != rejected:
                    return False
        return is_judged

    def run_with_rejection(self, decision: Decision) -> tuple[TraceStep, ...]:
        """The shortest run that comes to a decision after a rejection; nothing where that is too long to be shown."""
        where = self.space.where(self.key, 0)
        region = self.space.region_of(self.key, REJECT)
        answered = self._given
        if where is not None and region is not None:
            answered = self.diagrams.intersection(answered, self.diagrams.literal(where[0], 1 << region))
        after = united(
            self.analysis,
            (
                {location: self.diagrams.intersection(self.analysis.reached[location], answered)}
                for location in self._at(decision)
            ),
        )
        return nearest_run(self.analysis, after, {self.key: REJECT}) if after else ()

    @cached_property
    def _given(self) -> int:
        """The states in which it was answered."""
        place = self.analysis.program.places[self.step.name.casefold()]
        return self.diagrams.literal(self.analysis.encoding.statuses.step(*place), 1 << COMPLETED)

    def _at(self, decision: Decision) -> Sequence[int]:
        return self.analysis.at_decision(self.analysis.program.orchestration.decisions.index(decision))

    def _after_an_answer(self, decision: Decision) -> bool:
        """Whether some run comes to a decision behind an answer of the step."""
        reached = self.analysis.reached
        return any(self.diagrams.meets(reached[location], self._given) for location in self._at(decision))

    def _reading(self, number: int) -> list[int]:
        """The locations where some move depends on it."""
        edges = self.analysis.system.edges
        return sorted({edge.source for edge in edges if number in read_by(edge.guard)})

    def _ways(self, location: int) -> Iterator[int]:
        """The states that lead to the same place in the same way, way by way."""
        ways: dict[tuple[int, tuple[Update, ...]], int] = {}
        for number in self.analysis.model.outgoing[location]:
            edge = self.analysis.system.edges[number]
            way = edge.target, edge.updates
            ways[way] = self.diagrams.union(ways.get(way, EMPTY), self.analysis.states_taking(number))
        yield from ways.values()
