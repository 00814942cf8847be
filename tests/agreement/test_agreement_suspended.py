"""Runs that are suspended at times and resumed: proofs say what exploration finds, and show it."""

from __future__ import annotations

from typing import Final

import pytest
from agreement_campaign import program_of_draft
from agreement_generator import draw
from prover_definitions import DEFINITIONS, written_programs
from prover_examples import in_both_worlds
from prover_judges import said
from running import program_of

from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.evidence import trace_steps

STORED: Final = {
    "a stored error comes before the result of a synchronous step that a stored result starts": """
      flow Now { sync }
      start autolaunched -> First
      stage First {
        background A calls F async
        background B calls Now starts when A is Completed
        background C calls F async
        on error -> Sort
        then end
      }
      decision Sort { outcome Stopped when B is Discontinued -> Second otherwise -> end }
      stage Second { background D calls F async then end }
    """,
    "a flow has written before the result that came first is looked at": """
      flow Raise { async writes $Record.Flag = true }
      field $Record.Flag: boolean not null, changed only by Raise
      start when Case is created -> First { where Flag = false }
      stage First {
        background A calls F async
        background B calls Raise
        background C calls F async starts when A is Completed and $Record.Flag = true and B is InProgress
        then Sort
      }
      decision Sort { outcome Early when C is Completed -> Second otherwise -> end }
      stage Second { background D calls F async then end }
    """,
}
"""Definitions whose last stage only a run reaches that was suspended while two results came."""


@pytest.mark.parametrize("name", STORED)
def test_a_stage_that_only_a_suspended_run_reaches_is_reached_and_shown(name: str) -> None:
    program = program_of(STORED[name])
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


@pytest.mark.parametrize("name", [*DEFINITIONS, *STORED])
def test_what_is_reached_is_what_exploring_reaches(name: str) -> None:
    known = dict(written_programs())
    for example in in_both_worlds(name, known[name] if name in known else program_of(STORED[name])):
        told = said(example)
        assert not told.strays
        assert not told.wrong
        assert not told.duties
        assert not told.lacking
        assert told.is_accepted


@pytest.mark.parametrize("start", range(0, 24, 6))
def test_what_is_reached_of_drawn_definitions_is_what_exploring_reaches(start: int) -> None:
    for number in range(start, start + 6):
        program = program_of_draft(draw(7, number, 1))
        assert program is not None
        for example in in_both_worlds(f"number {number}", program):
            told = said(example)
            assert not told.strays, draw(7, number, 1).text()
            assert not told.wrong, draw(7, number, 1).text()
            assert not told.duties
