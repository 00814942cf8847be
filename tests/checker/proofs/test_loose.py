"""Proofs where the sets are too large, held to the proofs that know every set."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from agreement_generator import draw
from large_definitions import TOO_LARGE, context_of

from stageproof.checker.proofs import loose
from stageproof.checker.proofs.decided import decided
from stageproof.checker.registry import rule_named
from stageproof.checker.report import Obligation
from stageproof.checker.walk import walk


def by_id(obligations: tuple[Obligation, ...]) -> dict[str, Obligation]:
    return {one.id: one for one in obligations}


@pytest.mark.parametrize("number", range(24))
def test_no_verdict_differs_from_that_of_the_whole_sets(number: int) -> None:
    text = draw(77, number).text()
    exact = by_id(decided(context_of(text, too_large=False)).obligations)
    found = decided(context_of(text, too_large=True), "on")
    assert found.problem is None
    for one in found.obligations:
        if one.verdict != "undecided" and one.id in exact:
            assert (one.id, one.verdict) == (one.id, exact[one.id].verdict)


@pytest.mark.parametrize("number", range(12))
def test_solutions_of_horn_clauses_rule_out_the_same(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text = draw(78, number).text()
    exact = by_id(decided(context_of(text, too_large=False)).obligations)
    monkeypatch.setattr(loose, "VARIABLES", ())
    monkeypatch.setattr(loose, "QUESTIONS", 40)
    context = context_of(text, too_large=True)
    found = decided(context, "on")
    assert found.problem is None
    assert context.proofs.encoding is not None
    samples = context.proofs.encoding.space.notes
    for one in found.obligations:
        if one.verdict != "undecided" and one.id in exact:
            assert (one.id, one.verdict) == (one.id, exact[one.id].verdict)
        if not samples and one.property in ("reachable", "completes", "fault-path-reachable"):
            assert one.verdict != "undecided"


def test_most_claims_are_decided_without_the_whole_sets() -> None:
    counts: Counter[str] = Counter()
    for number in range(24):
        for one in decided(context_of(draw(77, number).text(), too_large=True)).obligations:
            counts["undecided" if one.verdict == "undecided" else "decided"] += 1
    assert counts["decided"] >= 3 * counts["undecided"]


WAITS = """orchestration Waits {
  start autolaunched -> Work
  stage Work {
    background A calls F
    background B calls F starts when A is Completed
    background C calls F starts when B is InProgress and A is InProgress
  }
  flow F { type AutoLaunchedFlow }
}
"""


def test_what_is_ruled_out_has_an_invariant_that_was_checked_and_what_is_shown_a_run() -> None:
    found = by_id(decided(context_of(WAITS, too_large=True), "on", traces=True).obligations)
    assert found["Waits/Work/C:reachable"].verdict == "refuted"
    assert found["Waits/Work/C:reachable"].certificate == "invariant"
    waits = found["Waits/Work:never-waits-forever"]
    assert waits.verdict == "refuted"
    assert waits.trace is not None
    assert [step.event for step in waits.trace] == ["begin", "complete A", "complete B"]


def test_what_is_not_decided_of_the_authors_properties_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither few variables nor Spacer are asked, and no walk shows what never happens."""
    monkeypatch.setattr(loose, "VARIABLES", ())
    monkeypatch.setattr(loose, "QUESTIONS", 0)
    text = WAITS.replace("  flow F", '  reachable "C starts": C is InProgress and B is NotStarted\n  flow F')
    found = by_id(decided(context_of(text, too_large=True)).obligations)
    assert found["Waits:property:C starts"].verdict == "undecided"
    assert TOO_LARGE in (found["Waits:property:C starts"].reason or "")


def test_nothing_is_decided_of_a_definition_whose_system_was_not_made() -> None:
    context = context_of(WAITS, too_large=True)
    vars(context)["proofs"] = replace(context.proofs, encoding=None)
    assert [one.property for one in decided(context).obligations] == ["everything"]


def test_what_is_not_decided_is_listed_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither few variables nor Spacer are asked: what no walk comes by stays open."""
    monkeypatch.setattr(loose, "VARIABLES", ())
    monkeypatch.setattr(loose, "QUESTIONS", 0)
    found = by_id(decided(context_of(WAITS, too_large=True)).obligations)
    assert found["Waits/Work/C:reachable"].verdict == "undecided"
    assert found["Waits/Work/C:reachable"].reason == TOO_LARGE


def test_properties_are_decided_though_nothing_else_is() -> None:
    text = WAITS.replace("  flow F", '  never "C starts": C is InProgress\n  flow F')
    context = context_of(text, too_large=True)
    vars(context)["loose"] = None
    found = by_id(decided(context, "on").obligations)
    assert {one: found[one].verdict for one in found} == {
        "Waits:everything": "undecided",
        "Waits:property:C starts": "proved",
    }
    assert found["Waits:property:C starts"].certificate == "invariant"


def test_what_contradicts_itself_is_no_ground_for_what_is_too_large() -> None:
    text = WAITS.replace(
        "flow F { type AutoLaunchedFlow }",
        """
      field $Record.Rank__c: integer 0..5, changed only by F
      flow F { type AutoLaunchedFlow  writes $Record.Rank__c = 40 }
    """,
    ).replace("start autolaunched", "start when Order__c is created")
    found = decided(context_of(text, too_large=True)).obligations
    assert found
    assert {one.verdict for one in found} == {"undecided"}


NEVER_BEGINS = """orchestration Never {
  field $Record.Size__c: integer 0..2 not null, never changed
  start when Case is created -> First { where Size__c > 5 }
  stage First { background A calls F }
  flow F { type AutoLaunchedFlow async }
  reachable "it starts": A starts
}
"""


def test_where_no_run_can_begin_everything_is_vacuous_however_large_the_sets_are() -> None:
    exact, large = (decided(context_of(NEVER_BEGINS, too_large=is_large)) for is_large in (False, True))
    assert {one.verdict for one in large.obligations} == {"vacuous"}
    assert large.obligations == exact.obligations


def test_the_rule_about_contradictions_says_so_too() -> None:
    rule = rule_named("contradictory-assumptions")
    assert rule is not None
    for is_large in (False, True):
        visits, _ = walk((rule,), context_of(NEVER_BEGINS, too_large=is_large))
        assert [visit.found.message.partition(":")[0] for visit in visits] == ["No run of Never can begin"]
