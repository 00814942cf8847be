"""Sets of states of a model as Python's sets, for comparison with what is worked out one state at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random

from explicit_states import Explicit, State, drawn_system

from stageproof.checker.diagrams.diagrams import EMPTY
from stageproof.checker.fixpoint.model import Model


class Drawn:
    """A system drawn at random, unfolded and as a model."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.system = drawn_system(self.random)
        self.explicit = Explicit(self.system)
        self.model = Model(self.system)
        self.places = range(len(self.system.locations))
        self.edges = range(len(self.system.edges))

    def every_state(self) -> list[State]:
        """All states, whether reached or not."""
        return [State(place, values) for place in self.places for values in self.explicit.all]

    def sets(self, states: Iterable[State]) -> list[int]:
        """The states as diagrams, by location."""
        diagrams, found = self.model.diagrams, self.model.everywhere(EMPTY)
        for place, values in states:
            here = diagrams.valuation(dict(enumerate(values)))
            found[place] = diagrams.union(found[place], here)
        return found

    def states(self, sets: Sequence[int]) -> set[State]:
        """Diagrams by location as states."""
        return {state for place in self.places for state in self.states_at(place, sets[place])}

    def states_at(self, place: int, states: int) -> set[State]:
        """A diagram as states of a location."""
        diagrams = self.model.diagrams
        return {
            State(place, values)
            for values in self.explicit.all
            if diagrams.intersection(diagrams.valuation(dict(enumerate(values))), states) != EMPTY
        }

    def some_states(self, share: float) -> set[State]:
        """States drawn at random."""
        return {state for state in self.every_state() if self.random.random() < share}

    def some_edges(self, share: float) -> frozenset[int]:
        """Edges drawn at random."""
        return frozenset(edge for edge in self.edges if self.random.random() < share)

    def leading_to(self, goals: Iterable[State], edges: Iterable[int], within: set[State]) -> set[State]:
        """The goals, and the states within a set from which edges lead to them without leaving it."""
        among, found = list(edges), set(goals)
        while True:
            more = {
                state
                for state in within - found
                if any(after in found for _, after in self.explicit.moves(state, among))
            }
            if not more:
                return found
            found |= more

    def for_ever(self, states: set[State], edges: Iterable[int]) -> set[State]:
        """Those of the states from which edges lead on within them for ever."""
        among, left = list(edges), set(states)
        while True:
            ends = {
                state
                for state in left
                if not any(after in left for _, after in self.explicit.moves(state, among))
            }
            if not ends:
                return left
            left -= ends
