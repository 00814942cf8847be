"""The obligations of a ranked choice."""

from __future__ import annotations

from collections.abc import Iterator

from ..encoding.system import System
from .certificate import Certificate
from .claims import RankedChoice
from .meanings import Meanings
from .obligation import Kind, Owed
from .sets import NOTHING


def ranked_choice(
    system: System, certificate: Certificate, meanings: Meanings, number: int, claim: RankedChoice
) -> Iterator[Owed]:
    """Those of claim `number`, as its docstring counts them."""
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
            closer = [meanings.moves[move].into(states) for move, *lower in ways for states in lower]
            none = meanings.formulas.negation(meanings.formulas.disjunction(closer))
            violation = known[key] = meanings.found((invariant, layer.states), (goal, before), none)
        yield Owed(number, Kind.CLOSER, violation, ((layer.location, -1, position),))
        latest[layer.location] = layer.states
    for position, (location, able) in enumerate(claim.able):
        outside = (goals.get(location, NOTHING), latest.get(location, NOTHING))
        violation = meanings.found((certificate.invariant[location], able), outside)
        yield Owed(number, Kind.ABLE, violation, ((location, -1, position),))
