"""Loops that no answer leads out of."""

from __future__ import annotations

from typing import Final

import pytest
from large_definitions import context_of

from stageproof.checker.finding import TraceStep
from stageproof.checker.proofs.obligations import REWORK, obligations_of
from stageproof.checker.registry import rule_named
from stageproof.checker.walk import walk

LOOP: Final = """orchestration Order {
  parameter limit: integer 0..3 not null
  field $Record.Flag__c: boolean not null
  flow F { async out again: boolean not null }
  start when Case is created -> First
  stage First { background A calls F async  on error -> Repair  then Again }
  decision Again { when WAY -> end otherwise -> First }
  stage Repair { background B calls F async  then end }
  stage Other { background C calls F async starts when A is Completed and WAIT  then end }
}
"""
NO_WAY: Final = "no answer leads out of the loop of First"


def always_ends(way: str, text: str = LOOP) -> tuple[str, str | None]:
    context = context_of(text.replace("WAY", way).replace("WAIT", "limit > 5"), too_large=False)
    (found,) = (one for one in obligations_of(context) if one.property == "always-ends")
    return found.verdict, found.reason


def findings(rule: str, way: str) -> list[tuple[str, tuple[TraceStep, ...]]]:
    made = rule_named(rule)
    assert made is not None
    context = context_of(LOOP.replace("WAY", way).replace("WAIT", "limit > 5"), too_large=False)
    return [(visit.found.message, visit.found.trace) for visit in walk((made,), context)[0]]


@pytest.mark.parametrize(
    ("way", "verdict", "reason"),
    [
        ("A is Error", "refuted", NO_WAY),
        ("A.Outputs.again = false", "assumed", REWORK),
        ("$Record.Flag__c = true", "assumed", REWORK),
        ("limit > 1", "refuted", f"{NO_WAY}; it holds for limit = 2 or 3"),
        ("A is Completed", "proved", None),
    ],
)
def test_a_loop_is_refuted_only_where_nothing_but_an_error_or_a_cancel_leads_out(
    way: str, verdict: str, reason: str | None
) -> None:
    found = always_ends(way)
    assert found == (verdict, reason)


def test_a_loop_that_leads_to_where_nobody_is_obliged_to_act_is_left() -> None:
    text = LOOP.replace("when WAY -> end", "when A.Outputs.again = true -> Other")
    assert always_ends("", text) == ("assumed", REWORK)


def test_the_run_that_goes_round_is_shown_once() -> None:
    ((message, trace),) = findings("goes-round-forever", "A is Error")
    assert message.startswith("A run that comes to First like this goes round for ever")
    assert [step.event for step in trace] == ["begin", "complete A with again = true"]
    assert trace[-1].repeats
    assert findings("rework-without-limit", "A is Error") == []


def test_a_loop_that_an_answer_leads_out_of_is_rework_and_nothing_worse() -> None:
    assert findings("goes-round-forever", "A.Outputs.again = false") == []
    ((message, _),) = findings("rework-without-limit", "A.Outputs.again = false")
    assert message.startswith("First can repeat any number of times")


def test_where_not_even_an_error_leads_to_the_end_that_it_cannot_complete_is_told() -> None:
    text = LOOP.replace("on error -> Repair  ", "")
    made = [rule_named(name) for name in ("cannot-complete", "goes-round-forever")]
    context = context_of(text.replace("WAY", "A is Error").replace("WAIT", "limit > 5"), too_large=False)
    visits, _ = walk(tuple(rule for rule in made if rule is not None), context)
    assert [visit.rule.id for visit in visits] == ["cannot-complete"]


def test_of_states_that_may_not_be_reached_nothing_is_said() -> None:
    context = context_of(LOOP.replace("WAY", "A is Error").replace("WAIT", "limit > 5"), too_large=True)
    (found,) = (one for one in obligations_of(context) if one.property == "always-ends")
    assert found.verdict == "undecided"
