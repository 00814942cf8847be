"""All decisions there are."""

from __future__ import annotations

from functools import cache
from typing import Final

from . import (
    errors,
    evaluation,
    fault_paths,
    log,
    resuming,
    runs,
    stages,
    statuses,
    values,
    work_items,
    world,
)
from .decision import Decision

SUBJECTS: Final = (
    ("Runs", runs.DECISIONS),
    ("Stages and steps", stages.DECISIONS),
    ("Statuses", statuses.DECISIONS),
    ("Errors", errors.DECISIONS),
    ("Fault paths", fault_paths.DECISIONS),
    ("Suspending, canceling and resuming", resuming.DECISIONS),
    ("Work items", work_items.DECISIONS),
    ("Evaluation", evaluation.DECISIONS),
    ("Values", values.DECISIONS),
    ("The world outside", world.DECISIONS),
    ("Log", log.DECISIONS),
)
"""The decisions by subject, in the order in which people read them."""


@cache
def all_decisions() -> tuple[Decision, ...]:
    """Every decision, sorted by id."""
    found = [decision for _, decisions in SUBJECTS for decision in decisions]
    return tuple(sorted(found, key=lambda decision: decision.id))


def decisions_named(name: str) -> tuple[Decision, ...]:
    """The decision with this id, or all that settle this contradiction (`C4`) or unknown (`U6`). Case is ignored."""
    wanted = name.casefold()
    return tuple(
        decision
        for decision in all_decisions()
        if wanted == decision.id or wanted in (alias.casefold() for alias in decision.aliases)
    )


def decision_named(name: str) -> Decision | None:
    """The decision with this id or alias, case ignored; the first by id where several settle one unknown."""
    return next(iter(decisions_named(name)), None)
