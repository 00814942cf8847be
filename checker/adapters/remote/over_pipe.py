"""An engine in a process of its own: one line of JSON to its standard input, one line from its standard output."""

from __future__ import annotations

import contextlib
import os
import shlex
import signal
import subprocess
from collections import deque
from queue import Empty, Queue
from threading import Thread
from typing import IO, Final

from ..contract import EngineGoneError, Exchanged, breach, silence

KEPT: Final = 200
"""Lines of standard error that are kept."""
LAST_WORDS: Final = 1.0
"""Seconds in which what an ended process said before can still be read."""
PATIENCE: Final = 5.0
"""Seconds that a process has to end by itself once its standard input is closed."""


class Pipe:
    """A process that answers. It is started at once and ended, with what it started, by `close`."""

    def __init__(self, command: str, timeout: float) -> None:
        """Start a command, split as a shell would, without a shell. `timeout` is in seconds, for one answer.

        Raises AdapterError where it cannot be started.
        """
        self.command = command
        self.timeout = timeout
        words = shlex.split(command, posix=os.name == "posix")
        try:
            self._process = subprocess.Popen(
                words,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                errors="replace",
                start_new_session=os.name == "posix",
            )
        except (OSError, IndexError) as error:
            raise breach(f"`{command}` cannot be started: {error}") from None
        self._ending = ""
        self._requests: Queue[str | None] = Queue()
        self._answers: Queue[str | None] = Queue()
        self._errors: deque[str] = deque(maxlen=KEPT)
        self._errors_read = Thread(target=self._read_errors, args=(self._process.stderr,), daemon=True)
        self._threads = (
            Thread(target=self._write_requests, args=(self._process.stdin,), daemon=True),
            Thread(target=self._read_answers, args=(self._process.stdout,), daemon=True),
            self._errors_read,
        )
        for thread in self._threads:
            thread.start()

    def exchange(self, request: str) -> str:
        """Send a line, wait for one. Raises EngineGoneError at once where it is known that nobody answers any more."""
        if self._ending:
            raise breach(f"`{self.command}` {self._ending}", Exchanged(request), EngineGoneError)
        has_ended = self._process.poll() is not None
        self._requests.put(request)
        try:
            answer = self._answers.get(timeout=min(self.timeout, LAST_WORDS) if has_ended else self.timeout)
        except Empty:
            if self._process.poll() is not None:
                raise self._died(request) from None
            raise silence(f"`{self.command}`", self.timeout, Exchanged(request, "", self.stderr())) from None
        if answer is None:
            raise self._died(request)
        return answer

    def stderr(self) -> str:
        """The last lines of its standard error."""
        return "\n".join(self._errors)

    def close(self) -> None:
        """Close its standard input, and end it where it does not end by itself."""
        self._requests.put(None)
        try:
            self._process.wait(min(self.timeout, PATIENCE))
        except subprocess.TimeoutExpired:
            self._kill()
            self._process.wait()
        for thread in self._threads:
            thread.join(PATIENCE)
        for stream in (self._process.stdout, self._process.stderr):
            if stream is not None:
                stream.close()

    def _kill(self) -> None:
        if os.name == "posix":
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()

    def _died(self, request: str) -> Exception:
        try:
            code: int | None = self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            code = None
        self._errors_read.join(PATIENCE)
        how = f"ended with exit code {code}" if code is not None else "closed its standard output"
        self._ending = f"{how} before"
        exchanged = Exchanged(request, "", self.stderr())
        return breach(f"`{self.command}` {how} before it answered", exchanged, EngineGoneError)

    def _write_requests(self, stream: IO[str] | None) -> None:
        """A thread of its own: a process that does not read must not keep anybody from noticing."""
        if stream is None:
            return
        with contextlib.suppress(OSError, ValueError):
            for request in iter(self._requests.get, None):
                stream.write(request + "\n")
                stream.flush()
        with contextlib.suppress(OSError, ValueError):
            stream.close()

    def _read_answers(self, stream: IO[str] | None) -> None:
        for line in stream or ():
            if line.strip():
                self._answers.put(line.rstrip("\n"))
        self._answers.put(None)

    def _read_errors(self, stream: IO[str] | None) -> None:
        for line in stream or ():
            self._errors.append(line.rstrip("\n"))
