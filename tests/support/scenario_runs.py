"""The runs that the examples in specs/ tell, as recordings: best cases, worst cases, and what nobody can do."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from definitions import compiled
from recorded_runs import RecordedRun

from stageproof.engine.decisions.choices import choices
from stageproof.engine.scenarios.player import play

SPECS: Final = Path(__file__).parents[2] / "specs"


@cache
def scenario_runs() -> tuple[RecordedRun, ...]:
    """Every scenario of every example, in the order of their names."""
    found: list[RecordedRun] = []
    for path in sorted(SPECS.glob("*/good.orch")):
        text = path.read_text(encoding="utf-8")
        program = compiled(text, choices())
        for scenario in program.orchestration.scenarios:
            played = play(program, scenario)
            events = tuple(event for step in played.steps for event in step.events)
            found.append(RecordedRun(text, choices(), events, frozenset()))
    return tuple(found)
