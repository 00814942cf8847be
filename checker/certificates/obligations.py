"""The obligations of a certificate, each with the formula of what would violate it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from ..encoding.system import System
from .certificate import Certificate
from .claims import FairRank, MeasuredChoice, NeverTaken, RankedChoice, Reached, Trap, Unreached
from .fair_rank import fair_rank
from .meanings import Meanings
from .measured_choice import measured_choice
from .obligation import INVARIANT, Kind, Obligation, Owed
from .ranked_choice import ranked_choice
from .runs import leads_to
from .traps import trap


def owed(system: System, certificate: Certificate, meanings: Meanings) -> Iterator[Owed]:
    """Every obligation of a certificate whose shape is right, the invariant's first."""
    yield from _invariant(system, certificate, meanings)
    formulas, sets = meanings.formulas, meanings.sets
    for number, claim in enumerate(certificate.claims):
        match claim:
            case Unreached(state=state):
                both = (sets.formula(certificate.invariant[state.location]), sets.formula(state.states))
                yield Owed(Obligation(number, Kind.UNREACHED, state.location), formulas.conjunction(both))
            case NeverTaken(edge=edge):
                source = system.edges[edge].source
                possible = meanings.moves[meanings.move[edge]].possible()
                invariant = sets.formula(certificate.invariant[source])
                yield Owed(
                    Obligation(number, Kind.NEVER_TAKEN, source, edge),
                    formulas.conjunction((invariant, possible)),
                )
            case Reached(state=state, run=run):
                is_shown = leads_to(system, certificate.nodes, run, state)
                yield Owed(Obligation(number, Kind.RUN, state.location), int(not is_shown))
            case RankedChoice():
                yield from ranked_choice(system, certificate, meanings, number, claim)
            case MeasuredChoice():
                yield from measured_choice(system, certificate, meanings, number, claim)
            case FairRank():
                yield from fair_rank(system, certificate, meanings, number, claim)
            case Trap():
                yield from trap(system, certificate, meanings, number, claim)
            case _:
                assert_never(claim)


def _invariant(system: System, certificate: Certificate, meanings: Meanings) -> Iterator[Owed]:
    formulas, sets = meanings.formulas, meanings.sets
    outside = formulas.negation(sets.formula(certificate.invariant[system.initial]))
    yield Owed(
        Obligation(INVARIANT, Kind.BEGINS, system.initial),
        formulas.conjunction((meanings.guard(system.begins), outside)),
    )
    known: dict[tuple[int, int, int], int] = {}
    for number, edge in enumerate(system.edges):
        before, after = certificate.invariant[edge.source], certificate.invariant[edge.target]
        key = (before, meanings.move[number], after)
        violation = known.get(key)
        if violation is None:
            leaving = meanings.moves[key[1]].out_of(after)
            violation = known[key] = formulas.conjunction((sets.formula(before), leaving))
        yield Owed(Obligation(INVARIANT, Kind.KEEPS, edge.source, number), violation, after)
