"""The pages show what the commands print today."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_documents", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATED = dict(_generator().generated())


@pytest.mark.parametrize("path", sorted(GENERATED), ids=lambda path: path.name)
def test_generated_pages_are_fresh(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == GENERATED[path], "run `make docs`"


def test_the_readme_shows_a_real_finding() -> None:
    assert "error[" in (ROOT / "README.md").read_text(encoding="utf-8").partition("## Two commands")[0]
    assert ROOT / "README.md" in GENERATED


def test_every_command_stands_in_the_readme() -> None:
    from stageproof.command_line import COMMANDS

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"stageproof {name}" not in text] == []


def test_every_number_of_rules_in_the_readme_is_a_lower_bound() -> None:
    from stageproof.checker.registry import all_rules

    assert "More than 90 [rules]" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(all_rules()) > 90
