"""What people read of a definition, beside what exploring it finds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from agreement_campaign import LIMIT, case
from agreement_obligations import obligation_differences
from agreement_truth import SUSPENDED, explored
from large_definitions import context_of

from stageproof.checker.proofs.decided import decided


@pytest.mark.parametrize("number", range(14))
def test_obligations_say_what_exploration_finds(number: int) -> None:
    found = case(41, number)
    truth = explored(found.program, 2 * LIMIT, 0, SUSPENDED)
    if truth is None:
        pytest.skip("too large to be explored with suspended runs")
    context = context_of(found.draft.text(), too_large=False)
    if context.never_begins:
        pytest.skip("no run begins: every claim is vacuous")
    assert list(obligation_differences(truth.truth, decided(context).obligations)) == []


def test_a_verdict_that_is_turned_round_is_noticed() -> None:
    found = case(41, 0)
    truth = explored(found.program, 2 * LIMIT, 0, SUSPENDED)
    assert truth is not None
    obligations = decided(context_of(found.draft.text(), too_large=False)).obligations
    turned = {"proved": "refuted", "refuted": "proved"}
    asked = [
        one for one in obligations if one.property in ("reachable", "completes", "completes-after-steps")
    ]
    assert len(asked) >= 5
    for one in asked:
        wrong = replace(one, verdict=turned[one.verdict])
        assert len(list(obligation_differences(truth.truth, (wrong,)))) == 1
