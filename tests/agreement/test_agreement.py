"""The verdicts of proofs are what exploring everything finds (`make agreement` looks at many more)."""

from __future__ import annotations

import pytest
from agreement_campaign import campaign, program_of_draft, report, shortfalls
from agreement_generator import draw
from agreement_prover import known_prover
from agreement_truth import FIELDS

DEFINITIONS = 120


def test_proofs_and_exploration_agree_on_definitions_of_every_kind() -> None:
    tally = campaign(0, range(DEFINITIONS), known_prover())
    assert not tally.disagreements, report(tally)
    assert not shortfalls(tally), report(tally)


UNANSWERED = {
    "discontinues", "cancels", "ends", "waits_for_people", "fault_path_repeats", "error_ends", "reads_null", "overlooked",
    "interfered", "restarts",
}  # fmt: skip
"""What the prover's plain sets leave out: tests of its modules compare that with exploration."""


def test_no_claim_that_is_compared_goes_missing() -> None:
    prover = known_prover()
    assert prover is not None
    program = program_of_draft(draw(0, 0))
    assert program is not None
    assert set(prover(program).claims) == set(FIELDS) - UNANSWERED


def test_there_is_a_prover_to_compare_with() -> None:
    if known_prover() is None:
        pytest.skip("a part of stageproof.checker.proofs is missing: the campaign compares nothing")
