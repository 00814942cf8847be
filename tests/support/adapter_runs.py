"""Definitions and runs that the tests of adapters share."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from stageproof.checker.adapters.contract import Engine
from stageproof.checker.adapters.levels.conformance import Conformance, Conforms, conformance
from stageproof.checker.adapters.levels.level import Level
from stageproof.checker.adapters.random_test import RandomTest, random_test
from stageproof.engine.decisions.choices import choices
from stageproof.grammar.language.parse import parse
from stageproof.grammar.model import Orchestration
from stageproof.grammar.source import Source

SPECS = Path(__file__).parents[2] / "specs"


@cache
def example(name: str) -> Orchestration:
    """A definition of specs/."""
    return definition((SPECS / name / "good.orch").read_text(encoding="utf-8"))


def definition(text: str) -> Orchestration:
    orchestration = parse(Source("test.orch", text)).orchestration
    assert orchestration is not None
    return orchestration


def found_in(engine: Engine, orchestration: Orchestration, *, runs: int = 60, repeat: int = 1) -> RandomTest:
    return random_test(engine, orchestration, choices(), runs=runs, seed=1, length=20, repeat=repeat)


def conforming(engine: Engine, *levels: Level) -> Conformance:
    return conformance(engine, levels or tuple(Level), choices())


def broken_rows(conformance: Conformance) -> list[str]:
    return [row.row for row in conformance.rows if row.result is Conforms.BREAKS]
