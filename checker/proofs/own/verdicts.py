"""The verdicts on the author's own properties, within the budget."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ...budget import BudgetSpentError
from ...finding import TraceStep
from ...report import Obligation
from ..evidence import trace_steps
from ..prove import Proofs
from .judge import judge_all
from .liberal import independent
from .verdict import OwnVerdict

ANY_DEFINITION: Final = "it would hold of any orchestration with these stages and steps"


def own_verdicts(proofs: Proofs) -> tuple[OwnVerdict, ...]:
    """A verdict for each property, in their order; undecided where the budget ends. Nothing where nothing was encoded, and
    where no run can begin.
    """
    if proofs.analysis is None:
        return _loosely_judged(proofs, proofs.told)
    if not proofs.analysis.begins:
        return ()
    try:
        found = judge_all(proofs.program, proofs.contracts, proofs.budget)
        return _with_triviality(proofs, _settled(proofs, found))
    except BudgetSpentError as spent:
        return _loosely_judged(proofs, str(spent))
    except RecursionError:
        return _loosely_judged(proofs, "one stage has too many steps at once")


def _loosely_judged(proofs: Proofs, given_up: str) -> tuple[OwnVerdict, ...]:
    from .loose import loosely_judged

    return loosely_judged(proofs, given_up)


def _settled(proofs: Proofs, verdicts: tuple[OwnVerdict, ...]) -> tuple[OwnVerdict, ...]:
    """The verdicts; where values are only sampled, those that hold with open conditions too in their place."""
    if not any(one.analysis.encoding.space.notes for one in verdicts):
        return verdicts
    try:
        wide = judge_all(proofs.program, proofs.contracts, proofs.budget, wide=True)
    except (BudgetSpentError, RecursionError):
        return verdicts
    return tuple(
        sure
        if sure.verdict in (("refuted",) if sure.claim.kind == "reachable" else ("proved", "vacuous"))
        else one
        for one, sure in zip(verdicts, wide, strict=True)
    )


def _with_triviality(proofs: Proofs, verdicts: tuple[OwnVerdict, ...]) -> tuple[OwnVerdict, ...]:
    """The verdicts, those of proved properties with what makes them trivial."""
    asked = [
        one.claim
        for one in verdicts
        if one.verdict == "proved" and not one.trivial and one.claim.kind != "reachable"
    ]
    if not asked or any(one.analysis.encoding.space.notes for one in verdicts):
        return verdicts
    found = independent(proofs, asked)
    return tuple(replace(one, trivial=ANY_DEFINITION) if one.claim in found else one for one in verdicts)


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
        part
        for part in (
            verdict.reason,
            verdict.trivial,
            verdict.good_values and f"holds for {verdict.good_values}",
        )
        if part
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
