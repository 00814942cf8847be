"""Every edge of the encoding is a step of the interpreter, or one that no run takes."""

from __future__ import annotations

from random import Random

import pytest
from agreement_campaign import program_of_draft
from agreement_generator import draw
from agreement_located import located, missing_paths, stands_for, strikes_of
from agreement_paths import Paths
from agreement_truth import ALONE
from edge_models import edge_models, edges_taken
from prover_definitions import written_programs
from random_steps import random_steps
from running import program_of

from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.analysis import Analysis
from stageproof.engine.events import Complete, Evaluate, Publish, SetField
from stageproof.engine.program.program import Program

WRITTEN = dict(written_programs())


def _agrees(program: Program, *, suspends: bool, limit: int = 20_000) -> tuple[int, int, bool]:
    """How many edges were replayed, how many no run takes, and whether that was found twice."""
    analysis = Analysis(encode(program, suspends=suspends))
    models = edge_models(analysis)
    assert not models.wrong, "\n".join(models.wrong)
    taken = edges_taken(analysis.encoding, limit)
    if taken is not None:
        every = range(len(analysis.system.edges))
        assert models.never == [number for number in every if number not in taken]
    return len(models.replayed), len(models.never), taken is not None


@pytest.mark.parametrize("suspends", [False, True], ids=["alone", "suspended"])
@pytest.mark.parametrize("name", WRITTEN)
def test_every_edge_of_a_written_definition_is_a_step_of_the_interpreter(
    name: str, *, suspends: bool
) -> None:
    replayed, _, is_told_twice = _agrees(WRITTEN[name], suspends=suspends)
    assert replayed > 5
    assert is_told_twice or suspends


@pytest.mark.parametrize("suspends", [False, True], ids=["alone", "suspended"])
@pytest.mark.parametrize("start", range(0, 60, 10))
def test_every_edge_of_a_drawn_definition_is_a_step_of_the_interpreter(start: int, *, suspends: bool) -> None:
    replayed = never = told_twice = 0
    for number in range(start, start + 10):
        program = program_of_draft(draw(17, number))
        assert program is not None
        edges, without, is_told_twice = _agrees(program, suspends=suspends)
        replayed += edges
        never += without
        told_twice += is_told_twice
    assert replayed > 200
    assert never
    assert told_twice >= 5


UNREAD = """
  flow Ask { out x: boolean not null }
  start autolaunched -> First
  stage First { background A calls Do on error -> Choose then end }
  stage Second { background B calls Ask then end }
  decision Choose {
    outcome Never when B.Outputs.x = false and B.Outputs.x = true -> end
    otherwise -> Second
  }
"""


def test_an_output_that_nobody_reads_any_more_is_told_with_a_value_that_it_may_have() -> None:
    assert _agrees(program_of(UNREAD), suspends=False)[2]


@pytest.mark.parametrize("name", WRITTEN)
def test_every_step_of_the_interpreter_in_a_written_definition_is_a_path_of_edges(name: str) -> None:
    missing = missing_paths(WRITTEN[name], ALONE, limit=120)
    assert not missing.edges, "\n".join(missing.edges)
    assert missing.checked


@pytest.mark.parametrize("number", range(30))
def test_every_step_of_a_random_run_is_a_path_of_edges(number: int) -> None:
    program = program_of_draft(draw(23, number))
    assert program is not None
    encoding = encode(program, suspends=False)
    paths = Paths(encoding.system)
    chance = Random(number)
    for _ in range(6):
        for before, transition, after in random_steps(program, chance, 25):
            here, there = located(encoding, before), located(encoding, after)
            assert here is not None
            assert there is not None
            event = transition.event
            may_stay = isinstance(event, SetField | Evaluate | Publish | Complete) and not transition.faults
            assert paths.leads(here, there, stands_for(event), strikes_of(transition), may_stay=may_stay), (
                transition
            )
