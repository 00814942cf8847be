"""The campaign of `stageproof test` finds an interpreter with one wrong entry: a fixed sample of `make oracle-mutants`."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from campaign_definitions import LEVELS, SMALL, Indexed, indexed
from found_by_campaign import EQUIVALENT, Budget, fate_of
from interpreter_mutants import Mutant, mutants

from stageproof.checker.campaigns.subject import known_runs_of
from stageproof.command_line import main
from stageproof.engine import effects as effect_map
from stageproof.engine.effects import EFFECTS
from stageproof.engine.statuses import StepStatus

EVERY, FIRST = 53, 7
SAMPLE = tuple(mutants(EFFECTS))[FIRST::EVERY]
NAMES = ("approval", "errors", "mulesoft", "recall", "fault_paths", "handled")
SMALLEST = tuple(path for path in (*SMALL, *LEVELS) if path.stem in NAMES)
BUDGET = Budget(definitions=2, ways=500, runs=0)


@pytest.fixture(scope="module")
def definitions() -> tuple[Indexed, ...]:
    return indexed(SMALLEST, 300)


@pytest.mark.parametrize("mutant", SAMPLE, ids=lambda mutant: mutant.name)
def test_a_wrong_entry_of_the_interpreter_is_found(mutant: Mutant, definitions: tuple[Indexed, ...]) -> None:
    assert fate_of(mutant, definitions, BUDGET) in ("found", "told as a breakdown")


def test_every_explanation_is_of_a_mutant() -> None:
    assert EQUIVALENT.keys() <= {mutant.name for mutant in mutants(EFFECTS)}


def test_the_right_interpreter_is_not(definitions: tuple[Indexed, ...]) -> None:
    same = Mutant(
        "errors: unchanged", replace(EFFECTS, run_recalls=EFFECTS.run_recalls._replace(milestone="x"))
    )
    assert fate_of(same, definitions, BUDGET) == "survived"


@pytest.fixture
def wrong_engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    wrong = replace(EFFECTS, step_completes=EFFECTS.step_completes._replace(status=StepStatus.ERROR))
    monkeypatch.setattr(effect_map, "EFFECTS", wrong)
    known_runs_of.cache_clear()
    yield
    known_runs_of.cache_clear()


@pytest.mark.usefixtures("wrong_engine")
def test_the_command_names_the_row_that_a_wrong_interpreter_breaks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = next(path for path in LEVELS if path.stem == "first_steps")
    assert main(["test", str(path), "--max-failures", "1", "--no-save"]) == 1
    assert "row step-status-completed-flow" in capsys.readouterr().out
