"""Definitions that can be run, drawn as `.orch` text, compiled, and the readings to run them under."""

from __future__ import annotations

from functools import lru_cache

from hypothesis import strategies as st

from stageproof.checker.strategies.definitions import definition_texts as definitions
from stageproof.engine.decisions.choices import Choices, choices, switchable_decisions
from stageproof.engine.program.compile import compile_orchestration
from stageproof.engine.program.program import Program
from stageproof.grammar.language.parse import parse
from stageproof.grammar.source import Source

__all__ = ["compiled", "definitions", "readings"]


@lru_cache(maxsize=512)
def compiled(text: str, chosen: Choices | None = None) -> Program:
    """The program of a drawn text, which has no mistakes."""
    parsed = parse(Source("drawn.orch", text))
    assert not parsed.diagnostics, (text, parsed.diagnostics)
    assert parsed.orchestration is not None
    return compile_orchestration(parsed.orchestration, chosen)


def readings() -> st.SearchStrategy[Choices]:
    """The default profile; more rarely the older one, or one switched decision."""
    switched = [
        choices(overrides={decision.id: reading.id})
        for decision in switchable_decisions()
        for reading in decision.readings
    ]
    return st.sampled_from([choices(), choices(), choices("pdf-2025"), *dict.fromkeys(switched)])
