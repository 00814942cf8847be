"""The obligations of a measured choice."""

from __future__ import annotations

from collections.abc import Iterator

from ..encoding.system import System
from .certificate import Certificate
from .claims import MeasuredChoice
from .meanings import Meanings
from .obligation import Kind, Owed, grouped
from .progress import Progress
from .sets import NOTHING


def measured_choice(
    system: System, certificate: Certificate, meanings: Meanings, number: int, claim: MeasuredChoice
) -> Iterator[Owed]:
    """Those of claim `number`, as its docstring counts them."""
    invariant, goals, able = certificate.invariant, dict(claim.goals), dict(claim.able)
    leaving: list[set[int]] = [set() for _ in system.locations]
    for edge in claim.edges:
        leaving[meanings.sources[edge]].add(meanings.move[edge])
    choices = grouped(
        (invariant[location], states, goals.get(location, NOTHING), frozenset(leaving[location]))
        for location, states in claim.able
    )
    for (within, states, goal, moves), positions in choices.items():
        violation = meanings.found((within, states), (goal,), meanings.stopped(moves))
        at_able = [(claim.able[position].location, -1, position) for position in positions]
        yield Owed(number, Kind.CHOICE, violation, at_able)
    progress = Progress(meanings, claim.parts, claim.places, claim.measures)
    at = [
        (invariant[location], able.get(location, goals.get(location, NOTHING)), goals.get(location, NOTHING))
        for location in range(len(system.locations))
    ]
    chosen = grouped(
        (at[source], meanings.move[edge], at[target], progress.advance(source, target))
        for edge in claim.edges
        for source, target in ((meanings.sources[edge], meanings.targets[edge]),)
    )
    for ((within, states, goal), move, (_, arriving, arrived), advance), positions in chosen.items():
        failing = progress.failing(move, arriving, arrived, advance, meanings.sets.given(within, states))
        violation = meanings.found((within, states), (goal,), failing)
        places = meanings.at_edges([claim.edges[position] for position in positions])
        yield Owed(number, Kind.CHOSEN, violation, places, arriving)
