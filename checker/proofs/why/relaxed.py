"""What is reached where some conditions may hold or not, as it happens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ....grammar.condition import Condition
from ...budget import BudgetSpentError
from ...encoding.encode import Encoding, encode
from ...fixpoint.model import Model
from ...fixpoint.projection import nearest, projected
from ...fixpoint.reach import is_taken, reach
from ...fixpoint.walks import is_walked
from ..analysis import Analysis
from ..asked import before
from ..prove import Proofs
from ..reachability import Reaching, reachings

SMALL: Final = 12
"""Systems with at most so many variables are looked at as they are."""
VARIABLES: Final = 8
"""How many of the nearest variables are looked at first in others."""
NODES: Final = 10_000
NODES_OF_FEW: Final = 50_000
MOST_NODES: Final = 300_000
WALKS: Final = 20


def reached_with(proofs: Proofs, relaxed: Sequence[Condition]) -> frozenset[tuple[str, str]]:
    """What is reached where these conditions may hold or not: property and element of each claim. Raises `BudgetSpentError`."""
    made = Analysis(_encoded(proofs, relaxed), proofs.budget)
    return frozenset(
        (one.property, one.element)
        for one in reachings(made)
        if any(made.is_taken(edge) for edge in one.edges)
    )


def small_with(proofs: Proofs, relaxed: Sequence[Condition]) -> Analysis | None:
    """The definition where these conditions may hold or not; None where it is not small. Raises `BudgetSpentError`."""
    made = Analysis(_encoded(proofs, relaxed), proofs.budget)
    return made if len(made.system.variables) <= SMALL else None


def is_reached_with(proofs: Proofs, relaxed: Sequence[Condition], claim: Reaching) -> bool:
    """Whether one claim is reached where these conditions may hold or not. Raises `BudgetSpentError`.

    Sets of all variables settle it up to `NODES` nodes. Where they grow beyond that, the few variables that are nearest to the
    claim are looked at alone, and runs are walked; larger sets, up to `MOST_NODES`, only where neither settles it.
    """
    made = Analysis(_encoded(proofs, relaxed), proofs.budget)
    edges = next(
        one.edges for one in reachings(made) if (one.property, one.element) == (claim.property, claim.element)
    )
    diagrams = made.model.diagrams
    diagrams.grant(min(proofs.budget, NODES))
    try:
        return is_taken(made.model, edges)
    except BudgetSpentError:
        diagrams.grant(min(proofs.budget, MOST_NODES))
    if _is_out_of_reach(made, edges):
        return False
    return is_walked(made.system, edges, WALKS) or is_taken(made.model, edges)


def _encoded(proofs: Proofs, relaxed: Sequence[Condition]) -> Encoding:
    return encode(proofs.program, proofs.contracts, relaxed=relaxed, suspends=False, wide=proofs.is_wide)


def _is_out_of_reach(analysis: Analysis, edges: tuple[int, ...]) -> bool:
    goals = before(analysis, edges)
    variables = frozenset(nearest(analysis.system, goals)[:VARIABLES])
    try:
        part = Model(projected(analysis.system, variables), NODES_OF_FEW)
        reached = reach(part)
    except BudgetSpentError:
        return False
    return not any(part.diagrams.meets(reached[place], part.set_of(guard)) for place, guard in goals.items())
