"""The author's own properties where the sets are too large, held to what whole sets say."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Final

import pytest
from agreement_generator import draw
from entangled_steps import TOO_LITTLE, WORK
from large_definitions import TOO_LARGE, context_of, with_members
from running import program_of
from status_claims import claims

from stageproof.checker.check_file import Settings, check_source
from stageproof.checker.proofs.certified.properties import certified_properties
from stageproof.checker.proofs.own.verdict import OwnVerdict
from stageproof.checker.proofs.own.verdicts import own_trace
from stageproof.checker.registry import select
from stageproof.checker.report import Obligation
from stageproof.grammar.source import Source

DECIDED: Final = ("always", "never", "before", "reachable")
DRAWN: Final = 8


def with_claims(number: int) -> str:
    text = draw(31, number).text()
    return with_members(text, claims(program_of(text).orchestration, f"31 {number}"))


@cache
def loosely(number: int) -> tuple[OwnVerdict, ...]:
    return context_of(with_claims(number), too_large=True).own_verdicts


@pytest.mark.parametrize("number", range(DRAWN))
def test_no_verdict_differs_from_that_of_whole_sets(number: int) -> None:
    exact = context_of(with_claims(number), too_large=False).own_verdicts
    found = loosely(number)
    assert len(found) >= len(exact)
    for sure, one in zip(exact, found, strict=False):
        assert one.verdict in (sure.verdict, "undecided") or (sure.verdict, one.verdict) == (
            "vacuous",
            "proved",
        ), (one.claim.title, sure.verdict, one.verdict)
        if (sure.verdict, one.verdict) == ("vacuous", "proved"):
            assert one.reason.endswith("ever holds was not decided")
        if one.verdict == "undecided":
            assert TOO_LARGE in one.reason
        if one.verdict == "refuted" and one.path is not None:
            assert own_trace(one)[-1].event


@pytest.mark.parametrize("number", range(DRAWN))
def test_what_is_ruled_out_is_certified(number: int) -> None:
    found = loosely(number)
    made = certified_properties(found)
    for place in made.kinds:
        comes = found[place].claim.kind not in DECIDED and found[place].verdict == "proved"
        assert made.kinds[place] == ("fair rank" if comes else "invariant")
        assert made.is_accepted(place), found[place].claim.title


def test_most_properties_are_decided() -> None:
    counts: Counter[tuple[bool, bool]] = Counter()
    for number in range(DRAWN):
        for one in loosely(number):
            counts[one.claim.kind in DECIDED, one.verdict == "undecided"] += 1
    assert counts[True, False] > 9 * counts[True, True]
    assert counts[False, False] > 4 * counts[False, True]


RING: Final = with_members(
    WORK,
    """
  never "early": D0 starts and B0 is InProgress
  never "late": C0 is Completed and D2 starts
  reachable "all": C0 is Completed and C1 is Completed and C2 is Completed
  reachable "none": C0 starts and A1 is NotStarted
  always "in order": B1 completes before D1 starts
  always "out of order": C1 completes before D1 starts
  exactly once "one": A0 starts
  eventually "the end": run is Completed or run is Canceled or run is Error
  always "followed": A0 completes leads to C2 starts
  exactly once "twice": A0 starts or A1 starts
  always "waiting": A0 starts leads to A0 completes
""",
)


def obligations(text: str) -> dict[str, Obligation]:
    settings = Settings(
        tuple(rule.id for rule in select((), ())), prove=True, certify="on", budget=TOO_LITTLE
    )
    outcome = check_source(Source("ring.orch", text), settings, lambda _: None)
    assert not outcome.crashed
    return {one.id.rpartition(":")[2]: one for one in outcome.obligations if ":property:" in one.id}


def test_a_large_stage_has_its_properties_decided_one_by_one() -> None:
    found = obligations(RING)
    assert {name: (one.verdict, one.certificate) for name, one in found.items()} == {
        "early": ("proved", "invariant"),
        "late": ("proved", "invariant"),
        "all": ("proved", None),
        "none": ("refuted", "invariant"),
        "in order": ("proved", "invariant"),
        "out of order": ("refuted", None),
        "one": ("proved", "fair rank"),
        "the end": ("refuted", None),
        "followed": ("proved", "fair rank"),
        "twice": ("refuted", None),
        "waiting": ("refuted", None),
    }
    for name in ("out of order", "the end", "twice", "waiting"):
        assert found[name].trace, name


def test_what_contradictory_declarations_say_is_no_ground_for_properties() -> None:
    text = RING.replace("async }", "async  writes $Record.Rank__c = 40 }", 1).replace(
        "start autolaunched -> Work",
        "start when Order__c is created -> Work  field $Record.Rank__c: integer 0..5, changed only by Do_It",
    )
    found = obligations(text)
    assert len(found) == 11
    assert {one.verdict for one in found.values()} == {"undecided"}
