"""The obligations of a fair rank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..encoding.system import Duty, System
from .certificate import Certificate
from .changes import Change
from .claims import FairRank, Measure, Ranked
from .formulas import FALSE, TRUE, Formulas
from .meanings import Meanings
from .obligation import Kind, Obligation, Owed
from .sets import NOTHING

BOUND = frozenset({Duty.RESULT, Duty.ENGINE})
"""The duties of edges one of which is taken in the end where it stays possible."""


def fair_rank(
    system: System, certificate: Certificate, meanings: Meanings, number: int, claim: FairRank
) -> Iterator[Owed]:
    """Those of claim `number`, as its docstring counts them."""
    formulas, sets = meanings.formulas, meanings.sets
    goals = dict(claim.goals)
    covered = [
        ranks[-1].states if ranks else goals.get(location, NOTHING)
        for location, ranks in enumerate(claim.ranks)
    ]
    for position, (location, start) in enumerate(claim.starts):
        parts = (
            sets.formula(certificate.invariant[location]),
            sets.formula(start),
            formulas.negation(sets.formula(goals.get(location, NOTHING))),
            formulas.negation(sets.formula(covered[location])),
        )
        yield Owed(Obligation(number, Kind.STARTS, location, entry=position), formulas.conjunction(parts))
    yield from _edges(system, certificate, meanings, number, claim)
    outgoing: list[list[int]] = [[] for _ in system.locations]
    for edge, (source, _, _, duty, _, _) in enumerate(system.edges):
        if duty in BOUND:
            outgoing[source].append(edge)
    waiting = dict(claim.waiting)
    known: dict[tuple[int, ...], int] = {}
    for location, ranks in enumerate(claim.ranks):
        if not ranks:
            continue
        moves = sorted({meanings.move[edge] for edge in outgoing[location]})
        states = [rank.states for rank in ranks]
        fine = goals.get(location, NOTHING), waiting.get(location, NOTHING)
        key = (certificate.invariant[location], *fine, len(moves), *moves, *states)
        violation = known.get(key)
        if violation is None:
            going = [meanings.moves[move].possible() for move in moves]
            violation = known[key] = formulas.conjunction(
                (
                    sets.formula(certificate.invariant[location]),
                    formulas.disjunction([sets.formula(part) for part in states]),
                    *(formulas.negation(sets.formula(part)) for part in fine),
                    formulas.negation(formulas.disjunction(going)),
                )
            )
        yield Owed(Obligation(number, Kind.GOES_ON, location), violation)


def _edges(
    system: System, certificate: Certificate, meanings: Meanings, number: int, claim: FairRank
) -> Iterator[Owed]:
    """For each edge and set at its source: where does it lead to?"""
    formulas, sets = meanings.formulas, meanings.sets
    goals = dict(claim.goals)
    considered = frozenset(claim.duties)
    steps = _Steps(meanings, claim)
    known: dict[tuple[object, ...], int] = {}
    for edge, (source, target, _, duty, _, _) in enumerate(system.edges):
        invariant = certificate.invariant[source]
        goal, arrived = goals.get(source, NOTHING), goals.get(target, NOTHING)
        before = NOTHING
        for position, (states, rank) in enumerate(claim.ranks[source]):
            if duty in considered:
                at_most, less = _sets(claim.ranks[target], rank, arrived)
                advance = steps.advance(source, target)
            else:
                at_most = less = claim.ranks[target][-1].states if claim.ranks[target] else arrived
                advance = (1, -1)
            key = (invariant, goal, before, states, meanings.move[edge], at_most, less, *advance)
            violation = known.get(key)
            if violation is None:
                parts = (
                    sets.formula(invariant),
                    sets.formula(states),
                    formulas.negation(sets.formula(goal)),
                    formulas.negation(sets.formula(before)),
                    steps.failing(meanings.move[edge], at_most, less, advance),
                )
                violation = known[key] = formulas.conjunction(parts)
            yield Owed(Obligation(number, Kind.RANK, source, edge, position), violation, less)
            before = states


def _sets(ranks: Sequence[Ranked], rank: int, goal: int) -> tuple[int, int]:
    """The states of at most this rank and those of a lower one; where there are none, the goals."""
    at_most = less = goal
    for states, at in ranks:
        if at <= rank:
            at_most = states
        if at < rank:
            less = states
    return at_most, less


class _Steps:
    """Where a move fails to lower the rank and to make progress."""

    def __init__(self, meanings: Meanings, claim: FairRank) -> None:
        self.meanings = meanings
        self.claim = claim
        self._lists: dict[tuple[Measure, ...], int] = {}
        self._measures: list[tuple[Measure, ...]] = []
        self._of_part: list[int] = []
        for measures in claim.measures:
            found = self._lists.setdefault(measures, len(self._measures))
            if found == len(self._measures):
                self._measures.append(measures)
            self._of_part.append(found)

    def advance(self, source: int, target: int) -> tuple[int, int]:
        """1: progress in any case; -1: in no case; 0: as the measures (a number of a list of them) say, and if none
        changes: none. 2: the same, and if none changes: progress.
        """
        parts, places = self.claim.parts, self.claim.places
        if parts[source] != parts[target]:
            return (1 if parts[source] < parts[target] else -1), -1
        return (2 if places[source] < places[target] else 0), self._of_part[parts[source]]

    def failing(self, move: int, at_most: int, less: int, advance: tuple[int, int]) -> int:
        """It is possible with a result that violates what is asked for."""
        formulas = self.meanings.formulas
        how, measures = advance
        violations: list[int] = []
        for way in self.meanings.moves[move].ways:
            if how == 1:
                violations.append(way.out_of(at_most))
            elif how == -1:
                violations.append(way.out_of(less))
            else:
                progress = _progress(formulas, way.change, self._measures[measures], is_last=how == 2)
                violations.append(way.out_of(at_most))
                violations.append(formulas.conjunction((way.out_of(less), formulas.negation(progress))))
        return formulas.disjunction(violations)


def _progress(formulas: Formulas, change: Change, measures: Sequence[Measure], *, is_last: bool) -> int:
    """Whatever the result of a change: the first measure that changes rises, or none changes and `is_last`."""
    result = TRUE if is_last else FALSE
    for variable, heights in reversed(measures):
        term = change.terms.get(variable)
        if term is None:
            continue
        rises: list[int] = []
        does_not_fall: list[int] = []
        for old, height in enumerate(heights):
            here = formulas.literal(variable, 1 << old)
            higher = kept = 0
            for origin, image in enumerate(term.images):
                reached = [heights[new] for new in range(len(heights)) if image >> new & 1]
                if reached and min(reached) > height:
                    higher |= 1 << origin
                if reached and min(reached) >= height:
                    kept |= 1 << origin
            rises.append(formulas.conjunction((here, formulas.literal(term.origin, higher))))
            does_not_fall.append(formulas.conjunction((here, formulas.literal(term.origin, kept))))
        result = formulas.disjunction(
            (
                formulas.disjunction(rises),
                formulas.conjunction((formulas.disjunction(does_not_fall), result)),
            )
        )
    return result
