"""The checker of certificates held to systems that are worked out state by state."""

from collections import Counter
from dataclasses import replace
from functools import cache
from random import Random
from typing import get_args

import pytest
from certificate_damages import DAMAGES, Subject, counted_otherwise, measured
from counting_systems import drawn_comparison, drawn_counting_system
from explicit_certificates import Builder, Truth
from explicit_states import drawn_system

from stageproof.checker.certificates.check import check
from stageproof.checker.certificates.claims import Claim, Countdown
from stageproof.checker.certificates.obligation import INVARIANT

DRAWN = 60
DAMAGED = 100
COUNTING = 40


@cache
def subject(seed: int) -> Subject:
    system = drawn_system(Random(seed))
    system = replace(system, comparisons=(drawn_comparison(Random(seed), system),))
    return Subject(system, Builder(system).certificate())


@cache
def counting_subject(seed: int) -> Subject:
    system = drawn_counting_system(Random(seed))
    return Subject(system, Builder(system).certificate())


@pytest.mark.parametrize("start", range(0, DRAWN, 20))
def test_what_is_true_of_a_drawn_system_is_accepted(start: int) -> None:
    for seed in range(start, start + 20):
        system, certificate = subject(seed)
        checked = check(system, certificate)
        assert checked.is_accepted, (seed, checked.problems, checked.unmet[:3])
        truth = Truth(system, certificate)
        assert all(truth.is_true(claim) for claim in certificate.claims)


def test_drawn_systems_have_every_kind_of_claim() -> None:
    kinds = Counter(
        type(claim).__name__ for seed in range(DRAWN) for claim in subject(seed).certificate.claims
    )
    assert set(kinds) == {kind.__name__ for kind in get_args(Claim)}
    assert min(kinds.values()) >= 20


def test_every_damage_is_rejected_or_leaves_what_is_true() -> None:
    outcomes: Counter[str] = Counter()
    for number in range(DAMAGED):
        random = Random(number)
        damaged = DAMAGES[number % len(DAMAGES)](random, subject(number % DRAWN))
        outcomes[judged(damaged, number)] += 1
    assert outcomes["rejected"] >= 30
    assert outcomes["accepted"] >= 30


def judged(damaged: Subject, number: int) -> str:
    """Hold the checker's verdict to the truth."""
    checked = check(*damaged)
    if checked.problems:
        return "of the wrong shape"
    truth = Truth(*damaged)
    is_closed = all(one.obligation.claim != INVARIANT for one in checked.unmet)
    assert is_closed == truth.is_invariant(), number
    for place, claim in enumerate(damaged.certificate.claims):
        assert not checked.is_proved(place) or truth.is_true(claim), (number, claim)
    return "accepted" if checked.is_accepted else "rejected"


def test_measures_at_random_prove_nothing_that_is_false() -> None:
    outcomes = Counter(
        judged(measured(Random(seed), subject(seed % DRAWN)), seed) for seed in range(1000, 1060)
    )
    assert outcomes["rejected"] >= 3
    assert outcomes["accepted"] >= 3


def test_loops_that_are_counted_down_are_accepted_and_no_run_with_numbers_goes_round_for_ever() -> None:
    counted = 0
    for seed in range(COUNTING):
        system, certificate = counting_subject(seed)
        checked = check(system, certificate)
        assert checked.is_accepted, (seed, checked.problems, checked.unmet[:3])
        (claim,) = (claim for claim in certificate.claims if isinstance(claim, Countdown))
        assert Truth(system, certificate).is_true(claim), seed
        counted += bool(claim.counted) and bool(claim.without_asking.starts[0].states)
    assert counted >= COUNTING // 4


def test_a_countdown_that_is_damaged_is_rejected_or_no_run_with_numbers_goes_round_for_ever() -> None:
    outcomes: Counter[str] = Counter()
    for number in range(200):
        subject = counting_subject(number % COUNTING)
        damaged = counted_otherwise(Random(number), subject)
        if damaged != subject:
            outcomes[judged(damaged, number)] += 1
    assert outcomes["rejected"] >= 30
    assert outcomes["accepted"] >= 10
    assert outcomes["of the wrong shape"] >= 10
