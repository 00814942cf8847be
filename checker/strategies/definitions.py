"""Hypothesis strategies of definitions that can be run."""

from __future__ import annotations

from hypothesis import strategies as st

from ...grammar.language.parse import parse
from ...grammar.model import Orchestration
from ...grammar.source import Source
from .draft import Draft


@st.composite
def definition_texts(draw: st.DrawFn) -> str:
    """Random definitions without mistakes, as `.orch` text. The simplest is one stage with one background step."""
    return Draft(draw).text()


def definitions() -> st.SearchStrategy[Orchestration]:
    """Random definitions without mistakes, as the model that `stageproof.interpreter.parse` makes of their text."""
    return definition_texts().map(orchestration_of)


def orchestration_of(text: str) -> Orchestration:
    """The definition that a text tells, which has no mistakes."""
    found = parse(Source("drawn.orch", text)).orchestration
    assert found is not None  # noqa: S101  # the draft has made sure of it
    return found
