"""Runs that are suspended at times and resumed: proofs say what exploration finds, and show it."""

from __future__ import annotations

import pytest
from agreement_campaign import program_of_draft
from agreement_generator import draw
from prover_definitions import DEFINITIONS, written_programs
from prover_examples import in_both_worlds
from prover_judges import said
from prover_stored import STORED
from running import program_of

from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.evidence import trace_steps


@pytest.mark.parametrize("name", list(STORED)[:2])
def test_a_stage_that_only_a_suspended_run_reaches_is_reached_and_shown(name: str) -> None:
    program = program_of(STORED[name].text)
    alone = Analysis(encode(program, suspends=False))
    assert not any(alone.is_taken(edge) for edge in alone.edges_of("enter", "Second"))
    analysis = Analysis(encode(program))
    (edge,) = analysis.edges_of("enter", "Second")
    assert analysis.is_taken(edge)
    path = analysis.shortest.path_to(analysis.system.edges[edge].target, 1, 30)
    assert path is not None
    shown = trace_steps(analysis, path)
    events = [step.event for step in shown]
    assert "suspend" in events
    assert "resume" in events


@pytest.mark.parametrize("name", DEFINITIONS)
def test_what_is_reached_is_what_exploring_reaches(name: str) -> None:
    for example in in_both_worlds(name, dict(written_programs())[name]):
        told = said(example)
        assert not told.strays
        assert not told.wrong
        assert not told.duties
        assert not told.lacking
        assert told.is_accepted


@pytest.mark.parametrize("start", range(0, 12, 6))
def test_what_is_reached_of_drawn_definitions_is_what_exploring_reaches(start: int) -> None:
    for number in range(start, start + 6):
        program = program_of_draft(draw(7, number, 1))
        assert program is not None
        for example in in_both_worlds(f"number {number}", program):
            told = said(example)
            assert not told.strays, draw(7, number, 1).text()
            assert not told.wrong, draw(7, number, 1).text()
            assert not told.duties
