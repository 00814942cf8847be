"""What must happen in the end, where sets are too large: proved by a rank that is guessed, and checked.

The rank is worked out as it always is, but on states that invariants allow, of which there are more than runs get into. A
guess may be wrong; its certificate is judged by the system itself, so that nothing is said to be proved that is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ....engine.scenarios.wording import said
from ....grammar.property import Property
from ...certificates.claims import Countdown, FairRank
from ...diagrams.translation import moved
from ...encoding.guard import FALSE, Guard, In, all_of, any_of, negation
from ...encoding.places import Rest
from ...encoding.statuses import IN_PROGRESS
from ...fixpoint.projection import nearest
from ..analysis import ERRORS, Analysis
from ..asked import Asked, idle
from ..certified.collect import WITH_ERRORS
from ..certified.ending import counting, ending
from ..certified.progress import progress_of
from ..certified.properties import certified_properties
from ..countdown import CountedLoops, counted_loops
from ..loose import VARIABLES, Loosening
from .loose_moments import ABOUT, moments, without_run
from .monitors import OWING, VIOLATED, held_of, memory_of
from .statements import spoken_of
from .undisturbed import left_alone
from .verdict import OwnVerdict

ENDS: Final = "ends without it"
WAITS: Final = "waits without it"
AGAIN: Final = "happens again"


def kept_in_the_end(claim: Property, loosening: Loosening, *, is_about: bool) -> OwnVerdict | None:
    """Proved, with its certificate accepted: something happens in the end, and of exactly once, never again. Vacuous, where
    it is owed in no run; `is_about`: in some it is. None where neither was found. Raises `BudgetSpentError`.
    """
    reason = ""
    if claim.kind == "leads-to" and not is_about:
        about = Asked(ABOUT, "", moments(claim.statement, loosening.encoding))
        loosening.rule_out((about,))
        if loosening.is_out(about):
            never = f"{said(claim.statement)} never holds at all"
            return without_run(claim, "vacuous", loosening.allowed(), about, never)
        reason = f"whether {said(claim.statement)} ever holds was not decided"
    return _Promise(claim, loosening).kept(reason)


class _Promise:
    def __init__(self, claim: Property, loosening: Loosening) -> None:
        self.claim = claim
        self.whole = loosening
        self.memory = memory_of(loosening.encoding)
        self.owed = In(self.memory, 1 << OWING[claim.kind])

    def kept(self, reason: str) -> OwnVerdict | None:
        alone = self._alone()
        if alone is None or not self._rules_out(self.whole, *self._again(), *self._waiting()):
            return None
        analysis = self.whole.allowed()
        rank = self._rank(analysis)
        order = () if rank is not None else self._deciding_turns(analysis)
        for count in VARIABLES:
            if rank is not None or not self.whole.look_at(order[:count]):
                break
            analysis = self.whole.allowed()
            rank = self._rank(analysis)
            if count >= len(order):
                break
        return None if rank is None else self._accepted(analysis, rank, alone, reason)

    def _accepted(
        self, analysis: Analysis, rank: FairRank | Countdown, alone: Loosening, reason: str
    ) -> OwnVerdict | None:
        """The verdict that a rank proves; None where its certificate is not accepted."""
        diagrams = analysis.model.diagrams
        known: dict[int, int] = {}
        found = OwnVerdict(
            self.claim,
            "proved",
            analysis,
            reason="; ".join(filter(None, (reason, _told(analysis, rank)))),
            never=tuple(
                (place, analysis.model.set_of(guard))
                for one in self._again()
                for place, guard in sorted(one.goals.items())
            ),
            owing=analysis.model.set_of(self.owed),
            rank=rank,
            alone=tuple(moved(alone.model.diagrams, states, diagrams, known) for states in alone.sets),
        )
        return found if certified_properties((found,)).is_accepted(0) else None

    def _alone(self) -> Loosening | None:
        """Invariants of runs that nobody interferes with, none of which ends while it is owed; None where that is not so."""
        encoding = self.whole.encoding
        system = left_alone(self.whole.analysis)
        analysis = Analysis(replace(encoding, system=system), self.whole.budget)
        loosening = Loosening(analysis, analysis.encoding, self.whole.budget)
        ends = {number: self.owed for number, location in enumerate(system.locations) if location.end}
        return loosening if self._rules_out(loosening, Asked(ENDS, "", ends)) else None

    def _again(self) -> Iterator[Asked]:
        if self.claim.kind == "exactly-once":
            violated = In(self.memory, 1 << VIOLATED)
            yield Asked(AGAIN, "", dict.fromkeys(range(len(self.whole.encoding.places)), violated))

    def _waiting(self) -> Iterator[Asked]:
        """Rests at which nobody is obliged to act while it is owed, or no result is due that comes first, stage by stage."""
        analysis = self.whole.analysis
        statuses = analysis.encoding.statuses
        for stage in analysis.program.stages:
            goals: dict[int, Guard] = {}
            for number, place in analysis.locations():
                if isinstance(place, Rest) and place.stage == stage.index and place.queue:
                    due = In(statuses.step(stage.index, place.queue[0]), 1 << IN_PROGRESS)
                    goals[number] = all_of((self.owed, negation(due)))
            for number, guard in idle(analysis, stage).items():
                goals[number] = all_of((self.owed, guard))
            yield Asked(WAITS, stage.name, goals)

    def _rules_out(self, loosening: Loosening, *claims: Asked) -> bool:
        return all(self._is_ruled_out(loosening, claim) for claim in claims)

    def _is_ruled_out(self, loosening: Loosening, claim: Asked) -> bool:
        """Whether it is, by invariants of what remembers, what the property speaks of, and what decides whether it is owed
        there, before others.
        """
        deciding = nearest(loosening.model.system, dict.fromkeys(claim.goals, self.owed))
        remembering = self.memory, held_of(loosening.encoding)
        loosening.rule_out((claim,), (*remembering, *spoken_of(self.claim, loosening.encoding), *deciding))
        return loosening.is_out(claim)

    def _deciding_turns(self, analysis: Analysis) -> tuple[int, ...]:
        """The variables that decide whether loops go on while it is owed, nearest first."""
        goals: dict[int, Guard] = {}
        for number in sorted(progress_of(analysis, WITH_ERRORS).turns):
            edge = analysis.system.edges[number]
            goals[edge.source] = any_of((edge.guard, goals.get(edge.source, FALSE)))
        return self.memory, *nearest(analysis.system, goals)

    def _rank(self, analysis: Analysis) -> FairRank | Countdown | None:
        """What is owed does not stay so, whatever the invariants allow: None where no rank says that."""
        owing = analysis.model.set_of(self.owed)
        rank = ending(analysis, WITH_ERRORS, progress_of(analysis, WITH_ERRORS), owing=owing)
        found = self._countdown(analysis, owing) if rank is None else rank
        if found is None:
            return None
        waiting = found.waiting if isinstance(found, FairRank) else found.without_asking.waiting
        places = analysis.encoding.places
        return None if any(isinstance(places[location], Rest) for location, _ in waiting) else found

    def _countdown(self, analysis: Analysis, owing: int) -> Countdown | None:
        within = [analysis.model.diagrams.intersection(states, owing) for states in analysis.reached]
        loops = counted_loops(analysis, ERRORS, within)
        return None if loops is None else counting(analysis, WITH_ERRORS, loops, owing)


def _told(analysis: Analysis, rank: FairRank | Countdown) -> str:
    """What is counted down, for people."""
    if isinstance(rank, FairRank):
        return ""
    return CountedLoops(rank.order, rank.counted, analysis.system.comparisons).told
