"""Work shared out among processes."""

import os
import pickle
import sys

import pytest

from stageproof.checker.finding import Confidence, Finding, Region, Related, Severity
from stageproof.checker.processes import shared


def tripled(number: int) -> int:
    return number * 3


def long(number: int) -> str:
    return str(number % 10) * 200_000


@pytest.mark.parametrize("processes", [1, 2, 3, 40])
def test_every_item_is_done_once_by_any_number_of_processes(processes: int) -> None:
    results = [one for some in shared(tripled, range(500), processes) for one in some]
    assert sorted(results) == [3 * number for number in range(500)]


def test_results_larger_than_a_pipe_arrive_whole() -> None:
    results = [one for some in shared(long, range(64), 2) for one in some]
    assert sorted(results) == sorted(map(long, range(64)))


def test_nothing_to_do_is_no_result() -> None:
    assert list(shared(tripled, (), 4)) == []


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")
def test_what_a_dead_copy_leaves_behind_is_done_here() -> None:
    here = os.getpid()

    def deadly(number: int) -> int:
        if os.getpid() != here:
            os._exit(7)
        return number

    results = [one for some in shared(deadly, range(200), 3) for one in some]
    assert sorted(results) == list(range(200))


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")
def test_leaving_early_leaves_no_process_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    fork = os.fork

    def noted() -> int:
        begun.append(fork())
        return begun[-1]

    monkeypatch.setattr(os, "fork", noted)
    for _ in shared(long, range(400), 2):
        break
    assert len(begun) == 1
    with pytest.raises(ChildProcessError):
        os.waitpid(begun[0], os.WNOHANG)


def test_a_finding_travels_whole() -> None:
    region = Region(1, 2, 3, 4, 5, 6)
    finding = Finding(
        "some-rule", Severity.NOTE, Confidence.LIKELY, "message", "path", region,
        related=(Related("path", region, "there"),), frame=((1, "text"),), line_hash="a:1",
    )  # fmt: skip
    assert pickle.loads(pickle.dumps(finding)) == finding
