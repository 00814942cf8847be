"""The pytest plugin: what it collects, how it fails, and that it costs nothing where there is no definition."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hired import BREAKS, HOLDS, PLAIN, with_lines

from stageproof.checker.counterexamples.saved import saved
from stageproof.checker.definition_file import Surroundings, definition_file
from stageproof.checker.random_runs.flaw import Flaw, Judge
from stageproof.checker.random_runs.tally import Failure
from stageproof.engine.error_kinds import ErrorKind
from stageproof.engine.events import Begin, Complete, Fail

MET = '  scenario "the laptop comes" { complete Form with decision = "Approve"  complete Laptop  expect run is Completed }'
UNMET = '  scenario "too early" { complete Form with decision = "Approve"  expect run is Completed }'
VACUOUS = '  always "about nothing": Laptop is Canceled and Form is NotStarted implies run is Error'
LAPTOP_WITHOUT_FORM = (Begin(), Fail("Form", ErrorKind.CALLED_FLOW), Complete("Fix"))


def run_pytest(folder: Path, *words: str, plugins: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Run pytest in a folder with our plugin and these others only."""
    chosen = [word for name in ("stageproof.pytest_plugin", *plugins) for word in ("-p", name)]
    settings = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONWARNINGS": "error", "COLUMNS": "200"}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return subprocess.run(
        [sys.executable, "-m", "pytest", *chosen, "-p", "no:cacheprovider", *words],
        cwd=folder,
        env=inherited | settings,
        capture_output=True,
        text=True,
        check=False,
    )


def collected(folder: Path, *words: str) -> list[str]:
    """The node ids of what is collected."""
    done = run_pytest(folder, "--collect-only", "-q", *words)
    return [line for line in done.stdout.splitlines() if "::" in line]


def write(folder: Path, text: str, name: str = "hire.orch") -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def keep(folder: Path, definition: Path) -> Path:
    """Keep the run that breaks BREAKS beside its definition."""
    found = definition_file(definition, Surroundings(folder))
    flaw = Flaw(Judge.PROPERTY, "no laptop without the form", "Go/Laptop", "", "")
    text = saved(found.program(), Failure(flaw, 1, None, LAPTOP_WITHOUT_FORM), found.source, "stageproof", ())
    return write(folder, text, "regressions/laptop.json")


@pytest.fixture(scope="module")
def failing(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """One run of everything in a folder whose definition is wrong in several ways."""
    folder = tmp_path_factory.mktemp("failing")
    keep(folder, write(folder, with_lines(HOLDS, BREAKS, VACUOUS, MET, UNMET)))
    done = run_pytest(folder, "-rA", "--junitxml=junit.xml", "--stageproof-seed=7", "--stageproof-runs=20")
    done.args = folder
    return done


def test_each_scenario_and_property_and_the_random_runs_are_a_test_with_a_readable_name(
    tmp_path: Path,
) -> None:
    keep(tmp_path, write(tmp_path, with_lines(HOLDS, BREAKS, MET)))
    assert collected(tmp_path) == [
        'hire.orch::scenario "the laptop comes"',
        'hire.orch::never "a rejected hire gets a laptop"',
        'hire.orch::always "no laptop without the form"',
        "hire.orch::random runs keep to the tables",
        "regressions/laptop.json::the kept run is fixed",
    ]
    assert collected(tmp_path, "-k", "laptop and scenario") == ['hire.orch::scenario "the laptop comes"']
    assert len(collected(tmp_path, "-m", "stageproof")) == 5
    assert collected(tmp_path, "-m", "not stageproof") == []


def test_what_is_wrong_fails_and_the_rest_does_not(failing: subprocess.CompletedProcess[str]) -> None:
    assert failing.returncode == 1
    verdicts = {
        line.partition("::")[2].split(" - ")[0]: line.split()[0]
        for line in failing.stdout.splitlines()
        if line.startswith(("PASSED", "FAILED"))
    }
    assert verdicts == {
        'scenario "the laptop comes"': "PASSED",
        'never "a rejected hire gets a laptop"': "PASSED",
        "random runs keep to the tables": "PASSED",
        'scenario "too early"': "FAILED",
        'always "no laptop without the form"': "FAILED",
        "the kept run is fixed": "FAILED",
    }
    assert "vacuous" in failing.stdout


def test_a_failure_is_our_text_and_no_traceback(failing: subprocess.CompletedProcess[str]) -> None:
    text = failing.stdout
    assert "Traceback" not in text
    assert ".py:" not in text.partition("short test summary")[0]
    assert re.search("event +what changed +why", text)
    assert "unmet: run is In Progress, expected Completed" in text
    assert "To see it again: stageproof run hire.orch --scenario 'too early'" in text
    assert 'The property "no laptop without the form" does not hold' in text
    assert "To play it again, add this to the definition:" in text
    assert "regressions/laptop.json: still fails" in text
    assert "To see it again: stageproof test hire.orch --replay regressions/laptop.json" in text


def test_a_test_that_holds_says_what_decided_it(failing: subprocess.CompletedProcess[str]) -> None:
    assert "decided by proof (proved)" in failing.stdout
    assert "(seed 7)" in failing.stdout


def test_the_junit_report_has_seed_runs_rows_and_scenarios(failing: subprocess.CompletedProcess[str]) -> None:
    cases = ElementTree.parse(Path(str(failing.args)) / "junit.xml").getroot().iter("testcase")
    told = {
        case.attrib["name"]: {each.attrib["name"]: each.attrib["value"] for each in case.iter("property")}
        for case in cases
    }
    runs = told["random runs keep to the tables"]
    assert runs["stageproof.seed"] == "7"
    assert runs["stageproof.stop_reason"] in ("runs", "exhaustive")
    assert int(runs["stageproof.coverage.rows"]) > 20
    assert "stageproof.runs" in runs
    assert told['scenario "too early"'] == {"stageproof.scenario": "too early"}
    assert told["the kept run is fixed"]["stageproof.outcome"] == "still fails"


def test_the_verdicts_are_the_same_in_two_processes(tmp_path: Path) -> None:
    write(tmp_path, with_lines(HOLDS, MET, UNMET))
    done = run_pytest(tmp_path, "-n", "2", "--junitxml=junit.xml", plugins=("xdist.plugin",))
    assert "1 failed, 3 passed" in done.stdout, done.stdout + done.stderr
    names = {
        each.attrib["name"] for each in ElementTree.parse(tmp_path / "junit.xml").getroot().iter("property")
    }
    assert {"stageproof.seed", "stageproof.scenario"} <= names


def test_a_mistake_in_the_text_is_an_error_of_collection_with_its_place(tmp_path: Path) -> None:
    write(tmp_path, PLAIN.replace("calls Order", "calls"))
    done = run_pytest(tmp_path)
    assert done.returncode == 2
    assert "ERROR collecting hire.orch" in done.stdout
    assert "hire.orch:16:38" in done.stdout
    assert "^^^^^" in done.stdout
    assert "Traceback" not in done.stdout


def test_a_kept_run_whose_definition_is_gone_is_an_error_of_collection(tmp_path: Path) -> None:
    definition = write(tmp_path, with_lines(BREAKS))
    keep(tmp_path, definition)
    definition.unlink()
    done = run_pytest(tmp_path)
    assert "regressions/laptop.json is about hire.orch, which is not there." in done.stdout


def test_a_kept_run_that_is_mended_passes_and_one_that_cannot_be_played_is_stale(tmp_path: Path) -> None:
    definition = write(tmp_path, with_lines(BREAKS))
    kept = keep(tmp_path, definition)
    mended = with_lines(
        BREAKS.replace("Form completes before Laptop starts", "Laptop starts implies run is InProgress")
    )
    assert mended != with_lines(BREAKS)
    definition.write_text(mended, encoding="utf-8")
    assert "1 passed" in run_pytest(tmp_path, str(kept)).stdout
    definition.write_text(mended.replace(" on error -> Help", ""), encoding="utf-8")
    done = run_pytest(tmp_path, str(kept))
    assert "stale" in done.stdout
    assert "find the run anew" in done.stdout
    definition.write_text(mended.replace("orchestration Hire", "orchestration Other"), encoding="utf-8")
    done = run_pytest(tmp_path, str(kept))
    assert "another definition: It was kept for Hire in hire.orch" in done.stdout
    assert "Keep it beside the definition that it was kept for" in done.stdout


OTHER_READING = """
from dataclasses import replace
from functools import partial
from stageproof.checker.campaigns import subject
from stageproof.engine.effects import EFFECTS

quiet = replace(EFFECTS, stage_cancels=EFFECTS.stage_cancels._replace(kind=None))
subject.compile_orchestration = partial(subject.compile_orchestration, effects=quiet)
"""


def test_an_accepted_reading_is_tolerated_and_counted_from_the_command_line_and_the_settings(
    tmp_path: Path,
) -> None:
    write(tmp_path, PLAIN)
    write(tmp_path, OTHER_READING, "conftest.py")
    done = run_pytest(tmp_path)
    assert done.returncode == 1
    assert "it is right by another reading of" in done.stdout
    assert re.search(r"--accept \S+\s+tolerates it", done.stdout)
    done = run_pytest(tmp_path, "--stageproof-accept", "end-stage-on-cancel", "-rA", "--junitxml=o.xml")
    assert done.returncode == 0
    assert "another reading of end-stage-on-cancel" in done.stdout
    assert 'name="stageproof.tolerated" value="end-stage-on-cancel: ' in (tmp_path / "o.xml").read_text(
        "utf-8"
    )
    write(tmp_path, "[pytest]\nstageproof_accept = C4 end-stage-on-cancel\n", "pytest.ini")
    assert run_pytest(tmp_path).returncode == 0


def test_a_decision_that_cannot_be_accepted_is_an_error_of_collection(tmp_path: Path) -> None:
    write(tmp_path, PLAIN)
    done = run_pytest(tmp_path, "--stageproof-accept", "C999")
    assert done.returncode == 2
    assert '--stageproof-accept, stageproof_accept: there is no decision "C999"' in done.stdout
    assert "Traceback" not in done.stdout


def test_other_json_files_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path, '{"other": 1}', "regressions/other.json")
    write(tmp_path, '{"format_version": 1, "spec": {}}', "data/other.json")
    assert run_pytest(tmp_path).returncode == 5


def test_the_settings_choose_the_files_and_a_named_file_is_always_collected(tmp_path: Path) -> None:
    write(tmp_path, PLAIN, "one/hire.orch")
    write(tmp_path, PLAIN, "two/hire.orch")
    write(tmp_path, "[pytest]\nstageproof_files = one/*.orch\n", "pytest.ini")
    assert [each.partition("::")[0] for each in collected(tmp_path)] == ["one/hire.orch"]
    assert [each.partition("::")[0] for each in collected(tmp_path, "two/hire.orch")] == ["two/hire.orch"]


def test_the_plugin_imports_nothing_of_the_package_where_there_is_no_definition(tmp_path: Path) -> None:
    write(
        tmp_path,
        "import sys\n"
        "def test_it():\n"
        "    found = {name for name in sys.modules if name.startswith(('stageproof', 'hypothesis', 'lark', 'z3'))}\n"
        "    assert found == {'stageproof', 'stageproof.pytest_plugin'}\n",
        "test_it.py",
    )
    done = run_pytest(tmp_path)
    assert "1 passed" in done.stdout, done.stdout


def test_our_own_suite_collects_no_definition() -> None:
    root = Path(__file__).parents[1]
    assert [each for each in collected(root, "tests/checker/strategies") if ".orch" in each] == []
    conftest = (root / "tests" / "conftest.py").read_text(encoding="utf-8")
    assert 'collect_ignore_glob = ["*.orch"]' in conftest
