"""What must happen in the end, where sets are too large: proved by a rank that is guessed, if its certificate is accepted."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any, Final

import pytest
from large_definitions import SAMPLED, TOO_LARGE, context_of, with_members

from stageproof.checker.certificates.claims import FairRank
from stageproof.checker.check_file import Settings, check_source
from stageproof.checker.diagrams.diagrams import EMPTY, EVERYTHING
from stageproof.checker.encoding.places import Rest
from stageproof.checker.proofs.certified import properties
from stageproof.checker.proofs.certified.ending import ending
from stageproof.checker.proofs.certified.properties import certified_properties
from stageproof.checker.proofs.own import loose_ends, loose_ranks
from stageproof.checker.proofs.own.verdict import OwnVerdict
from stageproof.checker.proofs.own.verdicts import own_trace, own_verdicts
from stageproof.checker.registry import select
from stageproof.grammar.source import Source

COUNTED: Final = """orchestration Counted {
  start when Order__c is created -> Work
  flow Do { type AutoLaunchedFlow  async }
  flow Add { type AutoLaunchedFlow  async  writes $Record.Attempts__c = $Record.Attempts__c + 1 }
  field $Record.Attempts__c: integer 0..5 not null, changed only by Add
  stage Work { background Job calls Do  on error -> Count  then end }
  stage Count { background One calls Add  on error -> Late  then Again }
  decision Again { when $Record.Attempts__c < 4 -> go to Work  otherwise -> Late }
  stage Late { background Call calls Do  then end }
}
"""
OVER: Final = 'eventually "it is over": run is Completed or run is Error'
COMES: Final = (
    OVER,
    'eventually "work": Job starts',
    'always "answered": Job starts leads to Job completes or Job fails',
    'always "called": One fails leads to Call starts',
)
PLAIN: Final = """orchestration Plain {
  start when Order__c is created -> Work { where Kind__c = "Plain" }
  flow Do { type AutoLaunchedFlow  async }
  field $Record.Kind__c: one of "Plain", "Rush" not null, never changed
  stage Work { background Job calls Do  on error -> Again  then end }
  decision Again { when $Record.Kind__c = "Rush" -> go to Work  otherwise -> Late }
  stage Late { background Call calls Do  then end }
}
"""
"""Only a record of the other kind would go round for ever."""
REWORK: Final = """orchestration Rework {
  start autolaunched -> Ask
  flow Form { type Flow  out ok: boolean not null }
  stage Ask { interactive Person calls Form assigned to queue Desk  then Again }
  decision Again { when Person.Outputs.ok = true -> end  otherwise -> go to Ask }
}
"""
HELPED: Final = """orchestration Helped {
  start when Order__c is created -> Work
  flow Do { type AutoLaunchedFlow  async }
  stage Work {
    background Job calls Do starts when $Record.Ready__c = true
  }
}
"""


def judged(text: str, *claims: str) -> tuple[OwnVerdict, ...]:
    return context_of(with_members(text, "\n".join(claims)), too_large=True).own_verdicts


def told(found: tuple[OwnVerdict, ...]) -> list[tuple[str, str]]:
    return [(one.verdict, one.reason) for one in found]


@cache
def comes() -> tuple[OwnVerdict, ...]:
    return judged(COUNTED, *COMES)


def test_what_a_counted_loop_puts_off_is_proved_to_come() -> None:
    found = comes()
    assert told(found) == [("proved", "")] * len(COMES)
    made = certified_properties(found)
    assert set(made.kinds.values()) == {"fair rank"}
    assert all(map(made.is_accepted, made.kinds))
    assert [one.name for one in made.certificates[:2]] == ["_properties_1", "_properties_1_undisturbed"]


def test_what_comes_once_is_proved_to_come_and_never_again() -> None:
    (found,) = judged(COUNTED.replace("then Again", "then Late"), 'exactly once "it": Job starts')
    assert (found.verdict, found.reason) == ("proved", "")
    assert any(states != EMPTY for _, states in found.never)


def test_variables_that_decide_whether_a_loop_goes_on_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(judged(PLAIN, OVER)) == [("proved", "")]
    monkeypatch.setattr(loose_ranks, "VARIABLES", ())
    assert told(judged(PLAIN, OVER)) == [("undecided", TOO_LARGE)]


def test_more_variables_are_looked_at_until_they_are_enough() -> None:
    """Four of them do not tell that none of four fields makes the run go round."""
    kinds = [f"Kind{number}__c" for number in range(4)]
    field = '  field $Record.Kind__c: one of "Plain", "Rush" not null, never changed\n'
    text = (
        PLAIN.replace(field, "".join(field.replace("Kind__c", kind) for kind in kinds))
        .replace('Kind__c = "Plain"', " and ".join(f'{kind} = "Plain"' for kind in kinds))
        .replace('$Record.Kind__c = "Rush"', " or ".join(f'$Record.{kind} = "Rush"' for kind in kinds))
    )
    assert told(judged(text, OVER)) == [("proved", "")]


def test_what_a_called_flow_answers_at_once_is_waited_for() -> None:
    text = COUNTED.replace(
        "flow Do { type AutoLaunchedFlow  async }", "flow Do { type AutoLaunchedFlow  sync }"
    )
    found = judged(text, OVER, 'always "answered": Job starts leads to Job completes or Job fails')
    assert told(found) == [("proved", "")] * 2
    assert any(place.queue for place in found[0].analysis.encoding.places if isinstance(place, Rest))


OPEN_LIMIT: Final = COUNTED.replace("integer 0..5", "number").replace("< 4", "< $Record.Limit__c").replace(
    "  stage Work {", "  field $Record.Limit__c: number not null, never changed\n  stage Work {"
)  # fmt: skip
FALLS: Final = "$Record.Limit__c - $Record.Attempts__c falls by 1 or more with every lap, and none begins where it is negative"


def test_what_a_loop_that_is_counted_down_puts_off_is_proved_to_come() -> None:
    found = judged(OPEN_LIMIT, OVER)
    assert told(found) == [("proved", FALLS)]
    made = certified_properties(found)
    assert made.kinds == {0: "countdown"}
    assert made.is_accepted(0)


def test_a_loop_on_which_nothing_is_owed_need_not_be_counted_down() -> None:
    text = OPEN_LIMIT.replace(
        "stage Late { background Call calls Do  then end }",
        "stage Late { background Call calls Do  on error -> Late2  then end }\n  stage Late2 { background Mend calls Do  then Late }",
    )
    claim = 'always "late": Work starts leads to Job completes or Call starts or run is Error'
    assert told(judged(text, claim)) == [("proved", FALLS)]
    assert told(judged(text, OVER)) == [("undecided", TOO_LARGE)]


@pytest.mark.parametrize(
    "changed",
    [("+ 1", "+ 0"), ("never changed", "changed only by Do"), ("never changed", "changed only by Add")],
)
def test_what_is_not_counted_down_for_sure_is_not_proved(changed: tuple[str, str]) -> None:
    (found,) = judged(OPEN_LIMIT.replace(*changed), OVER)
    assert found.verdict == "undecided"


@pytest.mark.parametrize("budget", [1, 30, 100, 300, 1_000, 3_000])
def test_no_budget_makes_a_verdict_another(budget: int) -> None:
    text = with_members(COUNTED, "\n".join((*COMES, 'exactly once "once": Job starts')))
    exact = context_of(text, too_large=False).own_verdicts
    found = own_verdicts(replace(context_of(text, too_large=True).proofs, budget=budget))
    assert len(found) == len(exact)
    for sure, one in zip(exact, found, strict=True):
        assert one.verdict in (sure.verdict, "undecided"), one.claim.title
        assert one.verdict != "undecided" or one.reason == TOO_LARGE


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (REWORK, OVER),
        (PLAIN.replace('Kind__c = "Rush"', 'Kind__c = "Plain"'), OVER),
        (HELPED, OVER),
        (HELPED, 'always "it": Work starts leads to Job starts'),
    ],
)
def test_what_people_errors_or_the_world_may_put_off_is_not_proved(text: str, claim: str) -> None:
    assert told(judged(text, claim)) == [("undecided", TOO_LARGE)]


def test_a_run_that_waits_for_nothing_that_comes_is_shown() -> None:
    (found,) = judged(HELPED.replace("$Record.Ready__c = true", "Job is Completed"), OVER)
    assert (found.verdict, found.reason) == ("refuted", "the run waits for ever without it")
    assert [step.event for step in own_trace(found)] == ["begin"]


def test_what_begins_nothing_is_vacuous_and_certified() -> None:
    found = judged(COUNTED, 'always "it": Call starts and Job is InProgress leads to Job completes')
    assert told(found) == [("vacuous", "Call starts and Job is In Progress never holds at all")]
    made = certified_properties(found)
    assert made.kinds == {0: "invariant"}
    assert made.is_accepted(0)


def test_it_is_said_where_nobody_knows_whether_it_ever_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    """No walk looks out for it."""
    monkeypatch.setattr(loose_ends, "moments", lambda *_: {})
    found = judged(COUNTED, 'always "answered": Job starts leads to Job completes or Job fails')
    assert told(found) == [("proved", "whether Job starts ever holds was not decided")]


def test_where_values_are_only_sampled_it_is_proved_with_open_conditions() -> None:
    (found,) = judged(SAMPLED, 'always "it": A starts leads to A completes or A fails')
    assert found.verdict == "proved"
    assert not found.analysis.encoding.space.notes


def test_a_guess_that_is_not_accepted_is_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    """It forgets the states of one location."""

    def mistaken(*asked: Any, **further: Any) -> FairRank | None:
        rank = ending(*asked, **further)
        return None if rank is None else forgetting(rank)

    monkeypatch.setattr(loose_ranks, "ending", mistaken)
    assert told(judged(COUNTED, OVER)) == [("undecided", TOO_LARGE)]


@pytest.mark.parametrize("certify", ["off", "on"])
def test_what_is_not_accepted_is_proved_with_no_setting(
    certify: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(properties.CertifiedProperties, "is_accepted", lambda _, __: False)
    context = context_of(with_members(COUNTED, OVER), too_large=True)
    assert [one.verdict for one in context.own_verdicts] == ["undecided"]
    settings = Settings(tuple(rule.id for rule in select((), ())), prove=True, certify=certify, budget=150)
    outcome = check_source(Source("counted.orch", with_members(COUNTED, OVER)), settings, lambda _: None)
    assert not outcome.crashed
    assert not [one for one in outcome.findings if one.rule == "certificate-rejected"]


def forgetting(rank: FairRank) -> FairRank:
    """The rank without the states of the location where it says most."""
    longest = max(range(len(rank.ranks)), key=lambda place: len(rank.ranks[place]))
    return replace(
        rank, ranks=tuple(() if place == longest else ranked for place, ranked in enumerate(rank.ranks))
    )


def damaged(verdict: OwnVerdict, damage: str) -> OwnVerdict:
    rank = verdict.rank
    assert isinstance(rank, FairRank)
    goals, paid = rank.goals, verdict.analysis.model.diagrams.complement(verdict.owing)
    places = verdict.analysis.encoding.places
    match damage:
        case "ranks":
            ranks = tuple(tuple(one._replace(rank=0) for one in ranked[-1:]) for ranked in rank.ranks)
            return replace(verdict, rank=replace(rank, ranks=ranks))
        case "states":
            return replace(verdict, rank=forgetting(rank))
        case "goals":
            return replace(
                verdict, rank=replace(rank, goals=tuple(one for one in goals if one.states == paid))
            )
        case "parts":
            return replace(verdict, rank=replace(rank, parts=tuple(-part for part in rank.parts)))
        case "alone":
            ends = [place for place, location in enumerate(verdict.analysis.system.locations) if location.end]
            return replace(
                verdict,
                alone=tuple(EMPTY if place in ends else states for place, states in enumerate(verdict.alone)),
            )
        case _:
            return replace(verdict, alone=(EVERYTHING,) * len(places))


@pytest.mark.parametrize("damage", ["ranks", "states", "goals", "parts", "alone", "alone too large"])
def test_a_damaged_guess_is_not_accepted(damage: str) -> None:
    one = comes()[0]
    assert certified_properties((one,)).is_accepted(0)
    assert not certified_properties((damaged(one, damage),)).is_accepted(0)
