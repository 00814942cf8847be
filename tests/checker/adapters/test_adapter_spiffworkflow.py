"""The worked example: an engine on SpiffWorkflow, held to the levels that it is written for."""

import sys
from pathlib import Path

import pytest
from adapter_runs import conforming, found_in

from stageproof.checker.adapters.contract import Engine, Verdict
from stageproof.checker.adapters.levels.conformance import Conforms
from stageproof.checker.adapters.levels.level import Level
from stageproof.checker.adapters.levels.scenario import definitions
from stageproof.checker.adapters.opening import open_engine
from stageproof.checker.adapters.self_test import Result, self_test

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"

pytest.importorskip("SpiffWorkflow", reason="SpiffWorkflow is not installed (dependency group `engines`)")


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    monkeypatch.syspath_prepend(str(EXAMPLES))
    opened = open_engine("spiffworkflow_adapter:Adapter")
    assert "spiffworkflow_engine" in sys.modules
    return opened


def test_it_keeps_the_contract(engine: Engine) -> None:
    tried = self_test(engine, definitions()["First_Steps"])
    assert [one for one in tried if one.result is Result.BROKEN] == []


@pytest.mark.parametrize("level", [Level.CORE, Level.ERRORS])
def test_every_mandatory_row_of_its_levels_conforms(engine: Engine, level: Level) -> None:
    found = conforming(engine, level)
    assert [row for row in found.rows if row.result is not Conforms.CONFORMS] == []
    assert found.differences == ()


def test_rows_of_other_levels_are_not_judged_and_none_is_broken(engine: Engine) -> None:
    found = conforming(engine, Level.SUSPEND, Level.CANCEL, Level.APPROVALS)
    assert Conforms.BREAKS not in {row.result for row in found.rows}
    assert "it cannot be driven with `suspend`" in {row.reason for row in found.rows}


@pytest.mark.parametrize("name", ["Conditions", "Errors", "Fault_Paths", "Mulesoft", "First_Steps"])
def test_nothing_is_found_in_its_random_runs(engine: Engine, name: str) -> None:
    found = found_in(engine, definitions()[name], runs=40)
    assert found.mistakes == ()
    assert found.parted == 0


@pytest.mark.parametrize("name", ["Evaluation", "Approval"])
def test_what_it_cannot_run_it_says(engine: Engine, name: str) -> None:
    answer = engine.reset(definitions()[name])
    assert answer.verdict is Verdict.UNSUPPORTED
    assert answer.reason
