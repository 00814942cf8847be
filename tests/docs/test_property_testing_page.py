"""The page about property-based tests: its examples are run by the generator, typed here, and name what there is."""

import ast
import re
import subprocess
import sys
from pathlib import Path

from typed_examples import mypy_says

import stageproof.strategies
from stageproof.checker.definition_tests.tested import EFFORTS
from stageproof.hypothesis_entry import EXAMPLES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "property-testing.md").read_text(encoding="utf-8")
PLUGIN = (ROOT / "src" / "stageproof" / "pytest_plugin.py").read_text(encoding="utf-8")
CODE = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


def test_the_definition_on_the_page_is_the_file_that_the_examples_read() -> None:
    shown = re.search(r"```orch\n(.*?)```", PAGE, re.DOTALL)
    assert shown is not None
    assert shown[1] == (ROOT / "docs" / "examples" / "hire.orch").read_text(encoding="utf-8")


def test_the_page_names_every_public_name_and_no_other() -> None:
    listed = PAGE.partition("## The names")[2]
    assert sorted(re.findall(r"`(\w+)`", listed)) == sorted(stageproof.strategies.__all__)
    assert [name for name in stageproof.strategies.__all__ if not hasattr(stageproof.strategies, name)] == []


def test_the_examples_import_public_names_only() -> None:
    imported = {
        node.module
        for block in CODE
        for node in ast.walk(ast.parse(block))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("stageproof")
    }
    assert imported == {"stageproof.strategies", "stageproof.interpreter"}


def test_the_examples_are_typed(tmp_path: Path) -> None:
    assert mypy_says(CODE, tmp_path) == ""


def test_the_examples_show_a_broken_property_and_a_damaged_log() -> None:
    assert "['no laptop without the form']" in PAGE
    assert "1 failed, 3 passed" in PAGE
    assert "# dropped: " in PAGE


def test_every_option_and_setting_of_the_plugin_stands_on_the_page() -> None:
    named = set(re.findall(r'"(--stageproof-\w+|stageproof_\w+)"', PLUGIN))
    assert len(named) == 7
    assert [name for name in sorted(named) if f"`{name}" not in PAGE] == []


def test_the_numbers_of_runs_are_those_of_the_profiles() -> None:
    assert {f"stageproof-{name}": effort.runs for name, effort in EFFORTS.items()} == EXAMPLES
    for number in EXAMPLES.values():
        assert f"{number:,}" in PAGE


def test_hypothesis_statistics_speak_of_rows(tmp_path: Path) -> None:
    """As the page says."""
    (tmp_path / "test_runs.py").write_text(
        "from hypothesis import given, settings\n"
        "from stageproof.strategies import from_spec\n"
        f"@settings(max_examples=30, database=None)\n"
        f"@given(from_spec({str(ROOT / 'docs' / 'examples' / 'hire.orch')!r}))\n"
        "def test_run(run): assert run.events\n",
        encoding="utf-8",
    )
    words = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "--hypothesis-show-statistics", "test_runs.py"]
    done = subprocess.run([sys.executable, *words], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert re.search(r"\d+\.\d+%, row:stage-status-in-progress", done.stdout), done.stdout
    assert "rows in a run of Hire" in done.stdout
