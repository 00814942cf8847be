"""The rules page is what the rules say."""

from pathlib import Path

from stageproof.checker.registry import all_rules
from stageproof.checker.rules_page import rules_page

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == rules_page(), "run `make docs`"


def test_every_rule_has_an_entry_with_both_examples() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for rule in all_rules():
        entry = page.partition(f"\n### {rule.id}\n")[2].partition("\n### ")[0]
        assert "Avoid:" in entry, rule.id
        assert "Prefer:" in entry, rule.id
        assert rule.rationale in entry, rule.id
