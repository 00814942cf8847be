"""What Hypothesis is told of a run, so that its statistics and its search speak of rows of the tables."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import event, target
from hypothesis.errors import InvalidArgument

from ..random_runs.features import Feature, parts_of
from .random_run import RandomRun


def tell(run: RandomRun) -> None:
    """An event for each row that demanded something, and their number as a target: runs with more rows are looked for."""
    rows = tell_rows(run.features)
    for decision in run.tolerated:
        event(f"tolerated: another reading of {decision}")
    name = run.program.orchestration.name
    try:
        target(float(rows), label=f"rows in a run of {name}")
    except InvalidArgument:
        return  # the test draws several runs of one definition: the first is the one to go by


def tell_rows(features: Iterable[str]) -> int:
    """An event for each row among these features; how many there are."""
    rows = [feature for feature in features if parts_of(feature)[0] is Feature.ROW]
    for row in rows:
        event(row)
    return len(rows)
