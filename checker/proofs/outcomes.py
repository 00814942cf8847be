"""The outcomes of a decision, each for itself: in which states its conditions hold, whatever is tried before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from ...engine.program.program import DecisionProgram
from ...grammar.model import Decision, Outcome
from ..diagrams.diagrams import EMPTY
from ..encoding.data.judged import Judged
from .analysis import Analysis


class Tried(NamedTuple):
    """A location where the decision is judged: the reached states, those in which each outcome's conditions hold, and those
    in which judging them is an error.
    """

    location: int
    states: int
    holds: tuple[int, ...]
    errors: tuple[int, ...]


class Overlap(NamedTuple):
    """Two outcomes that both hold in these states of a location; the first is taken."""

    first: Outcome
    second: Outcome
    location: int
    states: int


class Outcomes:
    """The outcomes of one decision."""

    def __init__(self, analysis: Analysis, decision: Decision) -> None:
        """Find where the decision is judged."""
        self.analysis = analysis
        self.decision = decision
        self.made: DecisionProgram = analysis.program.decisions[
            analysis.program.decision_index[decision.name.casefold()]
        ]

    @cached_property
    def tried(self) -> tuple[Tried, ...]:
        """Where runs come to it."""
        return tuple(self._tried())

    def _tried(self) -> Iterator[Tried]:
        model, judged = self.analysis.model, self._judged
        meet = model.diagrams.intersection
        for location in self.analysis.at_decision(self.made.index):
            states = self.analysis.reached[location]
            if states != EMPTY:
                yield Tried(
                    location,
                    states,
                    tuple(meet(states, model.set_of(one.true)) for one in judged),
                    tuple(meet(states, model.set_of(one.error)) for one in judged),
                )

    @cached_property
    def _judged(self) -> list[Judged]:
        space = self.analysis.encoding.space
        return [
            (space.requirements if made.before is None else space.becoming)(outcome.requirements)
            for outcome, made in zip(self.decision.outcomes, self.made.outcomes, strict=True)
        ]

    def takes(self, number: int) -> bool:
        """Whether some run takes an outcome; -1: the default."""
        name = "default outcome" if number < 0 else self.decision.outcomes[number].name
        label = f"{self.decision.name}/{name}"
        return any(self.analysis.is_taken(edge) for edge in self.analysis.edges_of("take", label))

    def caught_by(self, number: int) -> tuple[Outcome, ...]:
        """The earlier outcomes that are taken wherever this one's conditions hold; none where they never hold, or where
        judging is an error first.
        """
        found: set[int] = set()
        for tried in self.tried:
            catching = self._catching(tried.holds[: number + 1])
            if catching is None:
                return ()
            found |= catching
        return tuple(self.decision.outcomes[place] for place in sorted(found))

    def caught_whatever_comes(self, number: int) -> tuple[Outcome, ...]:
        """The same by the conditions alone, for every value whether or not a run comes here with it; none where one of the
        values is only sampled.
        """
        is_exact = self.analysis.encoding.space.is_exact
        tried = self.decision.outcomes[: number + 1]
        if not self.tried or not all(is_exact(one) for each in tried for one in each.requirements.conditions):
            return ()
        catching = self._catching(
            [self.analysis.model.set_of(one.true) for one in self._judged[: number + 1]]
        )
        return tuple(self.decision.outcomes[place] for place in sorted(catching or ()))

    def _catching(self, holds: Sequence[int]) -> set[int] | None:
        """Those of the first sets that the last one meets, one after the other; None where they do not cover it."""
        diagrams = self.analysis.model.diagrams
        *earlier, left = holds
        found: set[int] = set()
        for place, states in enumerate(earlier):
            if diagrams.intersection(left, states) != EMPTY:
                found.add(place)
            left = diagrams.difference(left, states)
        return None if left != EMPTY else found

    def overlaps(self) -> Iterator[Overlap]:
        """Pairs of outcomes that lead to different places, where both hold at times and each without the other at times.
        An outcome that holds only where a later one does too is a special case that is tried first, as it should be.
        """
        diagrams = self.analysis.model.diagrams
        for second in range(len(self.decision.outcomes)):
            for first in range(second):
                if self.made.outcomes[first].target == self.made.outcomes[second].target:
                    continue
                pairs = [(tried, tried.holds[first], tried.holds[second]) for tried in self.tried]
                if not any(diagrams.difference(one, other) != EMPTY for _, one, other in pairs):
                    continue
                if not any(diagrams.difference(other, one) != EMPTY for _, one, other in pairs):
                    continue
                for tried, one, other in pairs:
                    states = diagrams.intersection(one, other)
                    for earlier in range(first):
                        for left in (tried.holds[earlier], tried.errors[earlier]):
                            states = diagrams.difference(states, left)
                    if states != EMPTY:
                        outcomes = self.decision.outcomes
                        yield Overlap(outcomes[first], outcomes[second], tried.location, states)
                        break

    def falling(self, wanted: int) -> tuple[int, int] | None:
        """A location and the states there that take the default, where all of them lie in the set `wanted`, everywhere; None
        where others take it too or cannot be judged, or none takes it.
        """
        diagrams = self.analysis.model.diagrams
        if any(diagrams.difference(states, wanted) != EMPTY for _, states in self.stopping):
            return None
        found: tuple[int, int] | None = None
        for edge in self.analysis.edges_of("take", f"{self.decision.name}/default outcome"):
            states = self.analysis.states_taking(edge)
            if diagrams.difference(states, wanted) != EMPTY:
                return None
            if states != EMPTY:
                found = found or (self.analysis.system.edges[edge].source, states)
        return found

    @property
    def only(self) -> Outcome | None:
        """The only outcome there is, where every run that comes here takes it: none stops at an error in its conditions."""
        if len(self.decision.outcomes) == 1 and self.takes(0) and not self.takes(-1) and not self.stopping:
            return self.decision.outcomes[0]
        return None

    @cached_property
    def stopping(self) -> tuple[tuple[int, int], ...]:
        """The locations, each with the states in which judging an outcome that is come to is an error."""
        return tuple(self._stopping())

    def _stopping(self) -> Iterator[tuple[int, int]]:
        diagrams = self.analysis.model.diagrams
        for tried in self.tried:
            left = tried.states
            for holds, errors in zip(tried.holds, tried.errors, strict=True):
                wrong = diagrams.intersection(left, errors)
                if wrong != EMPTY:
                    yield tried.location, wrong
                left = diagrams.difference(diagrams.difference(left, holds), errors)
