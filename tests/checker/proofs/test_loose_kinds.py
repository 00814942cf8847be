"""Each kind of property of a definition that is too large, each way it can come out, on small examples."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest
from large_definitions import SAMPLED, TOO_LARGE, context_of, with_members

from stageproof.checker.proofs.own.verdict import OwnVerdict
from stageproof.checker.proofs.own.verdicts import own_trace, own_verdicts

CHAIN: Final = """orchestration Chain {
  start autolaunched -> Work
  stage Work {
    background A calls F
    background B calls F starts when A is Completed
    background C calls F starts when B is InProgress and A is InProgress
  }
  flow F { type AutoLaunchedFlow  async }
}
"""


def judged(claim: str, text: str = CHAIN) -> tuple[OwnVerdict, ...]:
    return context_of(with_members(text, claim), too_large=True).own_verdicts


@pytest.mark.parametrize(
    ("claim", "verdict", "reason"),
    [
        ('never "a": C starts', "proved", ""),
        ('never "b": A is Completed and B starts', "refuted", ""),
        ('never "c": C is Completed and B starts', "vacuous", "C is Completed never holds at all"),
        ('always "d": B is InProgress implies A is Completed', "proved", ""),
        ('always "e": A is Completed implies B is InProgress', "refuted", ""),
        ('reachable "f": B is Completed', "proved", "some run gets there"),
        ('reachable "g": C is InProgress', "refuted", "no run gets there"),
        ('always "h": A completes before B starts', "proved", ""),
        ('always "i": B completes before A completes', "refuted", ""),
        ('always "j": A completes before C starts', "vacuous", "C starts never holds at all"),
        ('exactly once "k": A starts or B starts', "refuted", "it happens again"),
        ('exactly once "l": B completes', "refuted", "the run ends without it"),
        ('exactly once "m": A starts', "proved", ""),
        ('eventually "n": B starts', "refuted", "the run ends without it"),
        (
            'eventually "o": run is Completed or run is Error or run is Canceled',
            "refuted",
            "the run waits for ever without it",
        ),
        ('eventually "r": B starts or A fails', "proved", ""),
        ('always "p": A starts leads to B starts', "refuted", "the run ends without it"),
        ('always "q": A starts leads to A completes or run is Error', "proved", ""),
        ('always "s": C completes leads to B starts', "vacuous", "C completes never holds at all"),
    ],
)
def test_each_kind_each_way(claim: str, verdict: str, reason: str) -> None:
    (found,) = judged(claim)
    assert (found.verdict, found.reason) == (verdict, reason)
    if verdict == "refuted" and not found.never:
        assert own_trace(found)[-1].event


def test_a_run_that_is_canceled_breaks_no_promise() -> None:
    """Left alone, A completes or fails: only a cancel ends the run before."""
    (found,) = judged('eventually "o": A completes or A fails or run is Error')
    assert found.verdict == "proved"


def test_properties_are_told_in_their_order() -> None:
    found = judged(
        'exactly once "k": A starts or B starts\n never "a": C starts\n always "h": A completes before B starts'
    )
    assert [(one.claim.title, one.verdict) for one in found] == [
        ("k", "refuted"),
        ("a", "proved"),
        ("h", "proved"),
    ]


def test_with_no_budget_at_all_each_property_is_undecided_and_says_why() -> None:
    context = context_of(
        with_members(CHAIN, 'never "a": C starts\n exactly once "k": A starts'), too_large=True
    )
    found = own_verdicts(replace(context.proofs, budget=1))
    assert [(one.claim.title, one.verdict, one.reason) for one in found] == [
        ("a", "undecided", TOO_LARGE),
        ("k", "undecided", TOO_LARGE),
    ]


def test_where_values_are_only_sampled_nothing_is_ruled_out_by_samples() -> None:
    """No name is Yes in capitals, but what UPPER makes of a name is not known: that no sample is proves nothing."""
    text = SAMPLED.replace('"YES"', '"Yes"')
    first, second = judged('never "a": Second is InProgress\n never "b": B starts and A is InProgress', text)
    assert first.verdict == "undecided"
    assert second.verdict == "proved"
    assert not second.analysis.encoding.space.notes


@pytest.mark.parametrize(
    "claim",
    [
        'never "b": A is Completed and B starts',
        'eventually "n": B starts',
        'exactly once "k": A starts or B starts',
        'always "p": A starts leads to B starts',
    ],
)
def test_a_run_is_as_short_as_where_the_sets_are_small_enough(claim: str) -> None:
    (loose,) = judged(claim)
    (whole,) = context_of(with_members(CHAIN, claim), too_large=False).own_verdicts
    assert loose.verdict == whole.verdict
    assert len(own_trace(loose)) == len(own_trace(whole)) > 0
