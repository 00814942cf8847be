"""What is said of a file that was understood in part, and of suppressions that are misspelt."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Final

from stageproof.checker.check_file import FileOutcome, Settings, check_source
from stageproof.checker.registry import all_rules, select
from stageproof.grammar.source import Source

RECOMMENDED = Settings(tuple(rule.id for rule in select(("recommended",), ())))
EVERY = Settings(tuple(rule.id for rule in all_rules()))
PROVING = replace(RECOMMENDED, prove=True)
ORDER = """orchestration Order {{
  start autolaunched -> Check
  stage Check {{ background Look calls Look_Up  then In_Stock }}
  decision In_Stock {{
    when Look is Done {junk} -> Ship
    when Look is Over -> Ship
    otherwise -> end, intended
  }}
  stage Ship {{ background Send calls Look_Up }}
}}
"""
EMPTIED = """orchestration Order {{
  start autolaunched -> Check
  stage Check {{ {step}  then end }}
  flow Look_Up {{ type AutoLaunchedFlow }}
}}
"""
PARTS: Final = re.compile(r"[A-Za-z_]\w*|->|[{}]|\d+")
DAMAGES: Final = ("", "@@", '"', "wrd", "} }", "1x")
PLACES: Final = 2
"""In how many places each example of a rule is damaged, in each of the ways."""
Said = tuple[str, str]
"""A rule, and the element below the orchestration that it speaks of."""


def _checked(text: str, settings: Settings = RECOMMENDED) -> FileOutcome:
    return check_source(Source("order.orch", text), settings, lambda name: None)


def _said(text: str) -> list[tuple[str, int]]:
    return [
        (finding.rule, finding.region.line)
        for finding in _checked(text).findings
        if finding.rule in ("wrong-status-literal", "syntax-error")
    ]


def test_rules_keep_silent_about_a_line_that_has_a_syntax_error() -> None:
    assert _said(ORDER.format(junk="blah")) == [("syntax-error", 5), ("wrong-status-literal", 6)]


def test_without_the_syntax_error_they_speak_of_that_line() -> None:
    assert _said(ORDER.format(junk="")) == [("wrong-status-literal", 5), ("wrong-status-literal", 6)]


def test_a_stage_whose_only_step_could_not_be_read_is_not_called_empty() -> None:
    assert "empty-stage" in {finding.rule for finding in _checked(EMPTIED.format(step="")).findings}
    broken = _checked(EMPTIED.format(step="backgruond Look calls Look_Up"))
    assert {finding.rule for finding in broken.findings} == {"syntax-error"}


def test_a_syntax_error_brings_no_finding_but_itself() -> None:
    damaged = 0
    for text, whole, broken in _damaged_examples():
        damaged += 1
        more = broken - whole
        assert {rule for rule, _ in more} == {"syntax-error"}, text
    assert damaged > 1_000


def test_it_is_said_that_nothing_was_proved_and_that_rules_did_not_run() -> None:
    broken = _checked(EMPTIED.format(step="backgruond Look calls Look_Up"), PROVING)
    waiting = sum(rule.needs_whole for rule in PROVING.rules)
    assert set(broken.remarks) == {
        "Nothing was proved of Order: parts of it could not be read (syntax-error).",
        f"{waiting} rules that need all of Order did not run: mend its syntax first.",
    }
    assert (broken.is_proved, broken.obligations) == (False, ())


def test_a_suppression_of_what_did_not_run_is_not_called_unused() -> None:
    suppressed = 'suppress empty-stage because "filled later"  backgruond Look calls Look_Up'
    assert {finding.rule for finding in _checked(EMPTIED.format(step=suppressed)).findings} == {
        "syntax-error"
    }


def test_a_suppression_of_a_rule_of_proofs_is_not_called_unused_where_nothing_is_proved() -> None:
    steps = 'suppress stage-waits-forever because "known"  background Look calls Look_Up'
    found = {
        repeated: {
            finding.rule for finding in _checked(EMPTIED.format(step=steps + repeated), PROVING).findings
        }
        for repeated in ("", "  background look calls Look_Up")
    }
    assert ["unused-suppression" in rules for rules in found.values()] == [True, False]


def test_nothing_is_proved_where_a_name_means_several_things() -> None:
    steps = "background Look calls Look_Up  background look calls Look_Up"
    twice = _checked(EMPTIED.format(step=steps), PROVING)
    assert "duplicate-api-name" in {finding.rule for finding in twice.findings}
    assert twice.remarks == (
        "Nothing was proved of Order: the API name Look means several things (duplicate-api-name).",
    )
    assert (twice.is_proved, twice.obligations, twice.crashed) == (False, (), False)


def test_nothing_is_proved_of_a_definition_without_start() -> None:
    settings = replace(PROVING, traces=True, fault_table=True, certify="export")
    started = EMPTIED.format(step="background Look calls Look_Up")
    nowhere = _checked(started.replace("start autolaunched -> Check", ""), settings)
    assert "missing-start" in {finding.rule for finding in nowhere.findings}
    assert nowhere.remarks == ("Nothing was proved of Order: it has no Start (missing-start).",)
    assert (nowhere.is_proved, nowhere.obligations, nowhere.crashed) == (False, (), False)


def test_only_within_one_decision_outcomes_of_one_name_keep_it_from_being_proved() -> None:
    text = """orchestration Order {{
      variable amount: number input
      start autolaunched -> First
      decision First {{ outcome Much when amount > 1 -> Work  otherwise -> Second }}
      decision Second {{
        outcome {} when amount > 2 -> Work
        outcome Much when amount > 0 -> Work
        otherwise -> end, intended
      }}
      stage Work {{ background Look calls Look_Up  then end }}
      flow Look_Up {{ type AutoLaunchedFlow }}
    }}"""
    assert _checked(text.format("More"), PROVING).is_proved
    assert not _checked(text.format("much"), PROVING).is_proved


def test_a_suppression_of_a_misspelt_rule_is_told_which_rule_may_be_meant() -> None:
    text = ORDER.format(junk="").replace("\n", '\n  suppress wrong-status-litral because "known"\n', 1)
    findings = _checked(text).findings
    helps = [finding.help for finding in findings if finding.rule == "unknown-rule-in-suppression"]
    assert helps == ['Did you mean "wrong-status-literal"?']


def _damaged_examples() -> Iterator[tuple[str, Counter[Said], Counter[Said]]]:
    """Examples of rules in the language with a part missing or other text in its place: the text, and what is said of
    it before and after.
    """
    random = Random(4)
    for example in (example for rule in all_rules() for example in (rule.bad, rule.good)):
        text = example.text
        if not text.strip() or text.lstrip().startswith("<"):
            continue
        whole = _counted(text)
        parts = list(PARTS.finditer(text))
        for part in random.sample(parts, min(PLACES, len(parts))):
            for damage in DAMAGES:
                damaged = text[: part.start()] + damage + text[part.end() :]
                broken = _counted(damaged)
                if ("syntax-error", "") in broken:
                    yield damaged, whole, broken


def _counted(text: str) -> Counter[Said]:
    """What is said, the orchestration's own name left out: it may be what is damaged."""
    found = _checked(text, EVERY).findings
    return Counter((finding.rule, finding.element.partition("/")[2]) for finding in found)
