"""What the solver says to one question."""

from __future__ import annotations

from typing import NamedTuple


class Said(NamedTuple):
    """`sat`, `unsat` or `unknown`; the steps that took; where sat, the names that are true there; where unknown, why."""

    outcome: str
    steps: int
    true: frozenset[str] = frozenset()
    reason: str = ""
