"""Write the generated parts of the documentation: the pages of rules, decisions, tables and levels, and what
commands print in pages.

A page shows a command's output after a comment `<!-- example: stageproof … -->`, in the next fenced text block, and that
of pytest about a definition after `<!-- pytest: … -->`. What its Python blocks print, run one after the other, it shows
after `<!-- printed -->`, and the interpreter's effects between `<!-- effects -->` and `<!-- end of effects -->`.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from io import StringIO
from pathlib import Path

from stageproof.checker.adapters.levels.page import levels_page
from stageproof.checker.rules_page import rules_page
from stageproof.engine.decisions.page import decisions_page
from stageproof.engine.effects_page import effects_tables
from stageproof.engine.tables.page import tables_page

ROOT = Path(__file__).parents[1]
EXAMPLE = re.compile(
    r"(<!-- example: stageproof (?P<words>[^\n]*?) -->\n```text\n)(?P<shown>.*?)(```)", re.DOTALL
)
PYTEST = re.compile(r"(<!-- pytest: (?P<path>\S+) -->\n```text\n)(?P<shown>.*?)(```)", re.DOTALL)
PYTHON = re.compile(
    r"```python\n(?P<code>.*?)```|(?P<head><!-- printed -->\n```text\n)(?P<shown>.*?)(?P<foot>```)", re.DOTALL
)
EFFECTS = re.compile(r"(<!-- effects -->\n).*?(<!-- end of effects -->)", re.DOTALL)


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
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def environment(**more: str) -> dict[str, str]:
    """The environment without what makes programs print otherwise, with more.

    With CI or BUILD_NUMBER set, pytest leaves its last lines unshortened; COLUMNS, colours and PYTEST_ADDOPTS are
    settings of whoever generates the pages, not of their readers.
    """
    otherwise = (
        "CI",
        "BUILD_NUMBER",
        "COLUMNS",
        "NO_COLOR",
        "FORCE_COLOR",
        "PY_COLORS",
        "STAGEPROOF_TRACEBACK",
    )
    return {
        name: value
        for name, value in os.environ.items()
        if name not in otherwise and not name.startswith(("PYTEST_", "GITHUB_"))
    } | more


def pytest_output(path: str) -> str:
    """What pytest prints of a definition with our plugin alone, run in the folder of the definition."""
    folder, _, name = path.rpartition("/")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "stageproof.pytest_plugin", "-q", "--no-header", "-c", os.devnull,
         "-p", "no:cacheprovider", f"--rootdir={ROOT / folder}", name],
        cwd=ROOT / folder,
        env=environment(PYTEST_DISABLE_PLUGIN_AUTOLOAD="1", COLUMNS="100"),
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    return re.sub(r" in [\d.]+s$", "", done.stdout.rstrip(), flags=re.MULTILINE) + "\n"


def refreshed(text: str) -> str:
    """A page with every example as the command prints it today."""
    text = EXAMPLE.sub(lambda match: match[1] + printed(match["words"]) + match[4], text)
    text = PYTEST.sub(lambda match: match[1] + pytest_output(match["path"]) + match[4], text)
    text = EFFECTS.sub(lambda match: f"{match[1]}\n{effects_tables()}\n{match[2]}", text)
    return with_python(text)


def with_python(text: str) -> str:
    """A page with what its Python blocks print today. They share their names, from the first to the last."""
    names: dict[str, object] = {"__name__": "example"}
    output = StringIO()

    def run(match: re.Match[str]) -> str:
        if match["head"] is not None:
            shown = output.getvalue()
            output.seek(0)
            output.truncate()
            return match["head"] + shown + match["foot"]
        with chdir(ROOT), redirect_stdout(output):
            exec(compile(match["code"], "example", "exec"), names)  # noqa: S102  # the page's own example
        return match[0]

    return PYTHON.sub(run, text)


def generated() -> Iterator[tuple[Path, str]]:
    """Every generated file with its text as it should be."""
    yield ROOT / "docs" / "decisions.md", decisions_page()
    yield ROOT / "docs" / "rules.md", rules_page()
    yield ROOT / "docs" / "tables.md", tables_page()
    yield ROOT / "docs" / "levels.md", levels_page()
    for page in pages():
        text = page.read_text(encoding="utf-8")
        if EXAMPLE.search(text) or EFFECTS.search(text) or "<!-- printed -->" in text:
            yield page, refreshed(text)


if __name__ == "__main__":
    for path, content in generated():
        path.write_text(content, encoding="utf-8")
