"""Definitions whose sets are said to be too large."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from stageproof.checker.check_file import read_definition
from stageproof.checker.context import Context
from stageproof.grammar.source import Source

TOO_LARGE: Final = "it is said to be too large"


def context_of(text: str, *, too_large: bool) -> Context:
    """A definition; `too_large`: its analysis is given up."""
    source = Source("drawn.orch", text)
    orchestration = read_definition(source).orchestration
    assert orchestration is not None
    context = Context(orchestration, source, lambda _: None)
    if too_large:
        proofs = context.proofs
        assert proofs.analysis is not None
        given_up = replace(proofs, analysis=None, given_up=TOO_LARGE, encoding=proofs.analysis.encoding)
        vars(context)["proofs"] = given_up
    return context
