"""The verdicts of proofs are what exploring everything finds (`make agreement` looks at many more)."""

from __future__ import annotations

import pytest
from agreement_campaign import campaign, report, shortfalls
from agreement_prover import known_prover

DEFINITIONS = 120


def test_proofs_and_exploration_agree_on_definitions_of_every_kind() -> None:
    tally = campaign(0, range(DEFINITIONS), known_prover())
    assert not tally.disagreements, report(tally)
    assert not shortfalls(tally), report(tally)


def test_there_is_a_prover_to_compare_with() -> None:
    if known_prover() is None:
        pytest.skip("a part of stageproof.checker.proofs is missing: the campaign compares nothing")
