"""The obligations of a certificate, each with the formula of what would violate it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from ..encoding.system import System
from .certificate import Certificate
from .claims import (
    Countdown,
    FairRank,
    FinitelyOften,
    MeasuredChoice,
    NeverTaken,
    RankedChoice,
    Reached,
    Trap,
    Unreached,
)
from .countdown import countdown
from .fair_rank import fair_rank
from .finitely_often import finitely_often
from .meanings import Meanings
from .measured_choice import measured_choice
from .obligation import INVARIANT, Kind, Owed, grouped
from .ranked_choice import ranked_choice
from .runs import leads_to
from .traps import trap


def owed(system: System, certificate: Certificate, meanings: Meanings) -> Iterator[Owed]:
    """Every obligation of a certificate whose shape is right, the invariant's first; but for those about numbers, see
    `arithmetic.py`.
    """
    yield from _invariant(system, certificate, meanings)
    for number, claim in enumerate(certificate.claims):
        match claim:
            case Unreached(state=state):
                location, states = state
                violation = meanings.found((certificate.invariant[location], states), ())
                yield Owed(number, Kind.UNREACHED, violation, ((location, -1, -1),))
            case NeverTaken(edge=edge):
                source = system.edges[edge].source
                possible = meanings.moves[meanings.move[edge]].possible
                violation = meanings.found((certificate.invariant[source],), (), possible)
                yield Owed(number, Kind.NEVER_TAKEN, violation, ((source, edge, -1),))
            case Reached(state=state, run=run):
                is_shown = leads_to(system, certificate.nodes, run, state)
                yield Owed(number, Kind.RUN, int(not is_shown), ((state.location, -1, -1),))
            case RankedChoice():
                yield from ranked_choice(system, certificate, meanings, number, claim)
            case MeasuredChoice():
                yield from measured_choice(system, certificate, meanings, number, claim)
            case FairRank():
                yield from fair_rank(system, certificate, meanings, number, claim)
            case FinitelyOften():
                yield from finitely_often(system, certificate, meanings, number, claim)
            case Countdown():
                yield from countdown(system, certificate, meanings, number, claim)
            case Trap():
                yield from trap(system, certificate, meanings, number, claim)
            case _:
                assert_never(claim)


def _invariant(system: System, certificate: Certificate, meanings: Meanings) -> Iterator[Owed]:
    invariant, initial = certificate.invariant, system.initial
    violation = meanings.found((), (invariant[initial],), meanings.guard(system.begins))
    yield Owed(INVARIANT, Kind.BEGINS, violation, ((initial, -1, -1),))
    at = invariant.__getitem__
    keys = zip(map(at, meanings.sources), meanings.move, map(at, meanings.targets), strict=True)
    for (before, move, after), edges in grouped(keys).items():
        leaving = meanings.moves[move].out_of(after, meanings.sets.given(before))
        violation = meanings.found((before,), (), leaving)
        yield Owed(INVARIANT, Kind.KEEPS, violation, meanings.at_edges(edges), after)
