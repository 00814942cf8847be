"""Stages whose errors go round in one loop are told together, others each for itself."""

from __future__ import annotations

import pytest
from large_definitions import context_of

from stageproof.checker.proofs.one_loop import told_with
from stageproof.checker.registry import rules_named
from stageproof.checker.walk import walk

ORDER = """orchestration Order {{
  start autolaunched -> Charge
  flow Do_It {{ async }}
  flow Ask {{ async  out good: boolean not null }}
  stage Charge {{ background A calls Do_It  on error -> Mail  then end }}
  stage Mail {{ background B calls Do_It  on error -> {mail}  then {after} }}
  stage Call {{ background C calls Ask  on error -> {call}  then {asked} }}
  decision Good {{ when C.Outputs.good = true -> go to Charge  otherwise -> end }}
}}
"""


def order(mail: str = "Call", call: str = "Charge", after: str = "end", asked: str = "end") -> str:
    return ORDER.format(mail=mail, call=call, after=after, asked=asked)


TOLD = {
    "one loop through three stages": (order(), {"Charge": "Charge", "Mail": "Charge", "Call": "Charge"}),
    "a loop that only one stage needs": (
        order(mail="Mail"),
        {"Mail": "Mail"},
    ),
    "a loop that comes back without an error of the other": (
        order(mail="Charge", after="Charge"),
        {"Charge": "Charge", "Mail": "Charge"},
    ),
    "two loops, each with errors of its own": (
        order(mail="Mail", after="Charge"),
        {"Charge": "Charge", "Mail": "Mail"},
    ),
    "errors that force it are not told with those that an answer may end": (
        order(mail="Call", call="Call", asked="Good"),
        {"Charge": "Charge", "Call": "Call", "Mail": "Charge"},
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_a_stage_is_told_with_the_one_whose_errors_all_its_laps_need(name: str) -> None:
    text, told = TOLD[name]
    context = context_of(text, too_large=False)
    assert context.proofs.analysis is not None
    assert told_with(context.proofs.analysis, context.graph) == told


def test_the_others_are_related_places_of_the_one_finding() -> None:
    context = context_of(order(), too_large=False)
    visits, _ = walk(rules_named(("errors-repeat-forever",)), context)
    (visit,) = visits
    assert visit.element == "Order/Charge"
    assert [words for _, words in visit.found.related] == [
        "errors of Call go round in this loop too",
        "errors of Mail go round in this loop too",
    ]
