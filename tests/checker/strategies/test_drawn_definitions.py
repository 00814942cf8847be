"""Definitions that are drawn have no mistakes, are printed so that they can be read again, and differ."""

from __future__ import annotations

from hypothesis import find, given, settings

from stageproof.grammar.language.parse import parse
from stageproof.grammar.language.print import to_text
from stageproof.grammar.model import APPROVAL_WORKFLOW, Orchestration
from stageproof.grammar.source import Source
from stageproof.strategies import definition_texts, definitions


@given(definition_texts())
def test_the_text_of_a_drawn_definition_has_no_mistake(text: str) -> None:
    parsed = parse(Source("drawn.orch", text))
    assert parsed.orchestration is not None
    assert not parsed.diagnostics


@settings(max_examples=50)
@given(definitions())
def test_a_drawn_definition_is_what_its_text_says(definition: Orchestration) -> None:
    assert parse(Source("drawn.orch", to_text(definition))).orchestration == definition


def test_the_simplest_definition_is_one_stage_with_one_background_step() -> None:
    found = find(definitions(), lambda definition: True, settings=settings(database=None))
    assert [[step.action_type for step in stage.steps] for stage in found.stages] == [["stepBackground"]]


def test_approval_processes_with_a_recall_path_are_drawn() -> None:
    quiet = settings(database=None, derandomize=True, max_examples=2_000)
    found = find(
        definitions(),
        lambda each: each.kind == APPROVAL_WORKFLOW and any(s.name == "Undo" for s in each.stages),
        settings=quiet,
    )
    assert found.stages
