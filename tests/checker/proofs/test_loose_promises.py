"""What must happen in the end of real and example definitions, held to what whole sets say where these are too large."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from corpus_folder import CORPUS
from large_definitions import context_of, with_members

from stageproof.checker.check_file import read_definition
from stageproof.grammar.language.print import to_text
from stageproof.grammar.model import Orchestration
from stageproof.grammar.source import Source

SPECS: Final = tuple(sorted((Path(__file__).parents[3] / "specs").glob("*/good.orch")))


def real() -> tuple[Path, ...]:
    """Nothing where they are not checked out beside the project."""
    files = sorted(CORPUS.rglob("*.flow-meta.xml"))
    return tuple(path for path in files if "<orchestratedStages>" in path.read_text("utf-8"))


def definition(path: Path) -> Orchestration:
    found = read_definition(Source(path.name, path.read_text("utf-8"))).orchestration
    assert found is not None
    return found


def claims(orchestration: Orchestration) -> str:
    stage = f'"{orchestration.stages[-1].name}"'
    over = "run is Completed or run is Error"
    return f"""
  eventually "it is over": {over}
  always "it is left": {stage} starts leads to {stage} completes or {stage} fails or {over}
  exactly once "it comes once": {stage} starts"""


@pytest.mark.parametrize("path", [*SPECS, *real()], ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_must_happen_is_proved_wherever_whole_sets_prove_it(path: Path) -> None:
    orchestration = definition(path)
    text = with_members(to_text(orchestration), claims(orchestration))
    exact = context_of(text, too_large=False).own_verdicts[-3:]
    found = context_of(text, too_large=True).own_verdicts[-3:]
    assert [one.claim.title for one in found] == ["it is over", "it is left", "it comes once"]
    for sure, one in zip(exact, found, strict=True):
        told = one.claim.title, sure.verdict, sure.reason, one.verdict, one.reason
        assert one.verdict in (sure.verdict, "undecided"), told
        assert one.verdict != "undecided" or sure.verdict != "proved", told
