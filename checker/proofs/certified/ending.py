"""The certificate for termination: a rank that never rises, and falls or makes progress with whatever has to happen."""

from __future__ import annotations

from ...certificates.claims import Countdown, FairRank, Ranked
from ...certificates.sets import EVERYTHING, Place
from ...diagrams.diagrams import EMPTY
from ...encoding.places import Begin, End, Triggered
from ...encoding.system import Duty
from ...fixpoint.reach import reaching
from ..analysis import Analysis
from ..countdown import CountedLoops
from .progress import Progress, progress_of

MOST_TURNS = 200
"""How many turns of loops a rank may count."""


def ending(
    analysis: Analysis,
    duties: tuple[Duty, ...],
    progress: Progress,
    counted: frozenset[int] = frozenset(),
    owing: int = EVERYTHING,
) -> FairRank | None:
    """Every run ends or rests where nobody is obliged to act, if edges of other duties, and those that are `counted`, are
    taken finitely often. `progress` is that of the edges that are left. `owing`: or it leaves these states.

    The rank of a state is the number of turns that runs may take from there. None where that has no bound.
    """
    return _Ending(analysis, duties, progress, counted, owing).claim()


def counting(analysis: Analysis, duties: tuple[Duty, ...], loops: CountedLoops) -> Countdown | None:
    """The same where loops are counted down. None where the number of turns without the edges that ask, or without those
    with which a difference falls, has no bound.
    """
    ranks: list[FairRank] = []
    for edges in (
        frozenset(edge for part in loops.counted for edge in part.asking),
        frozenset(edge for part in loops.counted for edge in part.falling),
    ):
        rank = ending(analysis, duties, progress_of(analysis, duties, edges), edges)
        if rank is None:
            return None
        ranks.append(rank)
    return Countdown(loops.order, loops.counted, *ranks)


class _Ending:
    def __init__(
        self,
        analysis: Analysis,
        duties: tuple[Duty, ...],
        progress: Progress,
        counted: frozenset[int],
        owing: int,
    ) -> None:
        self.analysis = analysis
        self.model = analysis.model
        self.diagrams = analysis.model.diagrams
        self.edges = analysis.system.edges
        self.duties = duties
        self.progress = progress
        self.counted = counted
        self.owing = owing
        self.within = [self.diagrams.intersection(states, owing) for states in analysis.reached]
        self.covered = list(self.within)
        for number, place in analysis.locations():
            if isinstance(place, Begin | End):
                self.covered[number] = EMPTY
            elif isinstance(place, Triggered):
                self.covered[number] = self._where_taken(number)

    def _follows(self, edge: int) -> bool:
        return self.edges[edge].duty in self.duties and edge not in self.counted

    def _where_taken(self, location: int) -> int:
        found = EMPTY
        for edge in self.model.outgoing[location]:
            found = self.diagrams.union(found, self.model.moves[edge].guard)
        return self.diagrams.intersection(found, self.within[location])

    def claim(self) -> FairRank | None:
        ranks = self._ranks()
        if ranks is None:
            return None
        system = self.analysis.system
        at_any_time = self.owing != EVERYTHING
        starts = [
            number
            for number, place in self.analysis.locations()
            if isinstance(place, Triggered) or (at_any_time and self.covered[number] != EMPTY)
        ]
        paid = self.diagrams.complement(self.owing)
        waiting = {
            number: self.diagrams.intersection(states, self.owing)
            for number, states in self.analysis.waiting.items()
        }
        rests = {place for place, _ in self.analysis.rests}
        for number, location in enumerate(system.locations):
            if location.rests and number not in rests:
                waiting[number] = self._without_results(number)
        return FairRank(
            starts=tuple(Place(number, self.covered[number]) for number in starts),
            goals=tuple(
                Place(number, EVERYTHING if location.end else paid)
                for number, location in enumerate(system.locations)
                if location.end or at_any_time
            ),
            waiting=tuple(
                Place(number, states) for number, states in sorted(waiting.items()) if states != EMPTY
            ),
            duties=self.duties,
            ranks=ranks,
            parts=self.progress.parts,
            places=self.progress.places,
            measures=self.progress.measures,
            counted=tuple(sorted(self.counted)),
        )

    def _without_results(self, location: int) -> int:
        states = self.within[location]
        for edge in self.model.outgoing[location]:
            if self.edges[edge].duty in (Duty.RESULT, Duty.ENGINE):
                states = self.diagrams.difference(states, self.model.moves[edge].guard)
        return states

    def _ranks(self) -> tuple[tuple[Ranked, ...], ...] | None:
        """Cumulative sets by location: the goals, and the states from which at most so many turns can be taken."""
        paid = self.diagrams.complement(self.owing)
        found: list[list[Ranked]] = [[] for _ in self.within]
        several = list(self.within)
        for rank in range(MOST_TURNS):
            several = self._one_turn_more(several)
            for place, states in enumerate(self.covered):
                here = self.diagrams.difference(states, several[place])
                if here == EMPTY:
                    continue
                covered = self.diagrams.union(here, paid)
                if not found[place] or found[place][-1].states != covered:
                    found[place].append(Ranked(covered, rank))
            if all(states == EMPTY for states in several):
                return tuple(map(tuple, found))
        return None

    def _one_turn_more(self, states: list[int]) -> list[int]:
        """The states from which a turn can lead into a set."""
        goals = self.model.everywhere(EMPTY)
        for edge in sorted(self.progress.turns):
            source, target = self.edges[edge].source, self.edges[edge].target
            before = self.diagrams.intersection(
                self.model.moves[edge].backward(states[target]), self.within[source]
            )
            goals[source] = self.diagrams.union(goals[source], before)
        return reaching(self.model, goals, self._follows, self.within)
