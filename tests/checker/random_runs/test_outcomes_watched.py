"""What a property says of outcomes means the same to random runs and to proofs, at every moment."""

import pytest
from tested_definitions import known_runs

from stageproof.checker.proofs.own.judge import judge_all
from stageproof.checker.random_runs.closure import close

CHOOSING = """
orchestration Choosing {
  start autolaunched -> First
  flow Ask { async  out again: boolean not null }
  flow Do { async }
  stage First { background A calls Ask  on error -> Repair  then Choose }
  decision Choose {
    outcome Again when A.Outputs.again = true -> First
    outcome Onward when Second is visited -> end
    otherwise -> Second
  }
  stage Second { background B calls Do  then go to Choose }
  stage Repair { background C calls Ask  then Sort }
  decision Sort { outcome Fixed when C.Outputs.again = true -> go to First  otherwise -> end }
  CLAIM
}
"""
"""A decision that runs come back to after Go To, by its default, and one in a fault path."""

HOLD = (
    'never "before the first visit": Choose is null and (Again is selected or Onward is selected)',
    'always "false before the first visit": Choose is null implies Again = false and Again <> true',
    'never "an outcome was visited that was not selected": Again is visited and not (Again is selected)',
    'never "the latest visit alone counts": Again is selected and Onward is selected',
    'never "gone with the next visit": Choose completes and Again is selected and Second is visited and Onward is selected',
    'always "an outcome ends the run": Onward is selected and run is Completed implies Second is Completed',
    'always "selected as it is evaluated": Choose starts and A.Outputs.again = true implies Again is selected',
    'always "there in the same moment": Choose completes before Again is selected',
    'always "the default selects nothing": Second starts implies not (Again is selected) and not (Onward is selected)',
    'never "an outcome starts nothing": Again starts',
    'never "a decision fails": Choose fails',
    'never "an outcome has no status": Again.Status = "Completed"',
    'always "named without regard to case": ONWARD is selected implies onward = true',
    'always "a lap": Onward is selected leads to run is Completed or run is Suspended',
)
BROKEN = (
    'never "some run selects it": Again is selected',
    'always "selected while the stage runs again": First is Completed implies not (Again is selected)',
    'never "kept in the fault path": Repair is InProgress and Again is selected',
    'never "kept beside the other decision": Fixed is selected and Again is selected',
    'never "kept until the run is over": run is Canceled and Again is selected',
    'never "kept while it is suspended": run is Suspended and Again is selected',
    'never "after a default": Choose is visited and Again is not selected and Onward is not selected',
    'always "visited means selected": Choose is visited implies Again is selected or Onward is selected',
    'always "first in the fault path": Again is selected before Fixed is selected',
    'always "on and on": Again is selected leads to Onward is selected',
    'eventually "chosen": Choose is visited',
    'exactly once "once": Choose starts',
    'exactly once "on": Onward is selected',
    'exactly once "in one stretch": Choose is visited and not (Again is selected)',
    'always "compared with each other": Choose is visited implies Again <> Onward',
)


@pytest.mark.parametrize(
    ("claim", "is_broken"),
    [*((claim, False) for claim in HOLD), *((claim, True) for claim in BROKEN)],
    ids=[claim.split('"')[1] for claim in (*HOLD, *BROKEN)],
)
def test_what_is_said_of_an_outcome_is_decided_as_proofs_decide_it(claim: str, is_broken: bool) -> None:
    known = known_runs(CHOOSING, claim)
    closure = close(known, 100_000)
    assert closure.complete
    assert not closure.tally.untold
    assert bool(closure.tally.failures) is is_broken
    (verdict,) = judge_all(known.program)
    assert (verdict.verdict == "refuted") is is_broken, (verdict.verdict, verdict.reason)
