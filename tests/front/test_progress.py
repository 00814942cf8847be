"""The progress bar: on a terminal only, after a moment, and gone at the end."""

import io
import os
import pty

import pytest

from stageproof import progress
from stageproof.progress import Progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_pipe_sees_nothing() -> None:
    stream = io.StringIO()
    with Progress(stream) as bar:
        bar.update(1, 2)
    assert stream.getvalue() == ""


def test_a_short_run_shows_no_bar_and_quiet_never_does(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    with Progress(stream) as bar:
        bar.update(1, 2)
    assert stream.getvalue() == ""
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    with Progress(stream, quiet=True) as bar:
        bar.update(1, 2)
    assert stream.getvalue() == ""


def test_a_long_run_draws_and_erases_on_a_real_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    master, slave = pty.openpty()
    with os.fdopen(slave, "w") as stream, Progress(stream) as bar:
        bar.update(30, 60)
    shown = os.read(master, 4096).decode()
    os.close(master)
    assert "30 of 60 files" in shown
    assert "#" * 15 + " " * 15 in shown
    assert shown.endswith("\r\x1b[K")
