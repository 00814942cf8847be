"""What no run reaches, and why."""

from __future__ import annotations

from dataclasses import dataclass

from ..diagrams.diagrams import BudgetSpentError
from .prove import Proofs
from .reachability import STARTS, reachings
from .why.why_not import WhyNot, why_not

DEFAULT = "default outcome"


@dataclass(frozen=True, slots=True)
class Unreached:
    """The first element (its path below the definition) that is never reached, why, and the others."""

    element: str
    why: WhyNot
    others: tuple[str, ...]


def unreached(proofs: Proofs) -> Unreached | None:
    """The first stage, step or outcome that no run reaches; None where there is none. Default outcomes do not count, nor
    steps of stages that are never reached. Where values are only sampled, nothing is said.
    """
    analysis = proofs.analysis
    if analysis is None or analysis.encoding.space.notes:
        return None
    missing = [
        claim
        for claim in reachings(analysis)
        if claim.property == STARTS and not any(analysis.is_taken(edge) for edge in claim.edges)
    ]
    names = {claim.element for claim in missing}
    told = [
        claim
        for claim in missing
        if claim.element.partition("/")[0] not in names - {claim.element}
        and not claim.element.endswith(f"/{DEFAULT}")
        and not _is_left_alone(proofs, claim.element)
    ]
    if not told:
        return None
    first, *others = told
    try:
        why = why_not(proofs, first)
    except BudgetSpentError:
        why = WhyNot(())
    return Unreached(first.element, why, tuple(claim.element for claim in others))


def _is_left_alone(proofs: Proofs, element: str) -> bool:
    """An outcome of a decision that is never come to: the decision is not the reason."""
    head = element.partition("/")[0].casefold()
    if head not in proofs.program.decision_index or proofs.analysis is None:
        return False
    analysis = proofs.analysis
    return not any(
        analysis.is_taken(number)
        for number, edge in analysis.edges("take")
        if edge.label.element.partition("/")[0].casefold() == head
    )
