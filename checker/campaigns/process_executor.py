"""Chunks in several processes of this machine, each of which keeps the graph of known runs from chunk to chunk."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from typing import Final

from .executor import ChunkLostError, Done
from .plan import Plan, Task

MOST_TRIES: Final = 3
"""How often a chunk may take its process down before the campaign gives it up."""
AHEAD: Final = 2
"""Chunks that wait for each process, so that none is idle."""


class Processes:
    """A pool of processes. One that dies is replaced, and its chunks are run again."""

    def __init__(self, workers: int) -> None:
        """So many processes, started when the first chunk is run."""
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None

    @property
    def workers(self) -> int:
        """How many processes there are."""
        return self._workers

    def run(self, plan: Plan, tasks: Sequence[Task]) -> Generator[Done, None, None]:
        """The chunks as they are done."""
        waiting = list(reversed(tasks))
        tries: dict[int, int] = {}
        running: dict[Future[Done], Task] = {}
        try:
            while waiting or running:
                try:
                    while waiting and len(running) < self._workers * AHEAD:
                        running[self._started().submit(_do, plan, waiting[-1])] = waiting[-1]
                        waiting.pop()
                    done, _ = wait(running, return_when=FIRST_COMPLETED)
                    for future in sorted(done, key=lambda each: running[each].number):
                        result = future.result()
                        del running[future]
                        yield result
                except BrokenProcessPool:
                    self._replace()
                    lost = sorted(running.values(), reverse=True)
                    running.clear()
                    for task in lost:
                        tries[task.number] = tries.get(task.number, 0) + 1
                        if tries[task.number] >= MOST_TRIES * AHEAD:
                            raise ChunkLostError(
                                f"chunk {task.number} ended its process {tries[task.number]} times"
                            ) from None
                    waiting += lost
        finally:
            for future in running:
                future.cancel()

    def close(self) -> None:
        """End the processes, whatever they are at."""
        if self._pool is None:
            return
        for process in list((self._pool._processes or {}).values()):  # noqa: SLF001  # nothing public ends a running call
            with suppress(OSError):
                process.terminate()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = None

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._workers, mp_context=get_context("spawn"), initializer=_deaf
            )
        return self._pool

    def _replace(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


def _do(plan: Plan, task: Task) -> Done:
    return Done(task, plan.do(task))


def _deaf() -> None:
    """Ctrl-C is for the process that reports; it ends the others."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
