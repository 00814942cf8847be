"""The verdicts on the author's own properties, within the budget."""

from __future__ import annotations

from ...diagrams.diagrams import BudgetSpentError
from ...finding import TraceStep
from ...report import Obligation
from ..evidence import trace_steps
from ..prove import Proofs
from .judge import judge_all
from .verdict import OwnVerdict


def own_verdicts(proofs: Proofs) -> tuple[OwnVerdict, ...]:
    """A verdict for each property, in their order; undecided where the budget ends. Nothing where nothing was proved, and
    where no run can begin.
    """
    if proofs.analysis is None:
        return ()
    if not proofs.analysis.begins:
        return ()
    try:
        return judge_all(proofs.program, proofs.contracts, proofs.budget)
    except BudgetSpentError as spent:
        return tuple(
            OwnVerdict(claim, "undecided", proofs.analysis, reason=str(spent))
            for claim in proofs.program.orchestration.properties
        )
    except RecursionError:
        return tuple(
            OwnVerdict(claim, "undecided", proofs.analysis, reason="one stage has too many steps at once")
            for claim in proofs.program.orchestration.properties
        )


def own_trace(verdict: OwnVerdict) -> tuple[TraceStep, ...]:
    """The run that shows a verdict; nothing where there is none."""
    try:
        return trace_steps(verdict.analysis, verdict.path, verdict.loop)
    except BudgetSpentError:
        return ()


def own_obligation(root: str, verdict: OwnVerdict) -> Obligation:
    """The verdict as an obligation of the report."""
    claim = verdict.claim
    told = [
        part for part in (verdict.reason, verdict.good_values and f"holds for {verdict.good_values}") if part
    ]
    return Obligation(
        f"{root}:property:{claim.title}",
        claim.kind,
        root,
        verdict.verdict,
        tuple(verdict.analysis.encoding.space.notes),
        trace=own_trace(verdict) or None,
        reason="; ".join([f'"{claim.title}"', *told]),
    )
