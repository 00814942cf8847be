"""The obligations of a ranked choice."""

from __future__ import annotations

from collections.abc import Iterator

from ..encoding.system import System
from .certificate import Certificate
from .claims import RankedChoice
from .meanings import Meanings
from .obligation import Kind, Obligation, Owed
from .sets import NOTHING


def ranked_choice(
    system: System, certificate: Certificate, meanings: Meanings, number: int, claim: RankedChoice
) -> Iterator[Owed]:
    """Those of claim `number`, as its docstring counts them."""
    formulas, sets = meanings.formulas, meanings.sets
    goals = dict(claim.goals)
    latest: dict[int, int] = {}
    known: dict[tuple[int, ...], int] = {}
    for position, layer in enumerate(claim.layers):
        goal = goals.get(layer.location, NOTHING)
        before = latest.get(layer.location, NOTHING)
        invariant = certificate.invariant[layer.location]
        ways: list[tuple[int, int, int]] = []
        for edge in layer.edges:
            target = system.edges[edge].target
            ways.append((meanings.move[edge], goals.get(target, NOTHING), latest.get(target, NOTHING)))
        key = (invariant, layer.states, goal, before, *(part for way in ways for part in way))
        violation = known.get(key)
        if violation is None:
            states = (
                sets.formula(invariant),
                sets.formula(layer.states),
                formulas.negation(sets.formula(goal)),
                formulas.negation(sets.formula(before)),
            )
            closer = [meanings.moves[move].into(states) for move, *lower in ways for states in lower]
            violation = known[key] = formulas.conjunction(
                (*states, formulas.negation(formulas.disjunction(closer)))
            )
        yield Owed(Obligation(number, Kind.CLOSER, layer.location, entry=position), violation)
        latest[layer.location] = layer.states
    for position, (location, able) in enumerate(claim.able):
        parts = (
            sets.formula(certificate.invariant[location]),
            sets.formula(able),
            formulas.negation(sets.formula(goals.get(location, NOTHING))),
            formulas.negation(sets.formula(latest.get(location, NOTHING))),
        )
        yield Owed(Obligation(number, Kind.ABLE, location, entry=position), formulas.conjunction(parts))
