"""The obligations of what is taken finitely often."""

from __future__ import annotations

from collections.abc import Iterator

from ..encoding.system import System
from .certificate import Certificate
from .claims import FinitelyOften
from .fair_rank import at_most_and_less
from .meanings import Meanings
from .obligation import Kind, Owed, grouped
from .sets import NOTHING


def finitely_often(
    system: System, certificate: Certificate, meanings: Meanings, number: int, claim: FinitelyOften
) -> Iterator[Owed]:
    """Those of claim `number`, as its docstring counts them."""
    invariant, ranks = certificate.invariant, claim.ranks
    for location, of_location in enumerate(ranks):
        last = of_location[-1].states if of_location else NOTHING
        violation = meanings.found((invariant[location],), (last,))
        yield Owed(number, Kind.RANKED, violation, ((location, -1, -1),))
    counted, falling = frozenset(claim.counted), frozenset(claim.edges)
    considered = [
        place for place, edge in enumerate(system.edges) if edge.duty in claim.duties and place not in counted
    ]
    keys = (
        (
            invariant[meanings.sources[place]],
            ranks[meanings.sources[place]],
            meanings.move[place],
            ranks[meanings.targets[place]],
            place in falling,
        )
        for place in considered
    )
    for (within, before, move, after, falls), positions in grouped(keys).items():
        edges = [considered[position] for position in positions]
        lower = NOTHING
        for entry, (states, rank) in enumerate(before):
            at_most, less = at_most_and_less(after, rank, NOTHING)
            wanted = less if falls else at_most
            leaving = meanings.moves[move].out_of(wanted, meanings.sets.given(within, states))
            violation = meanings.found((within, states), (lower,), leaving)
            yield Owed(number, Kind.SELDOM, violation, meanings.at_edges(edges, entry), wanted)
            lower = states
