"""The obligations of a fair rank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..encoding.system import Duty, System
from .certificate import Certificate
from .claims import FairRank, Ranked
from .meanings import Meanings
from .obligation import Kind, Obligation, Owed
from .progress import ALWAYS, Progress
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
    progress = Progress(meanings, claim.parts, claim.places, claim.measures)
    known: dict[tuple[object, ...], int] = {}
    for edge, (source, target, _, duty, _, _) in enumerate(system.edges):
        invariant = certificate.invariant[source]
        goal, arrived = goals.get(source, NOTHING), goals.get(target, NOTHING)
        before = NOTHING
        for position, (states, rank) in enumerate(claim.ranks[source]):
            if duty in considered:
                at_most, less = _sets(claim.ranks[target], rank, arrived)
                advance = progress.advance(source, target)
            else:
                at_most = less = claim.ranks[target][-1].states if claim.ranks[target] else arrived
                advance = ALWAYS
            key = (invariant, goal, before, states, meanings.move[edge], at_most, less, *advance)
            violation = known.get(key)
            if violation is None:
                parts = (
                    sets.formula(invariant),
                    sets.formula(states),
                    formulas.negation(sets.formula(goal)),
                    formulas.negation(sets.formula(before)),
                    progress.failing(meanings.move[edge], at_most, less, advance),
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
