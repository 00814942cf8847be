"""`stageproof adapter` on the command line: what it prints and with which exit code it ends."""

import json
import signal
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
        (("test", "reference", "missing.orch"), "missing.orch: it does not exist"),
        (("test", "reference", "a.orch", "--runs", "0"), "0 is no count: it takes a whole number from 1 on"),
        (("test", "reference", "a.orch", "--runs", "x"), "x is no count"),
        (("check", "reference", "--timeout", "0"), "0 is no time: it takes seconds"),
        (("check",), "the following arguments are required: ADAPTER\n"),
        ((), "required: ACTION, ADAPTER\n"),
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
    assert "The engine is gone; the 4 demands after that were not asked." in done.stdout
    assert "1 broken, 4 not asked." in done.stdout


HANGS = """
from pathlib import Path
from stageproof.adapters import ReferenceEngine
from stageproof.interpreter import Begin

class Engine(ReferenceEngine):
    def do(self, event):
        if isinstance(event, Begin):
            return super().do(event)
        with Path("asked").open("a") as file:
            file.write("x")
        while True:
            sum(range(100))
"""


def test_check_asks_an_engine_that_does_not_answer_nothing_more(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(HANGS, encoding="utf-8")
    engines = ["mine:Engine"] if hasattr(signal, "setitimer") else []
    for engine in (*engines, f"{SPOILED} hangs"):
        done = run("adapter", "check", engine, "--timeout", "4", cwd=tmp_path)
        assert done.returncode == 1
        assert (
            "did not answer do(complete Make_One) within 4 seconds; the 4 demands after that" in done.stdout
        )
        assert done.stdout.count("  not asked ") == 4
        assert "1 broken, 4 not asked." in done.stdout
    assert not engines or (tmp_path / "asked").read_text(encoding="utf-8") == "x"


def test_check_says_that_an_engine_does_not_answer_at_all(tmp_path: Path) -> None:
    done = run("adapter", "check", f"{SPOILED} silent", "--timeout", "4", cwd=tmp_path)
    assert done.returncode == 1
    assert "did not answer capabilities() within 4 seconds; the 9 demands after that" in done.stdout


def test_test_finds_the_definitions_in_a_folder_and_says_what_it_passes_over(tmp_path: Path) -> None:
    (tmp_path / "flows" / "deep").mkdir(parents=True)
    (tmp_path / "flows" / "deep" / "ringi.orch").write_bytes(Path(RINGI).read_bytes())
    other = '<Flow xmlns="http://soap.sforce.com/2006/04/metadata"><processType>Flow</processType></Flow>'
    (tmp_path / "flows" / "form.flow-meta.xml").write_text(other, encoding="utf-8")
    done = run("adapter", "test", "reference", "flows", "--runs", "2", cwd=tmp_path)
    assert done.returncode == 0
    assert "Ringi_Approval: 2 runs" in done.stdout
    assert "1 flow of other kinds was passed over" in done.stderr


@pytest.mark.parametrize("path", ["flows", "flows/broken.orch"])
def test_a_definition_that_cannot_be_read_ends_test_with_2_as_it_ends_stageproof_test(
    path: str, tmp_path: Path
) -> None:
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "broken.orch").write_text("orchestration X { stage", encoding="utf-8")
    (tmp_path / "flows" / "ringi.orch").write_bytes(Path(RINGI).read_bytes())
    done = run("adapter", "test", "reference", path, "--runs", "2", cwd=tmp_path)
    alike = run("test", path, "--runs", "2", "--explore", "0", "--no-save", cwd=tmp_path)
    assert done.returncode == alike.returncode == 2
    reason = "flows/broken.orch: parts of it cannot be read, so its runs would be others."
    assert reason in done.stderr
    assert reason in alike.stderr
    assert ("Ringi_Approval: 2 runs" in done.stdout) == (path == "flows")


def test_a_folder_without_an_orchestration_is_said_and_is_no_mistake(tmp_path: Path) -> None:
    done = run("adapter", "test", "reference", ".", cwd=tmp_path)
    assert done.returncode == 0
    assert "there is no orchestration to test." in done.stderr


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
