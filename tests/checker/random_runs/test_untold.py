"""What nobody works out may hold or not: no run breaks a property because of it, and it is told which could not be judged."""

from typing import Final

import pytest
from tested_definitions import known_runs

from stageproof.checker.random_runs.closure import close

DATED: Final = """
orchestration Dated {
  start autolaunched -> First
  flow Do { async  out x: boolean not null }
  formula Late: boolean = "TODAY() > DATE(2026, 1, 1)"
  formula Late_Or_Told: boolean = "OR({!A.Outputs.x}, {!Late})"
  stage First { background A calls Do  then Second }
  stage Second { background B calls Do  then end }
  CLAIM
}
"""
"""Two formulas that are not worked out, the second of them only where something else holds."""


@pytest.mark.parametrize(
    "claim",
    [
        'always "c": Late = true',
        'never "c": Late = true',
        'always "c": A is Completed implies Late = true',
        'eventually "c": Late = true and A is not Completed',
        'always "c": A completes leads to Late = true',
        'always "c": Late = true and A starts leads to B starts',
        'always "c": Late = true and A is Completed before B completes',
        'exactly once "c": Late = true and First is InProgress',
        'exactly once "c": Late = true and A starts',
        'exactly once "c": A is not null and (Late = true or A is InProgress)',
        'exactly once "c": A is InProgress or B is not null or A is Completed and Late = true',
    ],
)
def test_what_may_hold_breaks_nothing_and_is_told(claim: str) -> None:
    tally = close(known_runs(DATED, claim), 100_000).tally
    assert not tally.failures
    assert set(tally.untold) == {"c"}


@pytest.mark.parametrize(
    "claim",
    [
        'never "c": Late_Or_Told = true and A completes',
        'eventually "c": Late = true and A is Discontinued',
        'always "c": A starts leads to Late = true and B is Discontinued',
        'always "c": Late = true and A is Discontinued before A completes',
        'exactly once "c": A is Completed or Late = true and A is Discontinued',
        'exactly once "c": Late = true and A starts or First starts or Second starts',
    ],
)
def test_what_is_told_without_it_is_judged(claim: str) -> None:
    assert close(known_runs(DATED, claim), 100_000).tally.failures
