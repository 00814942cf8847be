"""Write the generated pages of the documentation."""

from pathlib import Path

from stageproof.checker.rules_page import rules_page

if __name__ == "__main__":
    Path(__file__).with_name("rules.md").write_text(rules_page(), encoding="utf-8")
