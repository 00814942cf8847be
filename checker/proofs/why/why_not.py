"""Why something is never reached, in words and places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ....engine.scenarios.wording import said
from ....grammar.model import Step
from ...encoding.encode import encode
from ...prose import listed
from ..analysis import Analysis
from ..prove import Proofs
from ..reachability import Reaching, reachings
from .cores import core
from .rows import ConditionRow, rows


@dataclass(frozen=True, slots=True)
class WhyNot:
    """`conditions` are the fewest that are to blame: if any one of them could hold as it happens, and those outside of the
    set too, it would be reached. None of them: no connector leads there. `circle` are steps that wait for each other.
    """

    conditions: tuple[ConditionRow, ...]
    circle: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """A clause for people."""
        if self.circle:
            waits = [
                f"{step} waits for {other}"
                for step, other in zip(self.circle, (*self.circle[1:], self.circle[0]), strict=True)
            ]
            return f"{listed(tuple(waits))}, so none of them ever starts"
        if not self.conditions:
            return "no way leads there, whatever the conditions say"
        told = tuple(dict.fromkeys(said(row.condition) for row in self.conditions))
        if len(told) == 1:
            return f"on the way there, {told[0]} never holds"
        return f"{listed(told)} never hold as they have to on one way"


def why_not(proofs: Proofs, claim: Reaching) -> WhyNot:
    """Why a claim of reachability is refuted. Raises `BudgetSpentError` where that is too large a question."""
    orchestration = proofs.program.orchestration

    def is_reached(relaxed: Sequence[ConditionRow]) -> bool:
        conditions = [row.condition for row in relaxed]
        made = Analysis(
            encode(proofs.program, proofs.contracts, relaxed=conditions, suspends=False), proofs.budget
        )
        same = next(
            (one for one in reachings(made) if one[:2] == claim[:2]),
            None,
        )
        return same is not None and any(made.is_taken(edge) for edge in same.edges)

    found = core(tuple(rows(orchestration)), is_reached)
    if found is None:
        return WhyNot(())
    return WhyNot(found, _circle(found))


def _circle(found: Sequence[ConditionRow]) -> tuple[str, ...]:
    """The steps in the order in which each waits for the next, where the conditions are a circle of waits."""
    waits = {
        row.owner.name.casefold(): (row.owner.name, row.condition.left.root.casefold())
        for row in found
        if row.role == "entry" and isinstance(row.owner, Step)
    }
    if len(waits) != len(found) or len(found) < 2:
        return ()
    first = next(iter(waits))
    names: list[str] = []
    current = first
    for _ in found:
        if current not in waits:
            return ()
        name, current_next = waits[current]
        names.append(name)
        current = current_next
    return tuple(names) if current == first else ()
