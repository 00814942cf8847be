"""Every rule is held by its own examples: the bad one, its near miss, and further cases."""

import re

import pytest
import rule_bench as bench

from stageproof.checker.registry import all_rules
from stageproof.checker.rule import Rule

RULES = all_rules()
ELSEWHERE = {
    "rule-crashed": "no text makes a rule crash; test_check_file.py makes one crash on purpose",
    "certificate-rejected": "no text makes a certificate wrong; test_certified.py makes one wrong on purpose",
    "definition-twice": "one file cannot show it; test_across_files.py has two",
}
WALKED = [rule for rule in RULES if rule.visit is not None]


def test_there_are_at_least_45_rules_and_their_ids_are_kebab_case() -> None:
    assert len(RULES) >= 45
    assert [rule.id for rule in RULES if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)+", rule.id)] == []
    assert len({rule.id for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_bad_example_makes_only_this_rule_fire(rule: Rule) -> None:
    if rule.id in ELSEWHERE:
        pytest.skip(ELSEWHERE[rule.id])
    outcome = bench.outcome_of(rule.bad, rule.id)
    assert rule.id in {finding.rule for finding in outcome.findings}, [f.message for f in outcome.findings]
    others = [f"{f.rule}: {f.message}" for f in outcome.findings if f.rule in bench.loud(outcome) - {rule.id}]
    assert others == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_good_example_is_silent(rule: Rule) -> None:
    outcome = bench.outcome_of(rule.good, rule.id)
    assert [f.message for f in outcome.findings if f.rule == rule.id] == []
    assert [f"{f.rule}: {f.message}" for f in outcome.findings if f.rule in bench.loud(outcome)] == []


@pytest.mark.parametrize("rule", WALKED, ids=lambda rule: rule.id)
def test_further_cases(rule: Rule) -> None:
    for example, pattern in bench.cases_of(rule):
        said = list(bench.messages(rule, example))
        if pattern is None:
            assert said == []
        else:
            assert any(re.search(pattern, message) for message in said), said


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_what_a_rule_says_of_itself_is_complete(rule: Rule) -> None:
    assert rule.summary.endswith(".")
    assert len(rule.summary) <= 120
    assert rule.rationale.endswith(".")
    assert rule.source
    assert not rule.source.endswith(".")


@pytest.mark.parametrize("rule", WALKED, ids=lambda rule: rule.id)
def test_messages_are_sentences_that_name_something(rule: Rule) -> None:
    for finding in bench.outcome_of(rule.bad, rule.id).findings:
        if finding.rule == rule.id:
            assert finding.message.endswith((".", "?", "”", '"')), finding.message
            assert finding.element
            assert finding.region.line >= 1
            assert finding.region.column >= 1
