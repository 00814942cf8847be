"""What docs/language.md says about scenarios is so: its examples are played."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from running import program_of

from stageproof.engine.error_kinds import ErrorKind
from stageproof.engine.scenarios.played import Verdict
from stageproof.engine.scenarios.player import play

PAGE = (Path(__file__).parents[3] / "docs" / "language.md").read_text(encoding="utf-8")
SECTION = PAGE.split("\n## Scenarios\n")[1].split("\n## ")[0]
WHOLE = [
    text for text in re.findall(r"^```orch\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE) if "scenario" in text
]


def test_the_page_has_scenarios_to_play() -> None:
    assert len(WHOLE) > 0


@pytest.mark.parametrize("text", WHOLE)
def test_every_scenario_of_a_whole_example_is_met(text: str) -> None:
    program = program_of(text)
    assert program.problems == ()
    for scenario in program.orchestration.scenarios:
        played = play(program, scenario)
        assert played.verdict is Verdict.MET, (scenario.title, played.steps[-1])


def test_the_page_lists_every_kind_of_error() -> None:
    assert {kind for kind in ErrorKind if f"`{kind}`" not in SECTION} == set()
