"""The obligations of a trap."""

from __future__ import annotations

from collections.abc import Iterator

from ..encoding.system import System
from .certificate import Certificate
from .claims import Trap
from .meanings import Meanings
from .obligation import Kind, Owed, grouped
from .runs import end_of, leads_to
from .sets import Place


def trap(
    system: System, certificate: Certificate, meanings: Meanings, number: int, claim: Trap
) -> Iterator[Owed]:
    """Those of claim `number`, as its docstring counts them."""
    invariant, at = certificate.invariant, claim.states
    end = end_of(system, claim.run)
    is_shown = leads_to(system, certificate.nodes, claim.run, Place(end, at[end]))
    yield Owed(number, Kind.RUN, int(not is_shown), ((end, -1, -1),))
    for position, (location, goal) in enumerate(claim.goals):
        violation = meanings.found((invariant[location], at[location], goal), ())
        yield Owed(number, Kind.NO_GOAL, violation, ((location, -1, position),))
    edges = [place for place, edge in enumerate(system.edges) if edge.duty in claim.duties]
    sources, targets = ([ends[edge] for edge in edges] for ends in (meanings.sources, meanings.targets))
    keys = zip(
        map(invariant.__getitem__, sources),
        map(at.__getitem__, sources),
        map(meanings.move.__getitem__, edges),
        map(at.__getitem__, targets),
        strict=True,
    )
    for (*before, move, after), members in grouped(keys).items():
        leaving = meanings.moves[move].out_of(after, meanings.sets.given(*before))
        places = meanings.at_edges([edges[member] for member in members])
        yield Owed(number, Kind.TRAPPED, meanings.found(before, (), leaving), places, after)
