"""What of a campaign's definition was covered, and why the rest was not."""

from __future__ import annotations

from collections.abc import Iterable

from ...engine.program.program import Program
from ..coverage.coverage import Looked, Measured, measure
from .subject import Subject


def covered_of(
    subject: Subject, program: Program, seen: Iterable[str], looked: Iterable[Looked]
) -> tuple[Measured, ...]:
    """Every measure, out of the features that were seen. Proofs are asked only where something is missing that they could
    explain.
    """

    def unreachable() -> frozenset[str]:
        from ..coverage.proved_unreachable import proved_unreachable

        return proved_unreachable(program.orchestration, subject.source, dict(subject.contracts))

    return measure(program, seen, tuple(looked), unreachable)
