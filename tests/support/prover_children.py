"""Processes of their own for mutants of the prover: what is changed there, and what goes wrong, stays there."""

from __future__ import annotations

import os
import pickle
import resource
import signal
import traceback
from collections.abc import Callable, Sequence
from typing import Any, BinaryIO, Final, NamedTuple

MOST_MEMORY: Final = 6 * 1024**3
"""Bytes that a process may take: a mutant that wants more than that goes round for ever."""


class Child(NamedTuple):
    """A process at work, and where what it makes can be read."""

    number: int
    stream: BinaryIO

    def told(self) -> Any:
        """What it made, once it is done; None where it failed or was stopped."""
        with self.stream as stream:
            told = stream.read()
        os.waitpid(self.number, 0)
        return pickle.loads(told) if told else None


def begun(work: Callable[[], Any], *, may_fail: bool = False) -> Child:
    """A copy of this process that does some work. Why it fails is written to standard error, but where it may."""
    read, write = os.pipe()
    number = os.fork()
    if number == 0:
        os.close(read)
        try:
            resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
            told = pickle.dumps(work())
            with os.fdopen(write, "wb") as stream:
                stream.write(told)
        except BaseException:  # whatever it is: the parent sees that nothing is told
            if not may_fail:
                traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(write)
    return Child(number, os.fdopen(read, "rb"))


def in_a_child(work: Callable[[], Any]) -> Any:
    """What a process of its own makes of some work; None where it fails or is stopped."""
    return begun(work, may_fail=True).told()


def in_children(works: Sequence[Callable[[], Any]]) -> list[Any]:
    """The same of several works at the same time."""
    return [child.told() for child in [begun(work) for work in works]]


def stop_after(seconds: float) -> None:
    """End this process once it has computed for so long: whoever waits for it is told nothing. 0: never."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
