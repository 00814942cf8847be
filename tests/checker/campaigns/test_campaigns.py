"""A campaign gives one result, whoever makes its runs, in how many parts, and however often it is stopped."""

from collections.abc import Generator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest
from tested_definitions import ONBOARDING, RETRY, plan_of

from stageproof.checker.campaigns.campaign import Begun, Limits, run_campaign
from stageproof.checker.campaigns.executor import ChunkLostError, Done, Serial
from stageproof.checker.campaigns.merging import merged_campaign
from stageproof.checker.campaigns.outcome import Campaign, StopReason
from stageproof.checker.campaigns.plan import Plan, Shard, Task
from stageproof.checker.campaigns.process_executor import Processes
from stageproof.checker.campaigns.reports.data import begun_from_json, begun_to_json, tried_json
from stageproof.checker.campaigns.reports.parts import parts_from_json
from stageproof.checker.campaigns.statistics import failure_bound, unseen_share
from stageproof.checker.campaigns.tried import Tried
from stageproof.engine.records.reading import JsonError

CLAIM = 'never "a": Fix fails'
PLAN = plan_of(ONBOARDING, CLAIM, runs=3_500, most_ways=0, seed=4)


@cache
def whole() -> Campaign:
    return run_campaign(PLAN, Serial())


def test_several_processes_give_the_result_of_one() -> None:
    processes = Processes(2)
    try:
        assert run_campaign(PLAN, processes) == whole()
    finally:
        processes.close()


class _Backwards(Serial):
    """Does the last chunk first."""

    def run(self, plan: Plan, tasks: Sequence[Task]) -> Generator[Done, None, None]:
        for task in reversed(tasks):
            yield Done(task, plan.do(task))


def test_the_order_in_which_chunks_are_done_does_not_matter() -> None:
    assert run_campaign(PLAN, _Backwards()) == whole()


def test_a_campaign_that_is_stopped_and_gone_on_with_gives_the_result_of_one_that_is_not() -> None:
    kept: list[Begun] = []
    first = run_campaign(PLAN, Serial(), Limits(seconds=0.0), keep=kept.append)
    assert first.stop_reason is StopReason.TIME
    assert not first.complete
    assert first.tally.runs == 1_000
    text = begun_to_json(PLAN, kept[-1])
    assert run_campaign(PLAN, Serial(), begun=begun_from_json(text, PLAN)) == whole()


def test_a_checkpoint_of_another_campaign_is_refused_with_what_differs() -> None:
    text = begun_to_json(PLAN, Begun())
    with pytest.raises(JsonError, match="seed is 4, and 5 is asked for"):
        begun_from_json(text, replace(PLAN, seed=5))


def _parts(count: int) -> list[tuple[str, Campaign]]:
    plans = [replace(PLAN, shard=Shard(number, count)) for number in range(1, count + 1)]
    return [(f"part{plan.shard.number}.json", run_campaign(plan, Serial())) for plan in plans]


def _told(campaign: Campaign) -> str:
    return tried_json([Tried(campaign, PLAN.subject.program())], "0", 1)


@pytest.mark.parametrize("count", [2, 3])
def test_parts_put_together_are_the_whole_with_nothing_lost_or_counted_twice(count: int) -> None:
    parts = [(file, part) for file, campaign in _parts(count) for part in parts_from_json(_told(campaign))]
    merged = merged_campaign(PLAN, PLAN.subject.program(), parts)
    assert merged.tally == whole().tally
    assert merged.covered == whole().covered
    assert merged.coverage == whole().coverage
    assert merged.chunks == whole().chunks
    assert [failure.flaw for failure in merged.failures] == [failure.flaw for failure in whole().failures]


def test_a_part_that_is_missing_or_given_twice_is_told() -> None:
    (first, second) = [
        (file, part) for file, campaign in _parts(2) for part in parts_from_json(_told(campaign))
    ]
    program = PLAN.subject.program()
    with pytest.raises(ValueError, match="parts are missing: 2/2"):
        merged_campaign(PLAN, program, [first])
    with pytest.raises(ValueError, match="both count chunk"):
        merged_campaign(PLAN, program, [first, second, first])
    with pytest.raises(ValueError, match="its text has changed"):
        merged_campaign(plan_of(ONBOARDING), program, [first, second])


def test_the_whole_is_planned_as_its_parts_were_whatever_the_command_that_merges_says() -> None:
    parts = [(file, part) for file, campaign in _parts(2) for part in parts_from_json(_told(campaign))]
    other = replace(PLAN, seed=99, runs=7, longest=3)
    assert merged_campaign(other, PLAN.subject.program(), parts).plan == PLAN


def test_a_part_that_was_run_or_judged_otherwise_is_refused_with_what_differs() -> None:
    (first, second) = [
        (file, part) for file, campaign in _parts(2) for part in parts_from_json(_told(campaign))
    ]
    program = PLAN.subject.program()
    other = replace(second[1], origins=(second[1].origins[0]._replace(longest=7),))
    with pytest.raises(ValueError, match="its longest is 100, not 7"):
        merged_campaign(PLAN, program, [first, (second[0], other)])
    with pytest.raises(ValueError, match="was judged under other readings: pdf-2025"):
        merged_campaign(
            PLAN, program, [(name, replace(part, profile="pdf-2025")) for name, part in (first, second)]
        )


class _Interrupted(Serial):
    """Ctrl-C after the second chunk."""

    def run(self, plan: Plan, tasks: Sequence[Task]) -> Generator[Done, None, None]:
        for number, done in enumerate(super().run(plan, tasks)):
            if number == 2:
                raise KeyboardInterrupt
            yield done


def test_an_interrupted_campaign_tells_what_was_done() -> None:
    told = run_campaign(PLAN, _Interrupted())
    assert told.stop_reason is StopReason.INTERRUPTED
    assert told.tally.runs == 2_000
    assert told.chunks == (0, 1)
    assert not told.complete


class _Lost(Serial):
    """A chunk takes its worker down each time."""

    def run(self, plan: Plan, tasks: Sequence[Task]) -> Generator[Done, None, None]:
        yield Done(tasks[0], plan.do(tasks[0]))
        raise ChunkLostError("chunk 1")


def test_a_chunk_that_nobody_can_run_ends_the_campaign_and_is_said() -> None:
    told = run_campaign(PLAN, _Lost())
    assert told.stop_reason is StopReason.LOST
    assert told.tally.runs == 1_000


def test_enough_different_mistakes_end_a_campaign() -> None:
    told = run_campaign(PLAN, Serial(), Limits(failures=1))
    assert told.stop_reason is StopReason.FAILURES
    assert len(told.failures) == 1


def test_a_graph_that_closes_ends_the_campaign_and_is_called_exhaustive() -> None:
    told = run_campaign(plan_of(RETRY, runs=10**9), Serial())
    assert told.stop_reason is StopReason.EXHAUSTIVE
    assert told.is_exhaustive
    assert told.complete
    assert told.tally.runs == 0


def test_a_definition_whose_trigger_lets_no_run_begin_is_said() -> None:
    start = "start when Order__c is created -> Charge"
    text = RETRY.replace(start, f'{start} {{ where A__c = "x" and A__c = "y" }}')
    assert text != RETRY
    told = run_campaign(plan_of(text), Serial())
    assert told.stop_reason is StopReason.NO_START
    assert not told.complete


def test_the_curve_of_discoveries_never_falls_and_ends_with_all_runs() -> None:
    curve = whole().discoveries
    assert [point.runs for point in curve] == [1_000, 2_000, 3_000, 3_500]
    assert [point.features for point in curve] == sorted(point.features for point in curve)


def test_bounds_are_those_of_the_rule_of_three_and_of_good_and_turing() -> None:
    assert failure_bound(0) is None
    assert failure_bound(300) == Fraction(1, 100)
    assert unseen_share({"a": 1, "b": 1, "c": 5}, 100) == Fraction(1, 50)
    assert unseen_share({}, 0) is None


def test_a_limit_of_mistakes_ends_the_search_that_comes_before_random_runs() -> None:
    plan = plan_of(ONBOARDING, 'never "a": Fix fails never "b": Laptop starts')
    whole, first = run_campaign(plan, Serial()), run_campaign(plan, Serial(), Limits(failures=1))
    assert first.stop_reason is StopReason.FAILURES
    assert len(first.failures) == 1 < len(whole.failures)
    assert first.explored is not None
    assert whole.explored is not None
    assert first.explored.ways < whole.explored.ways
