"""Chunks on a Dask cluster: a scheduler somewhere, or workers started here. Needs `stageproof[dask]`."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from importlib import import_module
from typing import Any, Final, Protocol

from .executor import ChunkLostError, Done
from .plan import Plan, Task

MOST_TRIES: Final = 3
"""How often a chunk may take its worker down before the campaign gives it up."""
WORKERS_HERE: Final = 2
"""How many `local` alone starts."""
AHEAD: Final = 2
HOW_TO_INSTALL: Final = "Dask is not installed; `pip install 'stageproof[dask]'` does that"


class Future(Protocol):
    """What is used of `distributed.Future`."""

    def result(self) -> Done:
        """What the call gave back; raises what it raised."""
        ...

    def cancel(self) -> None:
        """Nobody waits for it any more."""
        ...


class Cluster(Protocol):
    """What is used of `distributed.LocalCluster`."""

    def close(self) -> None:
        """End the workers."""
        ...


class Client(Protocol):
    """What is used of `distributed.Client`."""

    @property
    def cluster(self) -> Cluster | None:
        """The workers that were started here."""
        ...

    @property
    def loop(self) -> object:
        """Where its messages are worked off."""
        ...

    def submit(self, work: Callable[..., Done], *arguments: Any, pure: bool, retries: int) -> Future:
        """Have it called on a worker."""
        ...

    def ncores(self) -> dict[str, int]:
        """The workers that there are."""
        ...

    def close(self) -> None:
        """Let go."""
        ...


class DaskMissingError(Exception):
    """Dask is asked for and not installed."""


class DaskCluster:
    """The workers of a scheduler. Dask runs the chunks of a worker that dies again on another."""

    def __init__(self, client: Client) -> None:
        """Use this client; it is closed with the executor."""
        self._client = client

    @classmethod
    def at(cls, address: str) -> DaskCluster:
        """The cluster of a scheduler (`tcp://host:8786`), or for `local` or `local:4` workers of its own on this machine.

        Raises `DaskMissingError` where Dask is not installed, OSError where nobody answers, ValueError where
        this is no number of workers.
        """
        name, _, count = address.partition(":")
        workers = _workers(count) if name == "local" else 0
        distributed = _distributed()
        if not workers:
            return cls(distributed.Client(address, timeout=10, set_as_default=False))
        cluster = distributed.LocalCluster(
            n_workers=workers, threads_per_worker=1, dashboard_address=None, protocol="tcp"
        )
        return cls(distributed.Client(cluster, set_as_default=False))

    @property
    def workers(self) -> int:
        """How many workers there are now; one at least."""
        return max(1, len(self._client.ncores()))

    def run(self, plan: Plan, tasks: Sequence[Task]) -> Generator[Done, None, None]:
        """The chunks as they are done."""
        distributed = _distributed()
        waiting = list(reversed(tasks))
        running: dict[Future, Task] = {}
        completed = distributed.as_completed(loop=self._client.loop)
        try:
            while waiting or running:
                while waiting and len(running) < self.workers * AHEAD:
                    task = waiting.pop()
                    future = self._client.submit(_do, plan, task, pure=False, retries=MOST_TRIES)
                    running[future] = task
                    completed.add(future)
                future = next(completed)
                task = running.pop(future)
                try:
                    yield future.result()
                except distributed.KilledWorker as error:
                    raise ChunkLostError(f"chunk {task.number} ended its worker each time") from error
        finally:
            for future in running:
                future.cancel()

    def close(self) -> None:
        """Let go of the client, and end workers that were started here."""
        cluster = self._client.cluster
        self._client.close()
        if cluster is not None:
            cluster.close()


def _workers(count: str) -> int:
    if not count:
        return WORKERS_HERE
    if not count.isdecimal() or int(count) < 1:
        raise ValueError(f"{count} is no number of workers: it takes a whole number from 1 on, as in local:4")
    return int(count)


def _distributed() -> Any:
    """The library, untyped. Raises `DaskMissingError`."""
    try:
        return import_module("distributed")
    except ImportError as error:
        raise DaskMissingError(HOW_TO_INSTALL) from error


def _do(plan: Plan, task: Task) -> Done:
    return Done(task, plan.do(task))
