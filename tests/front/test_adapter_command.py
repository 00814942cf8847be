"""`stageproof adapter` on the command line: what it prints and with which exit code it ends."""

import json
import sys
from pathlib import Path

import pytest
from command_line_support import run

SUPPORT = Path(__file__).parents[1] / "support"
SPECS = Path(__file__).parents[2] / "specs"
RINGI = str(SPECS / "ringi_approval" / "good.orch")
SPOILED = f"command:{sys.executable} {SUPPORT / 'wire_engine.py'}"
ENGINE = """
from stageproof.checker.adapters.reference import ReferenceEngine
from stageproof.engine.effects import EFFECTS
from stageproof.engine.statuses import RunStatus
from dataclasses import replace

class Engine(ReferenceEngine):
    def __init__(self):
        canceled = EFFECTS.run_cancels._replace(status=RunStatus.COMPLETED)
        super().__init__(effects=replace(EFFECTS, run_cancels=canceled))
"""


def test_check_shows_what_an_engine_supports_and_whether_it_keeps_the_contract(tmp_path: Path) -> None:
    done = run("adapter", "check", "reference", cwd=tmp_path)
    assert done.returncode == 0
    assert "errors  yes  evaluation-flow" in done.stdout
    assert "demands of the contract hold, 0 broken" in done.stdout


def test_conform_counts_the_rows_of_a_level_and_writes_evidence(tmp_path: Path) -> None:
    words = ("adapter", "conform", "reference", "--level", "suspend", "--evidence", "evidence.json")
    done = run(*words, cwd=tmp_path)
    assert done.returncode == 0
    assert "17 of 17 mandatory rows conform." in done.stdout
    data = json.loads((tmp_path / "evidence.json").read_text(encoding="utf-8"))
    assert data["levels"] == [
        {"level": "suspend", "mandatory": 17, "conforms": 17, "breaks": 0, "not_judged": 0}
    ]


def test_conform_names_the_rows_that_an_engine_breaks(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(ENGINE, encoding="utf-8")
    done = run("adapter", "conform", "mine:Engine", "--level", "cancel", cwd=tmp_path)
    assert done.returncode == 1
    assert "breaks      run-status-canceled: run: expected Canceled" in done.stdout
    assert "of 22 mandatory rows conform" in done.stdout


def test_test_tells_a_mistake_with_the_shortest_run_that_shows_it(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(ENGINE, encoding="utf-8")
    spec = str(SPECS / "employee_onboarding" / "good.orch")
    done = run("adapter", "test", "mine:Engine", spec, "--runs", "40", cwd=tmp_path)
    assert done.returncode == 1
    assert "breaks row run-status-canceled" in done.stdout
    assert ". cancel" in done.stdout
    again = run("adapter", "test", "mine:Engine", spec, "--runs", "40", cwd=tmp_path)
    assert again.stdout == done.stdout


def test_test_is_silent_on_a_right_engine(tmp_path: Path) -> None:
    spec = str(SPECS / "ringi_approval" / "good.orch")
    done = run("adapter", "test", "reference", spec, "--runs", "5", "--repeat", "2", cwd=tmp_path)
    assert done.returncode == 0
    assert "nothing was found" in done.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("check", "nonsense"), "names no engine"),
        (("check", "no_such_module:Engine"), "cannot be imported"),
        (("conform", "reference", "--level", "all"), "invalid choice"),
        (("conform", "reference", "--decision", "nothing"), "expected ID=READING"),
        (("test", "reference", "missing.orch"), "missing.orch does not exist"),
        (("test", "reference", "a.orch", "--runs", "0"), "0 is no count: it takes a whole number from 1 on"),
        (("test", "reference", "a.orch", "--runs", "x"), "x is no count"),
        (("check", "reference", "--timeout", "0"), "0 is no time: it takes seconds"),
        (("check",), "the following arguments are required: ADAPTER\n"),
        ((), "required: ACTION, ADAPTER\n"),
        (("test", "reference", "."), "there is no orchestration in ."),
        (("test", "reference", "-", "a.orch"), "stands alone"),
        (("test", "reference"), "needs at least one PATH"),
        (("check", "reference", "a.orch"), "takes no PATH"),
        (("check", "reference", "--evidence", "a.json"), "--evidence belongs to conform"),
        (("conform", "reference", "--runs", "5"), "--runs belongs to test"),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, tuple) else None,
)
def test_bad_usage_ends_with_2(words: tuple[str, ...], told: str, tmp_path: Path) -> None:
    done = run("adapter", *words, cwd=tmp_path)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("spoiled", ["prose", "dies"])
def test_a_broken_contract_ends_with_1_and_says_what_was_sent_and_came(spoiled: str, tmp_path: Path) -> None:
    done = run("adapter", "conform", f"{SPOILED} {spoiled}", "--level", "suspend", cwd=tmp_path)
    assert done.returncode == 1
    assert "the contract is broken" in done.stderr
    assert "sent: {" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words", [("check",), ("conform", "--level", "suspend"), ("test", "RINGI", "--runs", "3")], ids=" ".join
)
def test_a_class_that_leaves_python_does_not_leave_the_gate_open(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    engine = "from stageproof.adapters import ReferenceEngine\n\nclass Engine(ReferenceEngine):\n"
    (tmp_path / "mine.py").write_text(
        f"{engine}    def do(self, event):\n        raise SystemExit(0)\n", encoding="utf-8"
    )
    action, *more = (RINGI if word == "RINGI" else word for word in words)
    done = run("adapter", action, "mine:Engine", *more, cwd=tmp_path)
    assert done.returncode == 1
    assert "SystemExit: 0 (mine.py, line 5)" in done.stdout + done.stderr


def test_check_says_once_that_nothing_more_was_asked_of_a_program_that_died(tmp_path: Path) -> None:
    done = run("adapter", "check", f"{SPOILED} dies-later", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.count("ended with exit code 7") == 1
    assert "The engine is gone; the 4 demands after this one were not asked." in done.stdout
    assert "1 broken, 4 not asked." in done.stdout


def test_test_finds_the_definitions_in_a_folder_and_says_what_it_passes_over(tmp_path: Path) -> None:
    (tmp_path / "flows" / "deep").mkdir(parents=True)
    (tmp_path / "flows" / "deep" / "ringi.orch").write_bytes(Path(RINGI).read_bytes())
    (tmp_path / "flows" / "broken.orch").write_text("orchestration {", encoding="utf-8")
    done = run("adapter", "test", "reference", "flows", "--runs", "2", cwd=tmp_path)
    assert done.returncode == 0
    assert "Ringi_Approval: 2 runs" in done.stdout
    assert "passed over: flows/broken.orch:1:" in done.stderr


def test_ctrl_c_writes_what_was_found_so_far_and_ends_with_130(tmp_path: Path) -> None:
    interrupted = """
    def reset(self, definition):
        self.resets = getattr(self, "resets", 0) + 1
        if self.resets > 30:
            raise KeyboardInterrupt
        return super().reset(definition)
"""
    (tmp_path / "mine.py").write_text(ENGINE + interrupted, encoding="utf-8")
    spec = str(SPECS / "employee_onboarding" / "good.orch")
    done = run("adapter", "test", "mine:Engine", spec, RINGI, cwd=tmp_path)
    assert done.returncode == 130
    assert "breaks row run-status-canceled" in done.stdout
    assert "interrupted after 30 runs" in done.stdout
    assert "Ringi" not in done.stdout
