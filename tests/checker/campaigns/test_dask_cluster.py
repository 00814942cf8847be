"""A campaign on a Dask cluster: two workers, one of them killed in the middle; nothing is lost or counted twice."""

import os
import signal
from collections.abc import Iterator

import pytest
from tested_definitions import ONBOARDING, plan_of

from stageproof.checker.campaigns.campaign import Begun, run_campaign
from stageproof.checker.campaigns.dask_executor import DaskCluster
from stageproof.checker.campaigns.executor import Serial

distributed = pytest.importorskip(
    "distributed", reason="Dask is not installed: pip install 'stageproof[dask]'"
)
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture
def cluster() -> Iterator[DaskCluster]:
    started = DaskCluster.at("local:2")
    yield started
    started.close()


def test_a_worker_that_is_killed_changes_nothing_of_the_result(cluster: DaskCluster) -> None:
    plan = plan_of(ONBOARDING, 'never "a": Fix fails', runs=12_000, most_ways=0)
    wanted = run_campaign(plan, Serial())
    assert cluster.workers == 2
    killed: list[int] = []

    def kill_one(begun: Begun) -> None:
        if len(begun.chunks) == 2 and not killed:
            processes = cluster._client.run(os.getpid)  # type: ignore[attr-defined]  # of the real client
            killed.append(next(iter(processes.values())))
            os.kill(killed[0], signal.SIGKILL)

    assert run_campaign(plan, cluster, keep=kill_one) == wanted
    assert killed
