"""What rules tell people of a definition's data, beside what exploring its runs finds: no false alarm, nothing missed."""

from __future__ import annotations

import re
from random import Random

import pytest
from agreement_campaign import LIMIT
from agreement_generator import draw, draw_with_data
from agreement_truth import SUSPENDED
from data_definitions import data_definition
from findings_compared import COMPARED, comparing, differences
from findings_of_ranges import counting_definition, passed_bounds
from judged_moments import judging
from large_definitions import context_of
from status_claims import claims
from tested_definitions import known_runs, program_of

from stageproof.checker.random_runs.closure import close
from stageproof.checker.random_runs.flaw import Judge
from stageproof.checker.random_runs.property_watch import premise_names, premises
from stageproof.checker.registry import rule_named
from stageproof.checker.rule import Rule
from stageproof.checker.walk import Visit, walk

ATTEMPTS = 4
BAD = [rule.bad.text for rule in comparing()]
"""The examples of the rules themselves."""


def _differences(text: str) -> list[str] | None:
    """Where findings and exploration differ; None where the definition is too large to be explored with suspended runs."""
    found = judging(program_of(text), 2 * LIMIT, SUSPENDED)
    if found is None:
        return None
    context = context_of(text, too_large=False)
    return [] if context.never_begins else list(differences(found, context))


def _first_differences(texts: list[str]) -> list[str]:
    """Of the first definition that is small enough."""
    for text in texts:
        found = _differences(text)
        if found is not None:
            return found
    pytest.skip("too large to be explored with suspended runs")


@pytest.mark.parametrize("number", range(20))
def test_findings_about_drawn_data_are_what_exploration_finds(number: int) -> None:
    assert _first_differences([data_definition(51, number, attempt) for attempt in range(ATTEMPTS)]) == []


@pytest.mark.parametrize("number", range(6))
def test_findings_about_drawn_definitions_are_what_exploration_finds(number: int) -> None:
    texts = [draw(60, number, attempt).text() for attempt in range(2 * ATTEMPTS)]
    assert _first_differences([text for text in texts if "returns true" not in text]) == []


@pytest.mark.parametrize("text", BAD, ids=[rule.id for rule in comparing()])
def test_findings_in_the_examples_of_rules_are_what_exploration_finds(text: str) -> None:
    assert _differences(text) == []


@pytest.mark.parametrize("rule", comparing(), ids=lambda rule: rule.id)
def test_a_finding_that_is_kept_back_is_missed_and_one_too_many_is_a_false_alarm(
    rule: Rule,
) -> None:
    bad, good = rule.bad.text, rule.good.text
    told, _ = walk((rule,), context_of(bad, too_large=False))
    explored = judging(program_of(bad), 20 * LIMIT, SUSPENDED)
    silent = judging(program_of(good), 20 * LIMIT, SUSPENDED)
    assert explored is not None
    assert silent is not None
    compare = COMPARED[rule.id]
    assert list(compare(explored, told)) == []
    assert list(compare(explored, [])) != []
    assert list(compare(silent, told)) != []


@pytest.mark.parametrize("number", range(16))
def test_a_field_leaves_its_range_where_exploration_takes_it_past(number: int) -> None:
    text = counting_definition(51, number)
    found = judging(program_of(text), 2 * LIMIT, SUSPENDED)
    if found is None:
        pytest.skip("it is counted for ever")
    context = context_of(text, too_large=False)
    rule = rule_named("contradictory-assumptions")
    assert rule is not None
    visits, crashes = walk((rule,), context)
    assert crashes == []
    assert found.graph is not None
    assert context.never_begins == (len(found.graph) == 1)
    if context.never_begins:
        assert [visit.found.message for visit in visits if "can begin" in visit.found.message] != []
        return
    told = dict(map(_passed, visits))
    explored = dict(passed_bounds(found))
    assert told.keys() == explored.keys()
    assert all(step in explored[bound] for bound, step in told.items())


def _passed(visit: Visit) -> tuple[str, str]:
    match = re.match(r"\w+, which (\w+) calls, sets (\S+) to .*takes it past (-?\d+),", visit.found.message)
    assert match is not None, visit.found.message
    return f"{match[2]} past {match[3]}", match[1]


@pytest.mark.parametrize("number", range(10))
def test_a_property_is_about_nothing_where_exploration_never_meets_what_it_speaks_of(number: int) -> None:
    text, data = draw_with_data(Random(f"premises/{number}"))
    made = claims(program_of(text).orchestration, f"premises/{number}", data)
    known = known_runs(text, made)
    closure = close(known, 400)
    context = context_of(text.replace("CLAIM", made), too_large=False)
    if not closure.complete or context.never_begins:
        pytest.skip("too large to be explored, or no run begins")
    broken = {
        failure.flaw.id for failure in closure.tally.failures.values() if failure.flaw.judge is Judge.PROPERTY
    }
    rule = rule_named("property-about-nothing")
    assert rule is not None
    visits, _ = walk((rule,), context)
    told = {
        visit.found.message.split('"')[1] for visit in visits if "is about nothing" in visit.found.message
    }
    empty = {
        claim.title
        for claim in context.orchestration.properties
        if claim.kind in ("always", "never", "leads-to", "before")
        and premises(claim)
        and not all(closure.tally.premises.get(name) for name in premise_names(claim))
    }
    untold = set(closure.tally.untold)
    assert told - untold == empty - broken - untold
