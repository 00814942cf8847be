"""The author's own properties about the end, where a loop on the way ends because a difference of open numbers is counted down."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

import pytest
from counted_loops import LOOP, OPEN, PLAIN, PROVED
from large_definitions import with_members
from rule_bench import source_of
from running import program_of

from stageproof.checker.certificates.claims import Countdown, CountedPart
from stageproof.checker.check_file import FileOutcome, Settings, check_source
from stageproof.checker.encoding.encode import encode
from stageproof.checker.encoding.places import Judging
from stageproof.checker.proofs.certified.properties import CertifiedProperties, certified_properties
from stageproof.checker.proofs.own.judge import judge_all
from stageproof.checker.proofs.own.judging import judging
from stageproof.checker.proofs.own.monitors import monitored
from stageproof.checker.proofs.own.statements import spoken_of
from stageproof.checker.proofs.own.verdict import OwnVerdict
from stageproof.checker.registry import select
from stageproof.checker.report import Obligation

CLAIMS: Final = """
  eventually "over": run is Completed or run is Error
  always "answered": Pay fails leads to Bank starts
  always "charged": Charge starts leads to Pay completes or run is Completed or run is Error
"""


def text_of(changed: dict[str, str], claims: str = CLAIMS) -> str:
    return with_members(LOOP.format(**{**PLAIN, **changed}), claims)


def checked(text: str, certify: str = "on") -> FileOutcome:
    settings = Settings(tuple(rule.id for rule in select((), ())), prove=True, certify=certify)
    outcome = check_source(source_of(text), settings, lambda _: None)
    assert not outcome.crashed
    return outcome


def own(outcome: FileOutcome) -> dict[str, Obligation]:
    return {one.id.rpartition(":")[2]: one for one in outcome.obligations if ":property:" in one.id}


@pytest.mark.parametrize("changed", PROVED.values(), ids=PROVED)
def test_what_comes_once_a_loop_is_counted_down_is_proved_and_certified(changed: dict[str, str]) -> None:
    found = own(checked(text_of(changed)))
    assert {name: (one.verdict, one.certificate) for name, one in found.items()} == {
        "over": ("proved", "countdown"),
        "answered": ("proved", "fair rank"),
        "charged": ("proved", "countdown"),
    }
    assert "with every lap" in (found["over"].reason or "")
    assert "with every lap" not in (found["answered"].reason or "")


@pytest.mark.parametrize("changed", OPEN.values(), ids=OPEN)
def test_what_a_loop_may_put_off_for_ever_is_not_proved(changed: dict[str, str]) -> None:
    found = own(checked(text_of(changed)))
    assert found["over"].verdict in ("refuted", "undecided", "assumed")
    assert found["charged"].verdict in ("refuted", "undecided", "assumed")


def test_what_people_may_put_off_in_another_loop_is_assumed() -> None:
    """One loop is counted down, the other one is not: people leave it."""
    text = text_of(
        {
            "beside": (
                "stage More { interactive Person calls Form assigned to queue Desk  then Enough }\n"
                "  decision Enough { when Person.Outputs.ok = true -> end  otherwise -> go to More }\n"
                "  flow Form { type Flow  out ok: boolean not null }"
            )
        }
    ).replace("then end\n  }\n  stage Ask", "then More\n  }\n  stage Ask")
    found = own(checked(text))
    assert found["over"].verdict != "proved"
    assert found["charged"].verdict == "proved"


def wide(text: str) -> OwnVerdict:
    return judge_all(program_of(text), wide=True)[0]


def accepted(made: CertifiedProperties) -> bool:
    return made.kinds[0] == "countdown" and made.is_accepted(0)


DAMAGES: Final[dict[str, dict[str, Any]]] = {
    "falls by too much": {"by": Fraction(2)},
    "no edge asks": {"asking": ()},
    "no edge counts": {"falling": ()},
    "holds, or not": {"holds": False},
    "the other side is greater": {"is_left_greater": True},
    "another part": {"part": 0},
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_countdown_is_not_accepted(damage: str) -> None:
    one = wide(text_of({}))
    assert accepted(certified_properties((one,)))
    assert one.counted is not None
    (part,) = one.counted.counted
    assert all(getattr(part, name) != value for name, value in DAMAGES[damage].items())
    wrong = one.counted._replace(counted=(CountedPart(**{**part._asdict(), **DAMAGES[damage]}),))
    assert not accepted(certified_properties((replace(one, counted=wrong),)))


def test_the_countdown_is_of_what_is_owed() -> None:
    """Its goals are the states in which it is owed no more, not the ends alone."""
    one = wide(text_of({}, CLAIMS.splitlines()[3]))
    made = certified_properties((one,))
    (claim,) = (
        claim
        for certificate in made.certificates
        for claim in certificate.certified.certificate.claims
        if isinstance(claim, Countdown)
    )
    assert len(claim.without_asking.goals) == len(one.analysis.system.locations)
    assert claim.without_asking.starts == claim.without_falling.starts


def test_a_change_of_a_difference_is_told_of_the_first_part_of_its_move() -> None:
    """The record is read as the run wakes up: before any property is judged."""
    program = program_of(text_of({}))
    encoding = encode(program, claims=True, wide=True)
    (before,) = encoding.system.comparisons
    made, _ = monitored(judging(encoding), program.orchestration.properties[0])
    (after,) = made.system.comparisons
    assert after.variable == before.variable
    labels = [
        [(system.edges[edge].label, change) for edge, change in one.changes]
        for system, one in ((encoding.system, before), (made.system, after))
    ]
    assert labels[0] == labels[1]
    assert not any(
        isinstance(made.places[made.system.edges[edge].source], Judging) for edge, _ in after.changes
    )


def test_nothing_is_said_of_a_comparison_that_a_property_looks_at() -> None:
    """It is judged in the middle of a move, where the condition and the numbers need not agree."""
    asked = '  eventually "over": run is Completed or run is Error or $Record.Attempts__c < $Record.Limit__c and Pay fails'
    program = program_of(text_of({}, asked))
    encoding = judging(encode(program, claims=True, wide=True))
    decided, looked_at = encoding.system.comparisons
    made, _ = monitored(encoding, program.orchestration.properties[0])
    assert [one.variable for one in made.system.comparisons] == [decided.variable]
    assert looked_at.variable in spoken_of(program.orchestration.properties[0], encoding)
