"""When a run starts, and which changes of its record wake it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ...grammar.condition import Requirements
from ...grammar.model import Stage, Start
from ...grammar.value import Reference
from .conditions import compile_requirements
from .references import References
from .view import Test


def trigger(start: Start | None, references: References) -> Test | None:
    """The trigger's conditions, or its formula; None: every record starts a run."""
    if start is None:
        return None
    if start.filter_formula is not None:
        value = references.formula(start.filter_formula, start.where("filter_formula"))
        return lambda view: value(view) is True
    if start.filters is None:
        return None
    holds = compile_requirements(_on_record(start.filters), references)
    if not start.requires_change:
        return holds
    held = compile_requirements(_on_record(start.filters), references, prior=True)
    return lambda view: holds(view) and not held(view)


def waking_fields(stage: Stage, start: Start | None, references: References) -> frozenset[int]:
    """The slots of the record fields whose change wakes a stage: its requirements name them (decision
    `record-wake-up`).
    """
    if start is None or not start.is_record_triggered:
        return frozenset()
    parts: Iterable[Requirements | None] = (
        stage.exit,
        *(step.entry for step in stage.steps),
        *(step.exit for step in stage.steps),
    )
    found: set[int] = set()
    for requirements in parts:
        for condition in requirements.conditions if requirements else ():
            for side in (condition.left, condition.right):
                if isinstance(side, Reference) and side.text.startswith("$Record."):
                    found.add(references.fields.place(side.text))
    return frozenset(found)


def _on_record(filters: Requirements) -> Requirements:
    """The trigger's filters with their bare field names as fields of `$Record`."""
    return replace(
        filters,
        conditions=tuple(
            replace(
                condition,
                left=condition.left
                if condition.left.is_global
                else replace(condition.left, text=f"$Record.{condition.left.text}"),
            )
            for condition in filters.conditions
        ),
    )
