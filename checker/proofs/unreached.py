"""What no run reaches, and why."""

from __future__ import annotations

from dataclasses import dataclass

from ...grammar.model import Decision, Outcome
from ..diagrams.diagrams import BudgetSpentError
from .analysis import Analysis
from .outcomes import Outcomes
from .prove import Proofs
from .reachability import STARTS, Reaching, reachings
from .why.why_not import WhyNot, why_not

DEFAULT = "default outcome"


@dataclass(frozen=True, slots=True)
class Shadowed:
    """An outcome that is never taken, although its conditions hold at times, because earlier ones catch all of that.
    `behind`: what is never reached because of it.
    """

    decision: Decision
    outcome: Outcome
    caught_by: tuple[Outcome, ...]
    behind: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreached:
    """The first element (its path below the definition) that is never reached, why, and the others."""

    element: str
    why: WhyNot
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """What no run reaches: outcomes that earlier ones shadow, and anything else."""

    shadowed: tuple[Shadowed, ...] = ()
    first: Unreached | None = None


def unreached(proofs: Proofs) -> Missing:
    """The stages, steps and outcomes that no run reaches. Default outcomes do not count, nor steps of stages that are
    never reached. Where values are only sampled, only outcomes are told that are shadowed whatever comes.
    """
    analysis = proofs.analysis
    if analysis is None:
        return Missing()
    missing = [
        claim
        for claim in reachings(analysis)
        if claim.property == STARTS and not any(analysis.is_taken(edge) for edge in claim.edges)
    ]
    names = {claim.element for claim in missing}
    shadowed = _shadowed(analysis, names)
    if analysis.encoding.space.notes:
        return Missing(shadowed)
    hidden = {f"{found.decision.name}/{found.outcome.name}" for found in shadowed}
    told = [
        claim
        for claim in missing
        if claim.element.partition("/")[0] not in names - {claim.element}
        and claim.element not in hidden
        and not claim.element.endswith(f"/{DEFAULT}")
        and not _is_left_alone(proofs, claim.element)
    ]
    if not told:
        return Missing(shadowed)
    why = _why(proofs, told[0])
    elements = tuple(claim.element for claim in told)
    for number, found in enumerate(shadowed):
        owners = {id(outcome) for outcome in found.decision.outcomes}
        if why.conditions and all(id(row.owner) in owners for row in why.conditions):
            behind = Shadowed(found.decision, found.outcome, found.caught_by, elements)
            return Missing((*shadowed[:number], behind, *shadowed[number + 1 :]))
    return Missing(shadowed, Unreached(elements[0], why, elements[1:]))


def _why(proofs: Proofs, claim: Reaching) -> WhyNot:
    try:
        return why_not(proofs, claim)
    except BudgetSpentError:
        return WhyNot()


def _shadowed(analysis: Analysis, missing: set[str]) -> tuple[Shadowed, ...]:
    found: list[Shadowed] = []
    for decision in analysis.program.orchestration.decisions:
        outcomes = Outcomes(analysis, decision)
        caught = outcomes.caught_whatever_comes if analysis.encoding.space.notes else outcomes.caught_by
        for number, outcome in enumerate(decision.outcomes):
            catching = caught(number) if f"{decision.name}/{outcome.name}" in missing else ()
            if catching:
                found.append(Shadowed(decision, outcome, catching))
    return tuple(found)


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
