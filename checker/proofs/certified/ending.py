"""The certificate for termination: a rank that never rises, and falls or makes progress with whatever has to happen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...certificates.claims import FairRank, Measure, Ranked
from ...certificates.sets import EVERYTHING, Place
from ...diagrams.diagrams import EMPTY
from ...encoding.places import Begin, Triggered
from ...encoding.statuses import STEP_VALUES
from ...encoding.system import Duty, Edge
from ...fixpoint.components import components
from ...fixpoint.endless import turns_in_circles
from ...fixpoint.reach import reaching
from ..analysis import TURNS, Analysis

MOST_TURNS = 200
"""How many turns of loops a rank may count."""


def ending(analysis: Analysis, duties: tuple[Duty, ...]) -> FairRank | None:
    """Every run ends or rests where nobody is obliged to act, if edges of other duties are taken finitely often.

    The rank of a state is the number of turns that runs may take from there. None where that has no bound.
    """
    return _Ending(analysis, duties).claim()


class _Ending:
    def __init__(self, analysis: Analysis, duties: tuple[Duty, ...]) -> None:
        self.analysis = analysis
        self.model = analysis.model
        self.diagrams = analysis.model.diagrams
        self.edges = analysis.system.edges
        self.duties = duties
        self.taken = frozenset(
            number
            for number, edge in enumerate(self.edges)
            if self._follows(number)
            and self.diagrams.intersection(analysis.reached[edge.source], self.model.moves[number].guard)
            != EMPTY
        )
        self.turns = frozenset(
            turns_in_circles(
                analysis.model,
                analysis.reached,
                self._follows,
                lambda edge: self.edges[edge].label.event in TURNS,
            )
        )
        self.covered = list(analysis.reached)
        for number, place in analysis.locations():
            if isinstance(place, Begin):
                self.covered[number] = EMPTY
            elif isinstance(place, Triggered):
                self.covered[number] = self._where_taken(number)

    def _follows(self, edge: int) -> bool:
        return self.edges[edge].duty in self.duties

    def _where_taken(self, location: int) -> int:
        found = EMPTY
        for edge in self.model.outgoing[location]:
            found = self.diagrams.union(found, self.model.moves[edge].guard)
        return self.diagrams.intersection(found, self.analysis.reached[location])

    def claim(self) -> FairRank | None:
        ranks = self._ranks()
        if ranks is None:
            return None
        parts = self._parts()
        system = self.analysis.system
        starts = [number for number, place in self.analysis.locations() if isinstance(place, Triggered)]
        waiting = dict(self.analysis.waiting)
        rests = {place for place, _ in self.analysis.rests}
        for number, location in enumerate(system.locations):
            if location.rests and number not in rests:
                waiting[number] = self._without_results(number)
        return FairRank(
            starts=tuple(Place(number, self.covered[number]) for number in starts),
            goals=tuple(
                Place(number, EVERYTHING) for number, location in enumerate(system.locations) if location.end
            ),
            waiting=tuple(
                Place(number, states) for number, states in sorted(waiting.items()) if states != EMPTY
            ),
            duties=self.duties,
            ranks=ranks,
            parts=parts,
            places=self._places(parts),
            measures=tuple(self._measures(parts)),
        )

    def _without_results(self, location: int) -> int:
        states = self.analysis.reached[location]
        for edge in self.model.outgoing[location]:
            if self.edges[edge].duty in (Duty.RESULT, Duty.ENGINE):
                states = self.diagrams.difference(states, self.model.moves[edge].guard)
        return states

    def _ranks(self) -> tuple[tuple[Ranked, ...], ...] | None:
        """Cumulative sets by location: the states from which at most so many turns can be taken."""
        reached = self.analysis.reached
        found: list[list[Ranked]] = [[] for _ in reached]
        several = list(reached)
        for rank in range(MOST_TURNS):
            several = self._one_turn_more(several)
            for place, states in enumerate(self.covered):
                here = self.diagrams.difference(states, several[place])
                if here != EMPTY and (not found[place] or found[place][-1].states != here):
                    found[place].append(Ranked(here, rank))
            if all(states == EMPTY for states in several):
                return tuple(map(tuple, found))
        return None

    def _one_turn_more(self, states: list[int]) -> list[int]:
        """The states from which a turn can lead into a set."""
        goals = self.model.everywhere(EMPTY)
        for edge in sorted(self.turns):
            source, target = self.edges[edge].source, self.edges[edge].target
            before = self.diagrams.intersection(
                self.model.moves[edge].backward(states[target]), self.analysis.reached[source]
            )
            goals[source] = self.diagrams.union(goals[source], before)
        return reaching(self.model, goals, self._follows, self.analysis.reached)

    def _graph(self, wanted: Callable[[Edge], bool]) -> tuple[int, ...]:
        """The parts of the graph of locations that some edges make."""
        following: list[list[int]] = [[] for _ in self.covered]
        for number, edge in enumerate(self.edges):
            if number in self.taken and number not in self.turns and wanted(edge):
                following[edge.source].append(edge.target)
        return components(following)

    def _parts(self) -> tuple[int, ...]:
        return self._graph(lambda _: True)

    def _places(self, parts: tuple[int, ...]) -> tuple[int, ...]:
        """Within a part: an order in which edges lead forward that change no status."""
        return self._graph(
            lambda edge: parts[edge.source] == parts[edge.target] and not self._changes_status(edge)
        )

    def _changes_status(self, edge: Edge) -> bool:
        return bool({update.variable for update in edge.updates} & self._statuses(edge.source))

    def _statuses(self, location: int) -> set[int]:
        stage = self.analysis.system.locations[location].stage
        if stage is None:
            return set()
        steps = self.analysis.program.stages[stage].steps
        return {self.analysis.encoding.statuses.step(stage, step.index) for step in steps}

    def _measures(self, parts: tuple[int, ...]) -> Iterator[tuple[Measure, ...]]:
        """Within a part statuses only rise."""
        within: list[set[int]] = [set() for _ in range(max(parts) + 1)]
        count = [0] * len(within)
        for location, part in enumerate(parts):
            within[part] |= self._statuses(location)
            count[part] += 1
        variables = self.analysis.system.variables
        for part, statuses in enumerate(within):
            yield tuple(
                Measure(variable, tuple(range(len(variables[variable].values))))
                for variable in sorted(statuses)
                if count[part] > 1 and len(variables[variable].values) <= len(STEP_VALUES)
            )
