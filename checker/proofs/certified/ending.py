"""The certificate for termination: a rank that never rises, and falls or makes progress with whatever has to happen."""

from __future__ import annotations

from ....engine.program.program import StageProgram
from ...certificates.claims import Countdown, FairRank, FinitelyOften
from ...certificates.sets import EVERYTHING, Place
from ...diagrams.diagrams import EMPTY
from ...encoding.places import Begin, End, Triggered
from ...encoding.system import Duty
from ..analysis import Analysis
from ..countdown import CountedLoops
from ..laps import fault_edges
from .progress import Progress, progress_of
from .ranking import ranked


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


def counting(
    analysis: Analysis, duties: tuple[Duty, ...], loops: CountedLoops, owing: int = EVERYTHING
) -> Countdown | None:
    """The same where loops are counted down. None where the number of turns without the edges that ask, or without those
    with which a difference falls, has no bound.
    """
    ranks: list[FairRank] = []
    for edges in (
        frozenset(edge for part in loops.counted for edge in part.asking),
        frozenset(edge for part in loops.counted for edge in part.falling),
    ):
        rank = ending(analysis, duties, progress_of(analysis, duties, edges), edges, owing)
        if rank is None:
            return None
        ranks.append(rank)
    return Countdown(loops.order, loops.counted, *ranks)


def seldom(
    analysis: Analysis, stage: StageProgram, duties: tuple[Duty, ...], counted: frozenset[int]
) -> FinitelyOften | None:
    """Errors of a stage lead into its fault path finitely often, if edges of other duties and those that are `counted` are
    taken finitely often. The rank is how often they still can; None where that has no bound.
    """
    edges = analysis.system.edges

    def follows(edge: int) -> bool:
        return edges[edge].duty in duties and edge not in counted

    turns = sorted(filter(follows, fault_edges(analysis, stage.index)))
    ranks = ranked(analysis, turns, follows, analysis.reached, analysis.reached)
    return None if ranks is None else FinitelyOften(tuple(turns), duties, ranks, tuple(sorted(counted)))


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
        paid = self.diagrams.complement(self.owing)
        ranks = ranked(self.analysis, self.progress.turns, self._follows, self.within, self.covered, paid)
        if ranks is None:
            return None
        system = self.analysis.system
        at_any_time = self.owing != EVERYTHING
        starts = [
            number
            for number, place in self.analysis.locations()
            if isinstance(place, Triggered) or (at_any_time and self.covered[number] != EMPTY)
        ]
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
