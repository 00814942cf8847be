"""The conditions of a definition that can keep a run from something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ....grammar.condition import Condition
from ....grammar.flow_graph import FlowGraph
from ....grammar.model import Orchestration, Outcome, Stage, Step
from ....grammar.sites import clauses


class ConditionRow(NamedTuple):
    """A condition, and what it belongs to: the entry or exit of a step, the exit of a stage, an outcome. `element` is the
    stage or decision in which it is judged.
    """

    condition: Condition
    role: str
    owner: Stage | Step | Outcome
    element: str


def rows(orchestration: Orchestration) -> Iterator[ConditionRow]:
    """Every condition of entries, exits and outcomes, in the order of the definition."""
    for clause in clauses(orchestration):
        judging = clause.stage or clause.decision
        if isinstance(clause.owner, Stage | Step | Outcome) and judging is not None:
            for condition in clause.requirements.conditions:
                yield ConditionRow(condition, clause.role, clause.owner, judging.name)


def rows_leading_to(
    orchestration: Orchestration, found: Iterable[ConditionRow], element: str
) -> Iterator[ConditionRow]:
    """Those of a stage or decision, and of all from which connectors lead to it."""
    graph = FlowGraph.of(orchestration)
    leads: dict[str, bool] = {element: True}
    for row in found:
        if row.element not in leads:
            leads[row.element] = element in graph.reachable_from(row.element, fault=True)
        if leads[row.element]:
            yield row
