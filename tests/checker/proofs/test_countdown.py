"""Loops that a difference of two open numbers ends, and twins that nothing ends."""

from __future__ import annotations

from typing import Final

import pytest
from rule_bench import source_of

from stageproof.checker.check_file import Settings, check_source
from stageproof.checker.registry import select

LOOP: Final = """
orchestration Payment {{
  start when Order__c is created -> Charge
  {parameter}
  field $Record.Attempts__c: integer 0.. {null}, changed only by Pay_Card
  field $Record.Limit__c: integer 0.. not null, {limit}
  flow Pay_Card {{ type AutoLaunchedFlow  {how}  writes $Record.Attempts__c = $Record.Attempts__c {count} }}
  flow Call_Bank {{ type AutoLaunchedFlow  async  {more} }}
  stage Charge {{
    background Pay calls {fails} async
    on error -> {to}
    then end
  }}
  stage Ask {{
    background Bank calls Pay_Card {how}
    then Again
  }}
  decision Again {{
    {again}
  }}
  {beside}
}}
"""
PLAIN: Final = {
    "parameter": "",
    "null": "not null",
    "limit": "never changed",
    "how": "async",
    "count": "+ 1",
    "more": "",
    "fails": "Call_Bank",
    "to": "Ask",
    "again": "when $Record.Attempts__c < $Record.Limit__c -> go to Charge otherwise -> end, intended",
    "beside": "",
}
UNTIL: Final = "when $Record.Attempts__c {sign} $Record.Limit__c -> end otherwise -> go to Charge"
PROVED: Final[dict[str, dict[str, str]]] = {
    "counted up to a field": {},
    "by two, and once more": {
        "count": "+ 2",
        "again": PLAIN["again"].replace("<", "<="),
    },
    "left when the limit is reached": {"again": UNTIL.format(sign=">=")},
    "up to a parameter": {
        "parameter": "parameter most: integer 0.. not null",
        "again": PLAIN["again"].replace("$Record.Limit__c", "most"),
    },
    "counted where it may be null": {"null": ""},
    "left when a parameter is reached": {
        "parameter": "parameter most: integer 0.. not null",
        "again": UNTIL.format(sign=">=").replace("$Record.Limit__c", "most"),
    },
}
OPEN: Final[dict[str, dict[str, str]]] = {
    "not counted": {"count": "+ 0"},
    "counted down": {"count": "+ -1"},
    "the limit may change": {
        "limit": "changed only by Call_Bank",
        "more": "writes $Record.Limit__c = $Record.Limit__c + 1",
    },
    "left when the limit is passed, or not counted for null": {"null": "", "again": UNTIL.format(sign=">=")},
    "left when a parameter is reached that may be null": {
        "parameter": "parameter most: integer 0..",
        "again": UNTIL.format(sign=">=").replace("$Record.Limit__c", "most"),
    },
    "counted by nothing but what fails": {
        "fails": "Pay_Card",
        "to": "Other",
        "beside": "stage Other { background Wait calls Call_Bank async  then Again }",
    },
    "counted on one of two ways": {
        "to": "Which",
        "beside": (
            'decision Which { when $Record.Kind__c = "A" -> Ask otherwise -> Other }\n'
            "  stage Other { background Wait calls Call_Bank async  then Again }"
        ),
    },
    "never asked on one of two ways": {
        "to": "Which",
        "beside": (
            'decision Which { when $Record.Kind__c = "A" -> Ask otherwise -> Other }\n'
            "  stage Other { background More calls Pay_Card async  then Charge }"
        ),
    },
}


def _verdicts(changed: dict[str, str]) -> dict[str, tuple[str, str | None]]:
    settings = Settings(tuple(rule.id for rule in select((), ())), prove=True, certify="on")
    outcome = check_source(source_of(LOOP.format(**{**PLAIN, **changed})), settings, lambda _: None)
    assert not [finding for finding in outcome.findings if finding.rule == "syntax-error"], outcome.findings
    return {one.property: (one.verdict, one.reason) for one in outcome.obligations}


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
