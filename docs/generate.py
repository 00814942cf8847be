"""Write the generated parts of the documentation: the pages of rules, decisions and tables, and what
commands print in pages.

A page shows a command's output after a comment `<!-- example: stageproof … -->`, in the next fenced text block.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from stageproof.checker.rules_page import rules_page
from stageproof.engine.decisions.page import decisions_page
from stageproof.engine.tables.page import tables_page

ROOT = Path(__file__).parents[1]
EXAMPLE = re.compile(
    r"(<!-- example: stageproof (?P<words>[^\n]*?) -->\n```text\n)(?P<shown>.*?)(```)", re.DOTALL
)


def pages() -> Iterator[Path]:
    """Every page that may show a command's output."""
    yield ROOT / "README.md"
    yield ROOT / "specs" / "README.md"
    yield from sorted((ROOT / "docs").glob("*.md"))


def printed(words: str) -> str:
    """What `stageproof` prints for these words, run in the repository."""
    done = subprocess.run(
        [sys.executable, "-m", "stageproof", *words.split()],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def refreshed(text: str) -> str:
    """A page with every example as the command prints it today."""
    return EXAMPLE.sub(lambda match: match[1] + printed(match["words"]) + match[4], text)


def generated() -> Iterator[tuple[Path, str]]:
    """Every generated file with its text as it should be."""
    yield ROOT / "docs" / "decisions.md", decisions_page()
    yield ROOT / "docs" / "rules.md", rules_page()
    yield ROOT / "docs" / "tables.md", tables_page()
    for page in pages():
        text = page.read_text(encoding="utf-8")
        if EXAMPLE.search(text):
            yield page, refreshed(text)


if __name__ == "__main__":
    for path, content in generated():
        path.write_text(content, encoding="utf-8")
