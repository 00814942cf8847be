"""Findings as they have to be, given all runs of a definition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from explored_approvals import approvals
from explored_rounds import AGAIN, rounds
from explored_runs import Runs
from explored_stages import stages
from explored_told import Told, Wanted
from explored_waiting import waiting

from stageproof.checker.context import Context
from stageproof.checker.registry import rules_named
from stageproof.checker.walk import walk

RULES: Final = (
    "approved-unasked", "cannot-complete", "error-passes-approval", "error-path-approves", "errors-repeat-forever",
    "failure-cannot-be-resumed", "goes-round-forever", "nobody-looks", "parallel-writers", "rejection-reaches-approval",
    "rework-without-limit", "stage-completes-early", "stage-waits-forever", "two-locks-at-once", "waits-for-people",
    "waits-for-the-world",
)  # fmt: skip


def told_by(context: Context, rules: tuple[str, ...] = RULES) -> tuple[Told, ...]:
    """What the rules say of a definition."""
    visits, crashes = walk(rules_named(rules), context)
    assert not crashes, crashes
    rest = context.orchestration
    known = {
        *(stage.name for stage in rest.stages),
        *(step.name for _, step in rest.steps()),
        *(decision.name for decision in rest.decisions),
        *(variable.name for variable in rest.variables),
        *(write.field.rpartition(".")[2] for contract in rest.contracts for write in contract.writes),
    }
    told = [
        Told(
            visit.rule.id,
            (visit.found.severity or visit.rule.severity).word,
            frozenset(re.findall(r"\w+", visit.found.message)) & known,
        )
        for visit in visits
    ]
    again = [one.names for one in told if one.rule == AGAIN]
    if again:
        told.append(Told(f"{AGAIN}, in all", "", frozenset[str]().union(*again)))
    return tuple(told)


def wanted_of(runs: Runs) -> Iterator[Wanted]:
    """What they have to say."""
    yield from waiting(runs)
    yield from rounds(runs)
    yield from stages(runs)
    yield from approvals(runs)
