"""The obligations of a countdown that are about states; `arithmetic.py` has those about numbers."""

from __future__ import annotations

from collections.abc import Iterator

from ..encoding.system import System
from .certificate import Certificate
from .claims import Countdown
from .fair_rank import fair_rank
from .meanings import Meanings
from .obligation import Kind, Owed, grouped


def countdown(
    system: System, certificate: Certificate, meanings: Meanings, number: int, claim: Countdown
) -> Iterator[Owed]:
    """Those of claim `number`, as its docstring counts them."""
    duties, order = claim.without_asking.duties, claim.order
    back = [
        place
        for place, edge in enumerate(system.edges)
        if edge.duty in duties and order[edge.target] < order[edge.source]
    ]
    keys = ((certificate.invariant[meanings.sources[edge]], meanings.move[edge]) for edge in back)
    for (within, move), members in grouped(keys).items():
        violation = meanings.found((within,), (), meanings.moves[move].possible)
        places = meanings.at_edges([back[member] for member in members])
        yield Owed(number, Kind.IN_ORDER, violation, places)
    for entry, part in enumerate(claim.counted):
        wanted = meanings.formulas.literal(system.comparisons[part.comparison].variable, 0b10)
        other = meanings.formulas.negation(wanted) if part.holds else wanted
        for edge in part.asking:
            violation = meanings.formulas.conjunction((meanings.guard(system.edges[edge].guard), other))
            yield Owed(number, Kind.ASKS, violation, meanings.at_edges((edge,), entry))
    for rank in (claim.without_asking, claim.without_falling):
        yield from fair_rank(system, certificate, meanings, number, rank)
