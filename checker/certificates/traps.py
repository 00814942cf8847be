"""The obligations of a trap."""

from __future__ import annotations

from collections.abc import Iterator

from ..encoding.system import System
from .certificate import Certificate
from .claims import Trap
from .meanings import Meanings
from .obligation import Kind, Obligation, Owed
from .runs import end_of, leads_to
from .sets import Place


def trap(
    system: System, certificate: Certificate, meanings: Meanings, number: int, claim: Trap
) -> Iterator[Owed]:
    """Those of claim `number`, as its docstring counts them."""
    formulas, sets = meanings.formulas, meanings.sets
    end = end_of(system, claim.run)
    is_shown = leads_to(system, certificate.nodes, claim.run, Place(end, claim.states[end]))
    yield Owed(Obligation(number, Kind.RUN, end), int(not is_shown))
    inside: dict[tuple[int, int], int] = {}
    states = [
        _both(meanings, inside, invariant, part)
        for invariant, part in zip(certificate.invariant, claim.states, strict=True)
    ]
    for position, (location, goal) in enumerate(claim.goals):
        yield Owed(
            Obligation(number, Kind.NO_GOAL, location, entry=position),
            formulas.conjunction((states[location], sets.formula(goal))),
        )
    considered = frozenset(claim.duties)
    known: dict[tuple[int, int, int], int] = {}
    for place, edge in enumerate(system.edges):
        if edge.duty not in considered:
            continue
        key = (states[edge.source], meanings.move[place], claim.states[edge.target])
        violation = known.get(key)
        if violation is None:
            leaving = meanings.moves[key[1]].out_of(key[2])
            violation = known[key] = formulas.conjunction((key[0], leaving))
        yield Owed(Obligation(number, Kind.TRAPPED, edge.source, place), violation, key[2])


def _both(meanings: Meanings, known: dict[tuple[int, int], int], one: int, other: int) -> int:
    found = known.get((one, other))
    if found is None:
        sets = meanings.sets
        found = meanings.formulas.conjunction((sets.formula(one), sets.formula(other)))
        known[one, other] = found
    return found
