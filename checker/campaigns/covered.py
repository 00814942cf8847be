"""What of a campaign's definition was covered, and why the rest was not."""

from __future__ import annotations

from collections.abc import Iterable

from ...engine.program.program import Program
from ..coverage.coverage import Measured, measure
from .outcome import Explored
from .plan import Plan


def covered_of(
    plan: Plan, program: Program, seen: Iterable[str], explored: Explored | None
) -> tuple[Measured, ...]:
    """Every measure, out of the features that were seen. Proofs are asked only where something is missing that they could
    explain.
    """

    def unreachable() -> frozenset[str]:
        from ..coverage.proved_unreachable import proved_unreachable

        subject = plan.subject
        return proved_unreachable(program.orchestration, subject.source, dict(subject.contracts))

    is_exhaustive = explored is not None and explored.complete
    return measure(program, seen, plan.faults, exhaustive=is_exhaustive, unreachable=unreachable)
