"""The obligations of a fair rank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..encoding.system import Duty, System
from .certificate import Certificate
from .claims import FairRank, Ranked
from .meanings import Meanings
from .obligation import Kind, Owed, grouped
from .progress import ALWAYS, Progress
from .sets import NOTHING

BOUND = (Duty.RESULT, Duty.ENGINE)
"""The duties of edges one of which is taken in the end where it stays possible."""


def fair_rank(
    system: System, certificate: Certificate, meanings: Meanings, number: int, claim: FairRank
) -> Iterator[Owed]:
    """Those of claim `number`, as its docstring counts them."""
    invariant, goals = certificate.invariant, dict(claim.goals)
    for position, (location, start) in enumerate(claim.starts):
        goal, ranks = goals.get(location, NOTHING), claim.ranks[location]
        covered = ranks[-1].states if ranks else goal
        violation = meanings.found((invariant[location], start), (goal, covered))
        yield Owed(number, Kind.STARTS, violation, ((location, -1, position),))
    yield from _edges(system, certificate, meanings, number, claim)
    bound: list[set[int]] = [set() for _ in system.locations]
    for source, move, edge in zip(meanings.sources, meanings.move, system.edges, strict=True):
        if edge.duty in BOUND:
            bound[source].add(move)
    waiting = dict(claim.waiting)
    ranked = [location for location, ranks in enumerate(claim.ranks) if ranks]
    stops = grouped(
        (
            invariant[location],
            claim.ranks[location],
            (goals.get(location, NOTHING), waiting.get(location, NOTHING)),
            frozenset(bound[location]),
        )
        for location in ranked
    )
    formulas, sets = meanings.formulas, meanings.sets
    for (within, ranks, fine, moves), positions in stops.items():
        covered = formulas.disjunction([sets.formula(states) for states, _ in ranks])
        violation = meanings.found((within,), fine, meanings.stopped(moves), covered)
        yield Owed(number, Kind.GOES_ON, violation, [(ranked[position], -1, -1) for position in positions])


def _edges(
    system: System, certificate: Certificate, meanings: Meanings, number: int, claim: FairRank
) -> Iterator[Owed]:
    """For each edge and set at its source: where does it lead to?"""
    goals = dict(claim.goals)
    progress = Progress(meanings, claim.parts, claim.places, claim.measures)
    at = list(
        zip(
            certificate.invariant,
            (goals.get(location, NOTHING) for location in range(len(system.locations))),
            claim.ranks,
            strict=True,
        )
    )
    duties, counted = claim.duties, frozenset(claim.counted)
    keys = (
        (
            at[source],
            move,
            at[target],
            progress.advance(source, target) if edge.duty in duties and place not in counted else None,
        )
        for place, (source, move, target, edge) in enumerate(
            zip(meanings.sources, meanings.move, meanings.targets, system.edges, strict=True)
        )
    )
    for ((within, goal, ranks), move, (_, arrived, following), advance), edges in grouped(keys).items():
        before = NOTHING
        for position, (states, rank) in enumerate(ranks):
            if advance is not None:
                at_most, less = at_most_and_less(following, rank, arrived)
            else:
                at_most = less = following[-1].states if following else arrived
            given = meanings.sets.given(within, states)
            failing = progress.failing(move, at_most, less, advance or ALWAYS, given)
            violation = meanings.found((within, states), (goal, before), failing)
            yield Owed(number, Kind.RANK, violation, meanings.at_edges(edges, position), less)
            before = states


def at_most_and_less(ranks: Sequence[Ranked], rank: int, goal: int) -> tuple[int, int]:
    """The states of at most this rank and those of a lower one; where there are none, the goals."""
    at_most = less = goal
    for states, at in ranks:
        if at <= rank:
            at_most = states
        if at < rank:
            less = states
    return at_most, less
