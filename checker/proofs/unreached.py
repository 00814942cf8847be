"""What no run reaches, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ...grammar.condition import Condition
from ...grammar.flow_graph import FlowGraph
from ...grammar.light_dataclass import dataclass
from ...grammar.model import Decision, Outcome
from ..budget import BudgetSpentError
from ..encoding.building import TooLargeError
from .analysis import Analysis
from .outcomes import Outcomes
from .prove import Proofs
from .reachability import STARTS, Reaching, reachings

if TYPE_CHECKING:
    from .why.changes import Changes
    from .why.why_not import WhyNot

DEFAULT = "default outcome"
MOST_REASONS: Final = 5


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
    """An element (its path below the definition) that is never reached, why, and what else is not because of that."""

    element: str
    why: WhyNot
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """What no run reaches: outcomes that earlier ones shadow, and anything else, once for each reason."""

    shadowed: tuple[Shadowed, ...] = ()
    others: tuple[Unreached, ...] = ()


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
    return _by_reason(proofs, shadowed, told)


def _by_reason(proofs: Proofs, shadowed: tuple[Shadowed, ...], told: list[Reaching]) -> Missing:
    """What is never reached, each time with what would be reached if its reason were gone."""
    changes = _changes(proofs) if told else None
    left = list(told)
    behind_shadows: list[Shadowed] = []
    for found in shadowed:
        rows = [
            condition
            for outcome in (*found.caught_by, found.outcome)
            for condition in outcome.requirements.conditions
        ]
        following = _following(proofs, found.outcome)
        candidates = [claim for claim in left if claim.element.partition("/")[0] in following]
        behind = _reached_then(proofs, rows, candidates)
        left = [claim for claim in left if claim not in behind]
        elements = tuple(claim.element for claim in behind)
        behind_shadows.append(replace(found, behind=elements))
    others: list[Unreached] = []
    while left and len(others) < MOST_REASONS:
        first, *rest = left
        is_open = bool(others) and others[-1].why.is_open
        why = others[-1].why if is_open else _why(proofs, changes, first)
        behind = (
            _reached_then(proofs, [row.condition for row in why.conditions], rest) if why.conditions else []
        )
        left = [claim for claim in rest if claim not in behind]
        others.append(Unreached(first.element, why, tuple(claim.element for claim in behind)))
    if left:
        last = others[-1]
        others[-1] = replace(last, others=(*last.others, *(claim.element for claim in left)))
    return Missing(tuple(behind_shadows), tuple(others))


def _following(proofs: Proofs, outcome: Outcome) -> frozenset[str]:
    """The elements that an outcome leads to."""
    target = outcome.connector.target if outcome.connector is not None else None
    graph = FlowGraph.of(proofs.program.orchestration)
    return frozenset({target}) | graph.reachable_from(target, fault=True) if target else frozenset()


def _changes(proofs: Proofs) -> Changes | None:
    """What changes of conditions come to; None where that is too large a question."""
    from .why.changes import Changes

    if proofs.analysis is not None and proofs.analysis.is_loose:
        return None
    try:
        return Changes(proofs)
    except (BudgetSpentError, TooLargeError):
        return None


def _reached_then(proofs: Proofs, relaxed: list[Condition], claims: list[Reaching]) -> list[Reaching]:
    """Those of the claims that hold where these conditions may hold or not."""
    if not claims:
        return []
    from .why.relaxed import reached_with

    try:
        reached = reached_with(proofs, relaxed)
    except (BudgetSpentError, TooLargeError):
        return []
    return [claim for claim in claims if (claim.property, claim.element) in reached]


def _why(proofs: Proofs, changes: Changes | None, claim: Reaching) -> WhyNot:
    from .why.why_not import WhyNot, why_not

    if changes is None:
        return WhyNot(is_open=True)
    try:
        return why_not(proofs, claim, changes)
    except (BudgetSpentError, TooLargeError):
        return WhyNot(is_open=True)


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
