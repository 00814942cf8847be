"""Chunks on a Dask cluster: a scheduler somewhere, or workers started here. Needs `stageproof[dask]`."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING, Any, Final

from .executor import ChunkLostError, Done
from .plan import Plan, Task

if TYPE_CHECKING:
    from distributed import Client, Future

MOST_TRIES: Final = 3
"""How often a chunk may take its worker down before the campaign gives it up."""
AHEAD: Final = 2
HOW_TO_INSTALL: Final = "Dask is not installed; `pip install 'stageproof[dask]'` does that"


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

        Raises `DaskMissingError` where Dask is not installed, OSError where nobody answers.
        """
        try:
            from distributed import Client, LocalCluster
        except ImportError as error:
            raise DaskMissingError(HOW_TO_INSTALL) from error
        name, _, count = address.partition(":")
        if name != "local":
            return cls(Client(address, timeout=10, set_as_default=False))
        cluster = LocalCluster(
            n_workers=int(count or 2), threads_per_worker=1, dashboard_address=None, protocol="tcp"
        )
        return cls(Client(cluster, set_as_default=False))

    @property
    def workers(self) -> int:
        """How many workers there are now; one at least."""
        found: dict[str, Any] = self._client.scheduler_info(n_workers=-1)["workers"]
        return max(1, len(found))

    def run(self, plan: Plan, tasks: Sequence[Task]) -> Generator[Done, None, None]:
        """The chunks as they are done."""
        from distributed import FIRST_COMPLETED, KilledWorker, wait

        waiting = list(reversed(tasks))
        running: dict[Future, Task] = {}
        try:
            while waiting or running:
                while waiting and len(running) < self.workers * AHEAD:
                    task = waiting.pop()
                    future = self._client.submit(_do, plan, task, pure=False, retries=MOST_TRIES)
                    running[future] = task
                done = wait(list(running), return_when=FIRST_COMPLETED).done
                for future in sorted(done, key=lambda each: running[each].number):
                    task = running.pop(future)
                    try:
                        yield future.result()
                    except KilledWorker as error:
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


def _do(plan: Plan, task: Task) -> Done:
    return Done(task, plan.do(task))
