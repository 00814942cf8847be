"""A run that is told in the words of the language, read back as a scenario."""

from __future__ import annotations

from ...grammar.language.parse import parse
from ...grammar.scenario import Scenario
from ...grammar.source import Source


def read_scenario(text: str) -> Scenario:
    """The scenario of a text `scenario "title" { … }`. Raises ValueError where a value in it cannot be written."""
    parsed = parse(Source("scenario.orch", f"orchestration Saved {{ api 67 {text} }}"))
    if parsed.orchestration is None or parsed.diagnostics or not parsed.orchestration.scenarios:
        why = parsed.diagnostics[0].message if parsed.diagnostics else "nothing was read"
        raise ValueError(f"the run cannot be written as a scenario: {why}")
    return parsed.orchestration.scenarios[0]
