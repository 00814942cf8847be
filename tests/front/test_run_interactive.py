"""`stageproof run --interactive`: a real session on a pseudo-terminal, and one without a terminal."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line_support import run

TEXT = """\
orchestration Small {
  api 67
  flow Form { type Flow out choice: one of "Yes", "No" not null }
  start autolaunched -> Ask
  stage Ask { interactive Question calls Form assigned to queue Q then Answer }
  decision Answer { when Question.Outputs.choice = "Yes" -> end otherwise -> go to Ask }
}
"""
PROMPT = "quit> "
PATIENCE = 60.0
MOMENT = 5.0


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "small.orch"
    path.write_text(TEXT, encoding="utf-8")
    return path


def _heed_interrupts() -> None:
    """What a shell starts in the background ignores Ctrl-C, and so would what the tests start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """A session on a pseudo-terminal: waits for prompts, never for time."""

    def __init__(self, file: Path) -> None:
        self.main, other = pty.openpty()
        name = os.ttyname(other)
        words = [sys.executable, "-m", "stageproof", "run", file.name, "--interactive", "--color", "never"]
        # What opens a terminal first in a new session is controlled by it: Ctrl-C reaches it.
        self.process = subprocess.Popen(
            ["sh", "-c", f'exec "$@" <{name} >{name} 2>&1', "sh", *words],
            cwd=file.parent,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_heed_interrupts,  # noqa: PLW1509 - no thread is there
        )
        self.begin = self.until(PROMPT)
        os.close(other)

    def until(self, prompt: str) -> str:
        """Everything that is shown until the prompt."""
        shown = ""
        while not shown.endswith(prompt):
            ready, _, _ = select.select([self.main], [], [], PATIENCE)
            assert ready, f"waited for {prompt!r} in vain, after:\n{shown}"
            shown += self._read()
        return shown.replace("\r\n", "\n")

    def says(self, line: str, prompt: str = PROMPT) -> str:
        """What is shown after a line was typed, until the next prompt."""
        os.write(self.main, f"{line}\n".encode())
        return self.until(prompt)

    def rest(self, again: bytes = b"") -> str:
        """What is shown until the end. `again`: typed once more where nothing comes of it: a signal that arrives just before
        Python begins to read is noticed when something else is typed.
        """
        shown = ""
        waited = 0.0
        while True:
            ready, _, _ = select.select([self.main], [], [], MOMENT)
            if not ready:
                waited += MOMENT
                assert waited < PATIENCE, f"waited for the end in vain, after:\n{shown}"
                if again:
                    os.write(self.main, again)
                continue
            try:
                piece = self._read()
            except OSError:
                break
            if not piece:
                break
            shown += piece
        return shown

    def _read(self) -> str:
        return os.read(self.main, 65536).decode()


@pytest.fixture
def terminal(file: Path) -> Iterator[Terminal]:
    found = Terminal(file)
    yield found
    if found.process.poll() is None:
        found.process.kill()
    found.process.wait()
    os.close(found.main)


def test_a_session_chooses_fills_a_value_takes_it_back_and_quits(terminal: Terminal) -> None:
    assert "1  begin" in terminal.begin
    shown = terminal.says("1")
    assert "Question  In Progress, work item Assigned" in shown
    assert "1  complete Question with choice = …" in shown
    shown = terminal.says("1", "choice = ")
    assert 'choice: one of "Yes", "No", never null. Suggestions: "Yes", "No"' in shown
    shown = terminal.says("Maybe", "choice = ")
    assert 'choice is one of "Yes", "No", and "Maybe" is none of them' in shown
    shown = terminal.says("No")
    assert "Answer takes default outcome" in shown
    assert "Small: In Progress" in shown
    assert "Small: In Progress" in terminal.says("undo")
    assert "Small: not begun" in terminal.says("undo")
    assert "nothing to undo" in terminal.says("undo")
    os.write(terminal.main, b"quit\n")
    terminal.rest()
    assert terminal.process.wait(PATIENCE) == 0


def test_ctrl_c_leaves_without_a_word_of_python(terminal: Terminal) -> None:
    os.write(terminal.main, b"\x03")
    shown = terminal.rest(again=b"\x03")
    assert terminal.process.wait(PATIENCE) == 0
    assert "Traceback" not in shown


def test_ctrl_d_leaves(terminal: Terminal) -> None:
    os.write(terminal.main, b"\x04")
    terminal.rest()
    assert terminal.process.wait(PATIENCE) == 0


def lines(file: Path, *typed: str) -> str:
    """What a session shows that gets these lines without a terminal."""
    text = "".join(f"{line}\n" for line in typed)
    done = run("run", file.name, "--interactive", cwd=file.parent, stdin=text)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_without_a_terminal_lines_are_read_to_the_end_of_input(file: Path) -> None:
    shown = lines(file, "1", "1", "")
    assert "Small: Completed" in shown


def test_the_reason_of_every_change_is_shown(file: Path) -> None:
    assert "run-status-in-progress" in lines(file, "1")


def test_errors_that_struck_on_the_way_are_offered_apart(file: Path) -> None:
    shown = lines(file, "1", "errors", "1")
    assert "1  fail Question with assignee-inactive" in shown
    assert "Small: Error" in shown
    assert "No error could have struck" in lines(file, "errors")


def test_what_is_no_command_is_explained(file: Path) -> None:
    shown = lines(file, "99", "jump", "help", "save")
    assert '"99" is neither a number from 1 to 1 nor a command' in shown
    assert '"jump" is neither' in shown
    assert "take the last event back" in shown
    assert "Say where: save FILE" in shown


def test_an_event_can_be_taken_back_while_its_values_are_asked_for(file: Path) -> None:
    shown = lines(file, "1", "1", "back", "log")
    assert "2. " not in shown


def test_a_saved_run_is_a_scenario_that_plays(file: Path) -> None:
    assert "Saved to played.txt." in lines(file, "1", "1", "No", "errors", "3", "save played.txt")
    scenario = (file.parent / "played.txt").read_text(encoding="utf-8")
    assert "fail Question with " in scenario
    file.write_text(TEXT.rstrip().removesuffix("}") + scenario + "}\n", encoding="utf-8")
    done = run("run", file.name, "--quiet", cwd=file.parent)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_run_is_saved_as_json_that_plays(file: Path) -> None:
    lines(file, "1", "1", "Yes", "save played.json")
    kept = json.loads((file.parent / "played.json").read_text(encoding="utf-8"))
    assert kept["found_by"] == {"mode": "interactive"}
    done = run("run", file.name, "--scenario-file", "played.json", cwd=file.parent)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_file_that_cannot_be_written_ends_nothing(file: Path) -> None:
    shown = lines(file, "1", "save .", "1", "Yes")
    assert "Not saved: cannot write ." in shown
    assert "Small: Completed" in shown


def test_bytes_that_are_no_text_are_no_command(file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "stageproof", "run", file.name, "--interactive"],
        cwd=file.parent,
        input=b"\xff\xfe\n1\nquit\n",
        capture_output=True,
    )
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_the_definition_cannot_come_from_standard_input(file: Path) -> None:
    done = run("run", "-", "--interactive", cwd=file.parent, stdin=TEXT)
    assert done.returncode == 2
    assert "name a file" in done.stderr


def test_a_file_that_is_there_is_never_overwritten(file: Path) -> None:
    before = file.read_text(encoding="utf-8")
    shown = lines(file, f"save {file.name}", "1", "1", "Yes", f"save {file.name}")
    assert f"Not saved: {file.name} is there already, and nothing is overwritten" in shown
    assert file.read_text(encoding="utf-8") == before
