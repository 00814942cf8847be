"""The pages about the interpreter: examples that are run, ids that exist, the public names."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typed_examples import mypy_says

import stageproof.interpreter
from stageproof.engine.decisions.catalogue import decision_named
from stageproof.engine.effects import EFFECTS, Effect, Quiet
from stageproof.engine.effects_page import effects_tables
from stageproof.engine.tables.catalogue import row_named

ROOT = Path(__file__).parents[2]
API = (ROOT / "docs" / "interpreter.md").read_text(encoding="utf-8")
SEMANTICS = (ROOT / "docs" / "semantics.md").read_text(encoding="utf-8")
ID = re.compile(r"`([a-z0-9]+(?:-[a-z0-9]+)+)`")
PUBLIC = """
    Advance ApprovalItemStatus Begin Cancel Change Choices Complete Configuration ErrorKind Evaluate Event Fail Failure Given
    Graph Happening Hole Kind LogRow Moment Policy Program Publish Reassign Recall Records Refusal Resume Run RunStatus SetField
    Source StageState StageStatus StepStatus Stopped StoredResult Subject SubmissionStatus Suspend Template Told Value Wait
    WorkItemStatus advance apply choices compile_orchestration enabled events_from_json events_to_json explore is_over
    late_results new_run parse read records replay shown strikes_passed told
"""
NAMES = re.findall(r"\w+", PUBLIC)


def code_of(page: str) -> list[str]:
    """The Python blocks of a page."""
    return re.findall(r"```python\n(.*?)```", page, re.DOTALL)


def test_the_public_names_are_these() -> None:
    assert sorted(stageproof.interpreter.__all__) == sorted(NAMES)
    assert [name for name in NAMES if not hasattr(stageproof.interpreter, name)] == []


def test_the_page_names_every_public_name() -> None:
    listed = API.partition("## The names")[2]
    assert [name for name in NAMES if not re.search(rf"`{name}`", listed)] == []


def test_the_examples_import_the_public_names_only() -> None:
    imported = {
        node.module
        for block in code_of(API)
        for node in ast.walk(ast.parse(block))
        if isinstance(node, ast.ImportFrom)
    }
    assert imported == {"stageproof.interpreter", "collections.abc"}


def test_the_examples_find_the_wrong_rule_and_not_the_mended_one() -> None:
    assert "Remind is InProgress, not Discontinued (row step-status-discontinued-stage-completed)" in API
    assert "no difference in 3 events" in API
    assert len(code_of(API)) == API.count("<!-- printed -->") + 1


def test_the_examples_are_typed(tmp_path: Path) -> None:
    assert mypy_says(code_of(API), tmp_path) == ""


def test_importing_the_public_names_stays_cheap() -> None:
    program = "import stageproof.interpreter, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert {"lark", "z3", "hypothesis", "pathspec"} & set(done.stdout.split()) == set()


def test_every_id_on_the_page_about_runs_exists() -> None:
    named = set(ID.findall(SEMANTICS))
    kinds = {kind.value for kind in EFFECTS.errors}
    assert len(named) > 100
    assert {id for id in named - kinds if row_named(id) is None and decision_named(id) is None} == set()


@pytest.mark.parametrize("heading", re.findall(r"^## (?!Every)(.*)$", SEMANTICS, re.MULTILINE))
def test_every_section_rests_on_rows_or_decisions(heading: str) -> None:
    section = SEMANTICS.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    assert ID.search(section), heading


def test_the_page_shows_every_effect() -> None:
    shown = effects_tables()
    assert shown in SEMANTICS
    rows = [line for line in shown.splitlines() if line.startswith("| ") and "---" not in line]
    entries = sum(isinstance(getattr(EFFECTS, name), Effect | Quiet) for name in EFFECTS.__slots__)
    headings = shown.count("### ")
    assert len(rows) == entries + len(EFFECTS.stage_fails_by_step) + len(EFFECTS.errors) + headings
