"""A call in this process that may take only so long, where the platform can interrupt one."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Final, TypeVar

Came = TypeVar("Came")
AGAIN: Final = 0.5
"""Seconds after which a call that passes over the interruption is interrupted again."""


class OverdueError(BaseException):
    """A call took too long. No Exception, so that an engine that catches every Exception does not catch it."""


def limited(seconds: float | None, ask: Callable[[], Came]) -> Came:
    """What `ask` gives. Raises OverdueError inside it after so many seconds; None: there is no limit.

    There is none either on Windows, outside of the main thread, and where another timer runs; and a call into compiled
    code is interrupted when it returns only.
    """
    if seconds is None or not _can_interrupt():
        return ask()

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise OverdueError

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
        try:
            return ask()
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _can_interrupt() -> bool:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return False
    return signal.getitimer(signal.ITIMER_REAL)[0] == 0
