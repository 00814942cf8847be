"""Tallies are put together in any order and grouping with one result."""

from functools import reduce
from itertools import permutations

from tested_definitions import ONBOARDING, known_runs

from stageproof.checker.random_runs.tally import Tally
from stageproof.checker.random_runs.walk import chunk

CLAIM = 'never "a": Fix fails always "b": run is not Canceled'


def _tallies() -> list[Tally]:
    known = known_runs(ONBOARDING, CLAIM)
    return [chunk(known, 1, number, 60) for number in range(4)]


def test_merging_is_associative_and_commutative() -> None:
    tallies = _tallies()
    wanted = reduce(Tally.merged, tallies)
    assert all(reduce(Tally.merged, order) == wanted for order in permutations(tallies))
    first, second, third, fourth = tallies
    assert first.merged(second).merged(third.merged(fourth)) == wanted


def test_an_empty_tally_changes_nothing() -> None:
    one = _tallies()[0]
    assert one.merged(Tally()) == one
    assert Tally().merged(one) == one


def test_counts_add_up_and_the_first_run_of_a_mistake_is_kept() -> None:
    tallies = _tallies()
    whole = reduce(Tally.merged, reversed(tallies))
    assert whole.runs == 240
    assert whole.events == sum(each.events for each in tallies)
    for name, failure in whole.failures.items():
        having = [each.failures[name] for each in tallies if name in each.failures]
        assert failure.times == sum(each.times for each in having)
        assert failure.run == min(each.run for each in having if each.run is not None)
