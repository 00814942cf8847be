"""Properties watched on runs and properties decided by proof agree: two judges of one claim."""

import pytest
from tested_definitions import ONBOARDING, RETRY, known_runs

from stageproof.checker.proofs.own.judge import judge_all
from stageproof.checker.random_runs.closure import close
from stageproof.checker.random_runs.features import parts_of

CLAIMS = [
    (ONBOARDING, 'never "a": HR_Data.Outputs.decision = "Reject" and Laptop starts'),
    (ONBOARDING, 'never "b": Fix fails'),
    (ONBOARDING, 'never "c": Laptop is Error and Laptop is Completed'),
    (ONBOARDING, 'always "e": Prepare is Error implies run is not Error'),
    (ONBOARDING, 'always "g": Fix is Discontinued implies run is Completed'),
    (ONBOARDING, 'always "h": HR_Data completes before Laptop starts'),
    (ONBOARDING, 'always "i": Create completes before Fix starts'),
    (ONBOARDING, 'always "j": Prepare fails leads to Fix starts'),
    (ONBOARDING, 'always "k": HR_Data starts leads to Laptop starts'),
    (ONBOARDING, 'eventually "l": HR_Data starts'),
    (ONBOARDING, 'eventually "m": run is Completed'),
    (ONBOARDING, 'exactly once "n": Prepare starts'),
    (ONBOARDING, 'exactly once "o": Laptop starts'),
    (RETRY, 'exactly once "p": Pay starts'),
    (RETRY, 'never "r": Person starts and Pay.Outputs.paid = true'),
    (RETRY, 'always "s": Pay.Outputs.paid = false implies Ask is null or Ask is not Completed'),
]


@pytest.mark.parametrize(("text", "claim"), CLAIMS, ids=[claim.partition(":")[0] for _, claim in CLAIMS])
def test_what_exploration_breaks_is_refuted_and_what_it_keeps_is_proved(text: str, claim: str) -> None:
    known = known_runs(text, claim)
    closure = close(known, 100_000)
    assert closure.complete
    (verdict,) = judge_all(known.program)
    broken = bool(closure.tally.failures)
    # Not coming to something by waiting or going round for ever ends no run: proofs alone can tell.
    by_ending = verdict.reason not in (
        "the run waits for ever without it",
        "the run goes round for ever without it",
    )
    assert broken == (verdict.verdict == "refuted" and by_ending), (verdict.verdict, verdict.reason)
    if broken and verdict.path is not None:
        (failure,) = closure.tally.failures.values()
        assert failure.minimal


def test_a_premise_that_never_held_is_not_among_those_that_did() -> None:
    claim = 'always "never so": HR_Data.Outputs.decision = "Maybe" implies run is Completed'
    closure = close(
        known_runs(ONBOARDING, claim + ' always "so": Fix starts implies run is InProgress'), 100_000
    )
    assert set(closure.tally.premises) == {"so"}


def test_features_are_words_of_a_kind() -> None:
    closure = close(known_runs(RETRY), 100_000)
    kinds = {parts_of(word)[0].value for word in closure.tally.features}
    assert kinds == {"row", "status", "change", "connector", "outcome", "error", "event", "end"}
