"""The obligations of a measured choice."""

from __future__ import annotations

from collections.abc import Iterator

from ..encoding.system import System
from .certificate import Certificate
from .claims import MeasuredChoice
from .meanings import Meanings
from .obligation import Kind, Obligation, Owed
from .progress import Progress
from .sets import NOTHING


def measured_choice(
    system: System, certificate: Certificate, meanings: Meanings, number: int, claim: MeasuredChoice
) -> Iterator[Owed]:
    """Those of claim `number`, as its docstring counts them."""
    formulas, sets = meanings.formulas, meanings.sets
    goals, able = dict(claim.goals), dict(claim.able)
    outgoing: dict[int, set[int]] = {}
    for edge in claim.edges:
        outgoing.setdefault(system.edges[edge].source, set()).add(meanings.move[edge])
    known: dict[tuple[int, ...], int] = {}
    for position, (location, states) in enumerate(claim.able):
        moves = sorted(outgoing.get(location, ()))
        key = (certificate.invariant[location], states, goals.get(location, NOTHING), *moves)
        violation = known.get(key)
        if violation is None:
            going = [meanings.moves[move].possible() for move in moves]
            parts = (
                *(sets.formula(part) for part in key[:2]),
                formulas.negation(sets.formula(key[2])),
                formulas.negation(formulas.disjunction(going)),
            )
            violation = known[key] = formulas.conjunction(parts)
        yield Owed(Obligation(number, Kind.CHOICE, location, entry=position), violation)
    progress = Progress(meanings, claim.parts, claim.places, claim.measures)
    known = {}
    for edge in claim.edges:
        source, target = system.edges[edge].source, system.edges[edge].target
        arrived = goals.get(target, NOTHING)
        key = (
            certificate.invariant[source],
            able.get(source, NOTHING),
            goals.get(source, NOTHING),
            meanings.move[edge],
            able.get(target, arrived),
            arrived,
            *progress.advance(source, target),
        )
        violation = known.get(key)
        if violation is None:
            parts = (
                *(sets.formula(part) for part in key[:2]),
                formulas.negation(sets.formula(key[2])),
                progress.failing(*key[3:6], (key[6], key[7])),
            )
            violation = known[key] = formulas.conjunction(parts)
        yield Owed(Obligation(number, Kind.CHOSEN, source, edge), violation, key[4])
