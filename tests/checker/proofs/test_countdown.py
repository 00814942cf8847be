"""Loops that a difference of two open numbers ends, and twins that nothing ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

import pytest
from certificate_damages import with_counted
from counted_loops import LOOP, OPEN, PLAIN, PROVED
from rule_bench import source_of
from smt_solvers import SOLVERS

from stageproof.checker.certificates.certificate import Certificate
from stageproof.checker.certificates.check import check
from stageproof.checker.certificates.claims import Countdown, FairRank
from stageproof.checker.certificates.exchange import from_json
from stageproof.checker.certificates.export import Script
from stageproof.checker.check_file import FileOutcome, Settings, check_source
from stageproof.checker.encoding.guard import TRUE
from stageproof.checker.encoding.system import Duty, System
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.certified.certification import NOT_MADE
from stageproof.checker.proofs.certified.ending import counting
from stageproof.checker.proofs.countdown import CountedLoops
from stageproof.checker.registry import select


def _outcome(changed: dict[str, str], certify: str = "on") -> FileOutcome:
    settings = Settings(tuple(rule.id for rule in select((), ())), prove=True, certify=certify)
    outcome = check_source(source_of(LOOP.format(**{**PLAIN, **changed})), settings, lambda _: None)
    assert not [finding for finding in outcome.findings if finding.rule == "syntax-error"], outcome.findings
    return outcome


def _verdicts(changed: dict[str, str]) -> dict[str, tuple[str, str | None]]:
    return {one.property: (one.verdict, one.reason) for one in _outcome(changed).obligations}


@pytest.mark.parametrize("changed", PROVED.values(), ids=PROVED)
def test_a_loop_that_is_counted_ends_whatever_the_limit_is(changed: dict[str, str]) -> None:
    found = _verdicts(changed)
    for claim in ("errors-end", "fault-path-ends"):
        verdict, reason = found[claim]
        assert verdict == "proved", found
        assert "with every lap" in (reason or "")
    assert found["can-complete"][0] == "proved"


@pytest.mark.parametrize("changed", OPEN.values(), ids=OPEN)
def test_a_loop_that_nothing_ends_for_sure_is_not_said_to_end(changed: dict[str, str]) -> None:
    found = _verdicts(changed)
    assert found["errors-end"][0] in ("refuted", "undecided", "assumed")
    assert found["fault-path-ends"][0] in ("refuted", "undecided", "assumed")


def test_what_is_undecided_for_regions_is_decided_where_it_holds_whatever_the_condition() -> None:
    found = _verdicts({"limit": "changed only by Call_Bank", "more": "writes $Record.Limit__c"})
    assert found["never-waits-forever"][0] == "proved"
    assert found["can-complete"][0] == "proved"
    assert found["errors-end"][0] != "proved"


ENDS: Final = ("errors-end", "fault-path-ends")


def _certificates(outcome: FileOutcome) -> dict[str, str | None]:
    return {one.property: one.certificate for one in outcome.obligations if one.verdict == "proved"}


@pytest.mark.parametrize("changed", PROVED.values(), ids=PROVED)
def test_that_it_ends_rests_on_a_countdown_that_the_checker_accepted(changed: dict[str, str]) -> None:
    outcome = _outcome(changed)
    assert not outcome.crashed
    found = _certificates(outcome)
    assert [found[claim] for claim in ENDS] == ["countdown"] * 2
    assert found["always-ends"] == "fair rank", "without errors nothing goes round"
    off = _certificates(_outcome(changed, certify="off"))
    assert [off[claim] for claim in ENDS] == [None] * 2


def test_without_errors_too_a_loop_may_end_by_a_countdown() -> None:
    again = {"more": "", "beside": "stage More { background Once calls Pay_Card async  then Again }"}
    text = LOOP.format(**{**PLAIN, **again}).replace(
        "then end\n  }\n  stage Ask", "then More\n  }\n  stage Ask"
    )
    settings = Settings((), prove=True, certify="on")
    outcome = check_source(source_of(text), settings, lambda _: None)
    found = _certificates(outcome)
    assert found["always-ends"] == found["errors-end"] == "countdown"


TWO: Final = """
orchestration Two {
  start when Order__c is created -> Charge
  field $Record.Attempts__c: integer 0.. not null, changed only by Pay_Card
  field $Record.Trips__c: integer 0.. not null, changed only by Drive
  field $Record.Limit__c: integer 0.. not null, never changed
  flow Pay_Card { type AutoLaunchedFlow  async  writes $Record.Attempts__c = $Record.Attempts__c + 1 }
  flow Drive { type AutoLaunchedFlow  async  writes $Record.Trips__c = $Record.Trips__c + 3 }
  flow Call_Bank { type AutoLaunchedFlow  async }
  stage Charge { background Pay calls Call_Bank async  on error -> Ask  then Ship }
  stage Ask { background Bank calls Pay_Card async  then Again }
  decision Again { when $Record.Attempts__c < $Record.Limit__c -> go to Charge  otherwise -> end, intended }
  stage Ship { background Send calls Call_Bank async  on error -> Return  then end }
  stage Return { background Car calls Drive async  then Once_More }
  decision Once_More { when $Record.Trips__c > $Record.Limit__c -> end, intended  otherwise -> go to Ship }
}
"""


def test_each_of_two_loops_is_counted_down_by_its_own_difference() -> None:
    outcome = check_source(source_of(TWO), Settings((), prove=True, certify="export"), lambda _: None)
    assert not outcome.crashed
    found = {one.id.partition("/")[2] or one.property: one for one in outcome.obligations}
    for name in ("errors-end", "Charge:fault-path-ends", "Ship:fault-path-ends"):
        assert (found[name].verdict, found[name].certificate) == ("proved", "countdown")
    first, second = (found["errors-end"].reason or "").split("; ")
    assert first.startswith("$Record.Limit__c - $Record.Attempts__c falls by 1 or more")
    assert second.startswith("$Record.Limit__c - $Record.Trips__c falls by 3 or more")
    _, certificate = from_json(dict(outcome.exports)["Two/certificate.json"])
    (claim,) = (claim for claim in certificate.claims if isinstance(claim, Countdown))
    assert [part.by for part in claim.counted] == [1, 3]


def test_where_one_of_two_loops_is_not_counted_down_nothing_is_said_to_end() -> None:
    text = TWO.replace("$Record.Trips__c + 3", "$Record.Trips__c + 0")
    outcome = check_source(source_of(text), Settings((), prove=True, certify="on"), lambda _: None)
    assert "proved" not in {one.verdict for one in outcome.obligations if one.property == "errors-end"}


@SOLVERS
@pytest.mark.parametrize("changed", PROVED.values(), ids=PROVED)
def test_two_solvers_confirm_what_is_exported(
    changed: dict[str, str], solve: Callable[[Any], list[str]]
) -> None:
    files = dict(_outcome(changed, certify="export").exports)
    (name,) = (name for name in files if name.endswith("-numbers.smt2"))
    for script in (name, name.replace("-numbers", "")):
        text = files[script]
        assert solve(Script(script, text, 0)) == ["unsat"] * text.count("(check-sat)")
    assert f"{name.rpartition('/')[2]}, 3 questions." in files["Payment/contents.txt"]


@pytest.mark.parametrize(
    ("case", "difference"),
    [
        ("by two, and once more", "$Record.Limit__c - $Record.Attempts__c falls by 2"),
        ("left when a parameter is reached", "most - $Record.Attempts__c falls by 1"),
        ("the other way round", "$Record.Limit__c - $Record.Attempts__c falls by 1"),
    ],
)
def test_the_reason_tells_what_falls_and_by_how_much(case: str, difference: str) -> None:
    turned = PLAIN["again"].replace("Attempts__c < $Record.Limit__c", "Limit__c > $Record.Attempts__c")
    found = _verdicts({"again": turned} if case == "the other way round" else PROVED[case])
    for claim in ENDS:
        assert (found[claim][1] or "").startswith(f"{difference} or more with every lap"), found


def test_the_exported_system_tells_what_its_open_condition_compares() -> None:
    files = dict(_outcome({}, certify="export").exports)
    system, certificate = from_json(files["Payment/certificate.json"])
    (one,) = system.comparisons
    assert (one.left, one.operator, one.right) == ("$Record.Attempts__c", "LessThan", "$Record.Limit__c")
    (claim,) = (claim for claim in certificate.claims if isinstance(claim, Countdown))
    (part,) = claim.counted
    assert {system.edges[edge].label.element for edge in part.falling} == {"Bank"}
    assert {system.edges[edge].label.event for edge in part.asking} == {"take"}


def _twice_as_fast(analysis: Analysis, duties: tuple[Duty, ...], loops: CountedLoops) -> Countdown | None:
    claim = counting(analysis, duties, loops)
    assert claim is not None
    (part,) = claim.counted
    return replace(claim, counted=(part._replace(by=2 * part.by),))


def test_an_end_whose_countdown_is_not_accepted_is_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stageproof.checker.proofs.certified.collect.counting", _twice_as_fast)
    outcome = _outcome({})
    assert outcome.crashed
    assert [finding for finding in outcome.findings if finding.rule == "certificate-rejected"]
    found = {one.property: (one.verdict, one.reason) for one in outcome.obligations}
    for claim in ENDS:
        assert found[claim] == ("undecided", "its certificate was not accepted")
    assert found["always-ends"][0] == "proved"


def test_an_end_whose_countdown_cannot_be_put_down_is_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stageproof.checker.proofs.certified.ranking.MOST_TURNS", 0)
    found = _verdicts({})
    for claim in ENDS:
        assert found[claim] == ("undecided", NOT_MADE)


Subject = tuple[System, Certificate]


def _with(subject: Subject, claim: Countdown) -> Subject:
    system, certificate = subject
    claims = tuple(claim if isinstance(one, Countdown) else one for one in certificate.claims)
    return system, replace(certificate, claims=claims)


def _part_changed(subject: Subject, **changes: Any) -> Subject:
    claim = _claim(subject)
    (part,) = claim.counted
    return _with(subject, with_counted(claim, (part._replace(**changes),)))


def _compared(subject: Subject, **changes: Any) -> Subject:
    system, certificate = subject
    return replace(system, comparisons=(replace(system.comparisons[0], **changes),)), certificate


def _claim(subject: Subject) -> Countdown:
    (claim,) = (claim for claim in subject[1].claims if isinstance(claim, Countdown))
    return claim


def _way_round(subject: Subject) -> Subject:
    """The edge that asks, once more without a condition."""
    system, certificate = subject
    asking = system.edges[_claim(subject).counted[0].asking[0]]
    return replace(system, edges=(*system.edges, asking._replace(guard=TRUE))), certificate


def _without_ranks(rank: FairRank) -> FairRank:
    return replace(rank, ranks=((),) * len(rank.ranks))


DAMAGES: Final[dict[str, Callable[[Subject], Subject]]] = {
    "falls by too much": lambda one: _part_changed(one, by=Fraction(2)),
    "no edge asks": lambda one: _part_changed(one, asking=()),
    "no edge counts": lambda one: _part_changed(one, falling=()),
    "holds, or not": lambda one: _part_changed(one, holds=not _claim(one).counted[0].holds),
    "the other side is greater": lambda one: _part_changed(one, is_left_greater=True),
    "another part": lambda one: _part_changed(one, part=_claim(one).counted[0].part + 1),
    "out of order": lambda one: _with(one, replace(_claim(one), order=_claim(one).order[::-1])),
    "one part": lambda one: _with(one, replace(_claim(one), order=(0,) * len(_claim(one).order))),
    "nothing counted": lambda one: _with(one, with_counted(_claim(one), ())),
    "another operator": lambda one: _compared(one, operator="GreaterThan"),
    "no write": lambda one: _compared(one, changes=()),
    "nothing known": lambda one: _compared(
        one, changes=tuple((edge, None) for edge in range(len(one[0].edges)))
    ),
    "a way round that is not asked": _way_round,
    "no ranks without asking": lambda one: _with(
        one, replace(_claim(one), without_asking=_without_ranks(_claim(one).without_asking))
    ),
    "no ranks without counting": lambda one: _with(
        one, replace(_claim(one), without_falling=_without_ranks(_claim(one).without_falling))
    ),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_damage_to_the_countdown_of_a_definition_is_rejected(damage: Callable[[Subject], Subject]) -> None:
    subject = from_json(dict(_outcome({}, certify="export").exports)["Payment/certificate.json"])
    number = subject[1].claims.index(_claim(subject))
    assert check(*subject).is_proved(number)
    damaged = damage(subject)
    assert damaged != subject
    assert not check(*damaged).is_proved(number)
