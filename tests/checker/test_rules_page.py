"""The rules page says everything of each rule (test_documents.py holds it fresh)."""

from pathlib import Path

from stageproof.checker.registry import all_rules

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_every_rule_has_an_entry_with_both_examples() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for rule in all_rules():
        entry = page.partition(f"\n### {rule.id}\n")[2].partition("\n### ")[0]
        assert "Avoid:" in entry, rule.id
        assert "Prefer:" in entry, rule.id
        assert rule.rationale in entry, rule.id
