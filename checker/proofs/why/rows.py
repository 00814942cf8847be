"""The conditions of a definition that can keep a run from something."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ....grammar.condition import Condition
from ....grammar.model import Orchestration, Outcome, Stage, Step
from ....grammar.sites import clauses


class ConditionRow(NamedTuple):
    """A condition, and what it belongs to: the entry or exit of a step, the exit of a stage, an outcome."""

    condition: Condition
    role: str
    owner: Stage | Step | Outcome


def rows(orchestration: Orchestration) -> Iterator[ConditionRow]:
    """Every condition of entries, exits and outcomes, in the order of the definition."""
    for clause in clauses(orchestration):
        if isinstance(clause.owner, Stage | Step | Outcome):
            for condition in clause.requirements.conditions:
                yield ConditionRow(condition, clause.role, clause.owner)
