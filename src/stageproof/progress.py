"""A progress bar for long runs, on a terminal only."""

from time import monotonic
from types import TracebackType
from typing import Final, Self, TextIO

PATIENCE: Final = 1.0
"""Seconds before a bar appears: a short run shows none."""

WIDTH: Final = 30


class Progress:
    """Draws `[#####     ] 120 of 400 files` on one line and takes it away at the end."""

    def __init__(self, stream: TextIO, *, quiet: bool = False, unit: str = "files") -> None:
        """Draw on `stream` if it is a terminal and `quiet` is not set; `unit` is what is counted."""
        self._stream = stream
        self._unit = unit
        self._active = not quiet and stream.isatty()
        self._begin = monotonic()
        self._drawn = 0.0

    def __enter__(self) -> Self:
        """Start counting time."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away."""
        if self._drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def update(self, done: int, total: int, remark: str = "") -> None:
        """Show how far it is, and what else there is to say of it; at most ten times a second."""
        if not self._active:
            return
        now = monotonic()
        if now - self._begin < PATIENCE or now - self._drawn < 0.1:
            return
        self._drawn = now
        filled = WIDTH * done // max(total, 1)
        told = f" ({remark})" if remark else ""
        self._stream.write(
            f"\r[{'#' * filled}{' ' * (WIDTH - filled)}] {done} of {total} {self._unit}{told}\x1b[K"
        )
        self._stream.flush()
