"""Definitions on which exploration and prover once differed, minimised by the harness and kept, agree."""

from __future__ import annotations

import pytest
from agreement_kept import KEPT
from agreement_prover import differences, known_prover
from agreement_truth import explored
from running import program_of


@pytest.mark.parametrize("name", KEPT)
def test_what_once_differed_agrees(name: str) -> None:
    prover = known_prover()
    if prover is None:
        pytest.skip("there is no prover yet")
    program = program_of(KEPT[name])
    found = explored(program)
    assert found is not None
    answers = prover(program)
    assert not answers.undecided
    assert not differences(found.truth, answers)
