"""Proofs that do not rest on samples: what regions of values do not decide is left open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ..budget import BudgetSpentError
from ..encoding.building import TooLargeError
from ..encoding.encode import encode
from .analysis import Analysis
from .reachability import INACTION, is_existential

if TYPE_CHECKING:
    from ..report import Obligation
    from .prove import Proofs

MIXED: Final = frozenset({INACTION})
"""Claims that are about some runs of all: what more runs do says nothing of them."""


def widened(proofs: Proofs) -> Proofs | None:
    """The same definition with conditions that may hold or not where values are only sampled. Every run of the definition
    is one of these runs: what none of them does, no run does. None where nothing is sampled, or that is too large.
    """
    analysis = proofs.analysis
    if analysis is None or not analysis.encoding.space.notes:
        return None
    try:
        made = Analysis(encode(proofs.program, proofs.contracts, wide=True), proofs.budget)
        made.work_out()
    except (BudgetSpentError, TooLargeError, RecursionError):
        return None
    return None if made.encoding.space.notes else replace(proofs, analysis=made, is_wide=True)


def settles(analysis: Analysis, wide: Obligation) -> bool:
    """Whether a verdict about more runs than there are settles a claim about those there are: nothing bad was found; and
    that a run can complete, where it can whatever the open conditions are.
    """
    if wide.property in MIXED:
        return False
    if wide.property == "can-complete":
        is_open = bool(analysis.encoding.space.open)
        return wide.verdict == "proved" and (not is_open or analysis.forced_completion is not None)
    return (
        wide.verdict == "refuted" if is_existential(wide.property) else wide.verdict in ("proved", "vacuous")
    )
