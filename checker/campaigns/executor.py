"""Who runs the chunks of a campaign: this process, several, or a cluster. The result is the same."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import NamedTuple, Protocol

from ..random_runs.tally import Tally
from .plan import Plan, Task


class Done(NamedTuple):
    """A chunk that was run."""

    task: Task
    tally: Tally


class ChunkLostError(Exception):
    """A chunk took its worker down each time it was tried. The message says which."""


class Executor(Protocol):
    """Runs chunks. Each is given back once, in any order; a chunk whose worker dies is run again."""

    @property
    def workers(self) -> int:
        """How many chunks run at the same time."""
        ...

    def run(self, plan: Plan, tasks: Sequence[Task]) -> Generator[Done, None, None]:
        """The chunks as they are done. Closing the iterator ends the work. Raises `ChunkLostError`."""
        ...

    def close(self) -> None:
        """Let go of the workers."""
        ...


class Serial:
    """One chunk after the other, in this process."""

    workers = 1

    def run(self, plan: Plan, tasks: Sequence[Task]) -> Generator[Done, None, None]:
        """The chunks in their order."""
        for task in tasks:
            yield Done(task, plan.do(task))

    def close(self) -> None:
        """Nothing to let go of."""
