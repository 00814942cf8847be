"""Work shared out among processes: this one does its part, copies of it do the rest."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, Final, TypeVar

from ..grammar.collector import without_collector

Item = TypeVar("Item")
Result = TypeVar("Result")
Chunk = Sequence[Any]
Work = Callable[[Any], Any]

SMALLEST_CHUNK: Final = 8
MOST_CHUNKS: Final = 4096
"""Their numbers have to fit into a pipe, which holds 64 kB."""
ROOM: Final = 1 << 20
"""Bytes of results that a process may have ready before this one takes them."""


def shared(work: Callable[[Item], Result], items: Sequence[Item], processes: int) -> Iterator[list[Result]]:
    """The results for all items, some at a time, in no order. `work` should not raise.

    Where processes cannot be copied, others are started, and `work` and the items have to be picklable.
    """
    size = max(SMALLEST_CHUNK, -(-len(items) // MOST_CHUNKS))
    chunks = [items[begin : begin + size] for begin in range(0, len(items), size)]
    processes = min(processes, len(chunks))
    if processes < 2:
        return (_done(work, chunk) for chunk in chunks)
    return _copied(work, chunks, processes) if sys.platform == "linux" else _started(work, chunks, processes)


def _done(work: Work, chunk: Chunk) -> list[Any]:
    with without_collector():
        return [work(item) for item in chunk]


def _started(work: Work, chunks: Sequence[Chunk], processes: int) -> Iterator[list[Any]]:
    from concurrent.futures import ProcessPoolExecutor
    from functools import partial

    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(partial(_done, work), chunks)


def _copied(work: Work, chunks: Sequence[Chunk], processes: int) -> Iterator[list[Any]]:
    """Every process takes the number of the next chunk out of one pipe, so all end together.

    A copy that dies has its chunks done here.
    """
    numbers = _numbers(len(chunks))
    copies: dict[int, _Copy] = {}
    missing = set(range(len(chunks)))
    try:
        for _ in range(processes - 1):
            copy = _copy(work, chunks, numbers)
            copies[copy.results] = copy
        for number in _taken(numbers):
            missing.discard(number)
            yield _done(work, chunks[number])
            for copy in _ready(copies, wait=False):
                yield from copy.take(missing)
        while copies:
            for copy in _ready(copies, wait=True):
                yield from copy.take(missing)
                if copy.ended:
                    os.close(copies.pop(copy.results).results)
                    os.waitpid(copy.process, 0)
    finally:
        os.close(numbers)
        for copy in copies.values():
            os.close(copy.results)
            os.waitpid(copy.process, 0)
    for number in sorted(missing):
        yield _done(work, chunks[number])


class _Copy:
    """A copy of this process, and what has come from it: the pickled pairs of chunk number and results."""

    __slots__ = ("ended", "process", "results", "unread")

    def __init__(self, process: int, results: int) -> None:
        self.process = process
        self.results = results
        self.unread = b""
        self.ended = False

    def take(self, missing: set[int]) -> Iterator[list[Any]]:
        """What has come whole by now. Called when there is something to read."""
        from pickle import loads

        came = os.read(self.results, ROOM)
        self.ended = not came
        self.unread += came
        while len(self.unread) >= 4:
            end = 4 + int.from_bytes(self.unread[:4], "big")
            if len(self.unread) < end:
                return
            number, results = loads(self.unread[4:end])  # noqa: S301 - from a copy of this process
            self.unread = self.unread[end:]
            missing.discard(number)
            yield results


def _numbers(count: int) -> int:
    """A pipe that gives the numbers from 0, each to one reader, and then ends."""
    numbers, filling = os.pipe()
    os.write(filling, b"".join(number.to_bytes(4, "big") for number in range(count)))
    os.close(filling)
    return numbers


def _taken(numbers: int) -> Iterator[int]:
    while taken := os.read(numbers, 4):
        yield int.from_bytes(taken, "big")


def _copy(work: Work, chunks: Sequence[Chunk], numbers: int) -> _Copy:
    from pickle import HIGHEST_PROTOCOL, dumps

    results, filling = os.pipe()
    _widen(filling)
    process = os.fork()
    if process:
        os.close(filling)
        return _Copy(process, results)
    status = 1
    try:
        os.close(results)
        for number in _taken(numbers):
            sent = dumps((number, _done(work, chunks[number])), HIGHEST_PROTOCOL)
            _write(filling, len(sent).to_bytes(4, "big") + sent)
        status = 0
    finally:
        os._exit(status)


def _write(pipe: int, content: bytes) -> None:
    while content:
        content = content[os.write(pipe, content) :]


def _widen(pipe: int) -> None:
    from fcntl import F_SETPIPE_SZ, fcntl

    with suppress(OSError):
        fcntl(pipe, F_SETPIPE_SZ, ROOM)


def _ready(copies: dict[int, _Copy], *, wait: bool) -> list[_Copy]:
    from select import select

    readable, _, _ = select(list(copies), [], [], None if wait else 0)
    return [copies[results] for results in readable]
