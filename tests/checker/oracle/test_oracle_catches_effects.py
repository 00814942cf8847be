"""An interpreter with one effect changed is caught by the tables: every status and milestone that random runs reach."""

from __future__ import annotations

from dataclasses import fields, replace
from enum import StrEnum
from functools import cache
from typing import Any, Final

import pytest
from definitions import compiled
from hypothesis import HealthCheck, Phase, given, settings
from random_runs import Played, plays

from stageproof.checker.oracle.judge import judge
from stageproof.checker.oracle.observation import observe
from stageproof.engine.effects import EFFECTS, Effect, Effects
from stageproof.engine.history import Run
from stageproof.engine.program.compile import compile_orchestration
from stageproof.engine.run import apply, new_run
from stageproof.engine.tables.catalogue import row_named

RUNS: Final = 500
TRIED: Final = 12


@cache
def runs() -> tuple[Played, ...]:
    """Random runs, always the same."""
    found: list[Played] = []

    @settings(
        max_examples=RUNS,
        phases=[Phase.generate],
        database=None,
        derandomize=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(plays())
    def collect(played: Played) -> None:
        found.append(played)

    collect()
    return tuple(found)


@cache
def runs_by_reason() -> dict[str, list[Played]]:
    """The runs in which a row or decision was a reason."""
    found: dict[str, list[Played]] = {}
    for played in runs():
        reasons = {change.because for moment in played.moments for change in moment.changes}
        for reason in sorted(reasons):
            found.setdefault(reason, []).append(played)
    return found


def names() -> list[str]:
    """The effects that a table row demands; of those that rest on a decision alone the tables say nothing."""
    return [
        field.name
        for field in fields(Effects)
        if isinstance(effect := getattr(EFFECTS, field.name), Effect) and row_named(effect.row) is not None
    ]


def is_caught(name: str, changed: Any) -> bool | None:
    """Whether some run of an interpreter with this effect breaks a row; None where no run reaches the effect."""
    effects = replace(EFFECTS, **{name: changed})
    candidates = runs_by_reason().get(getattr(EFFECTS, name).row, [])[:TRIED]
    for played in candidates:
        definition = compiled(played.text).orchestration
        program = compile_orchestration(definition, played.chosen, effects=effects)
        run = new_run(program)
        for attempt in played.attempts:
            result = apply(program, run, attempt.event)
            run = result if isinstance(result, Run) else run
        if judge(definition, observe(run.moments()), played.chosen):
            return True
    return False if candidates else None


@pytest.mark.parametrize("name", names())
def test_a_missing_milestone_is_caught(name: str) -> None:
    effect: Effect[Any] = getattr(EFFECTS, name)
    if effect.kind is not None:
        assert is_caught(name, effect._replace(kind=None)) is not False


@pytest.mark.parametrize("name", names())
def test_another_status_is_caught(name: str) -> None:
    effect: Effect[Any] = getattr(EFFECTS, name)
    kind: type[StrEnum] = type(effect.status)
    statuses = list(kind)
    other = statuses[(statuses.index(effect.status) + 1) % len(statuses)]
    assert is_caught(name, effect._replace(status=other)) is not False


def test_random_runs_reach_most_effects() -> None:
    reached = [name for name in names() if getattr(EFFECTS, name).row in runs_by_reason()]
    assert len(reached) >= 0.8 * len(names()), sorted(set(names()) - set(reached))
