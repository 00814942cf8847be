"""Definitions whose sets are said to be too large."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from stageproof.checker.check_file import read_definition
from stageproof.checker.context import Context
from stageproof.grammar.source import Source

SAMPLED: Final = """orchestration Order {
  start autolaunched -> First
  flow Ask { type AutoLaunchedFlow  async  out name: text not null }
  stage First { background A calls Ask  then Which }
  decision Which { when loud = "YES" -> Second otherwise -> end }
  stage Second { background B calls Ask  then end }
  formula loud: text = "UPPER({!A.Outputs.name})"
}
"""
"""What UPPER makes of a text is not known, so that the names are only sampled."""
TOO_LARGE: Final = "it is said to be too large"


def with_members(text: str, members: str) -> str:
    """A definition with further members at its end."""
    return f"{text.rstrip().removesuffix('}')}{members}\n}}\n"


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
