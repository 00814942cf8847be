"""What is said of a file that was understood in part, and of suppressions that are misspelt."""

from stageproof.checker.check_file import Settings, check_source
from stageproof.checker.registry import select
from stageproof.grammar.source import Source

RECOMMENDED = Settings(tuple(rule.id for rule in select(("recommended",), ())))
ORDER = """orchestration Order {{
  start autolaunched -> Check
  stage Check {{ background Look calls Look_Up  then In_Stock }}
  decision In_Stock {{
    when Lok.Outputs.inStock = true {junk} -> Ship
    when Loook.Outputs.inStock = false -> Ship
    otherwise -> end, intended
  }}
  stage Ship {{ background Send calls Look_Up }}
}}
"""


def _said(text: str) -> list[tuple[str, int]]:
    outcome = check_source(Source("order.orch", text), RECOMMENDED, lambda name: None)
    return [
        (finding.rule, finding.region.line)
        for finding in outcome.findings
        if finding.rule in ("dangling-reference", "syntax-error")
    ]


def test_rules_keep_silent_about_a_line_that_has_a_syntax_error() -> None:
    assert _said(ORDER.format(junk="blah")) == [("syntax-error", 5), ("dangling-reference", 6)]


def test_without_the_syntax_error_they_speak_of_that_line() -> None:
    assert _said(ORDER.format(junk="")) == [("dangling-reference", 5), ("dangling-reference", 6)]


def test_a_suppression_of_a_misspelt_rule_is_told_which_rule_may_be_meant() -> None:
    text = ORDER.format(junk="").replace("\n", '\n  suppress danglin-reference because "known"\n', 1)
    findings = check_source(Source("order.orch", text), RECOMMENDED, lambda name: None).findings
    helps = [finding.help for finding in findings if finding.rule == "unknown-rule-in-suppression"]
    assert helps == ['Did you mean "dangling-reference"?']
