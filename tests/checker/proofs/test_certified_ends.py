"""What claims about all runs are about: every run that begins, every state that can complete, nobody who suspends."""

from __future__ import annotations

from typing import Final

import pytest
from running import program_of

from stageproof.checker.diagrams.diagrams import EMPTY
from stageproof.checker.encoding.encode import encode
from stageproof.checker.encoding.places import Triggered
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.certified.collect import WITH_ERRORS
from stageproof.checker.proofs.certified.completion import completion
from stageproof.checker.proofs.certified.ending import ending
from stageproof.checker.proofs.certified.progress import progress_of
from stageproof.checker.proofs.verdicts import answers, claims_of

WAITING: Final = """
  field $Record.Kind: one of "old", "new" not null
  start when Case is created -> Main { where Kind = "old" }
  stage Main {
    background A calls F async
    background B calls F async starts when $Record.Kind = "new"
    completes when A is Completed
    then Choose
  }
  decision Choose { when $Record.Kind = "new" and B is NotStarted -> Other otherwise -> end }
  stage Other { background C calls F async then end }
"""


@pytest.mark.parametrize("where", ["", '{ where Kind = "new" }'])
def test_each_run_that_begins_is_one_that_ends(where: str) -> None:
    analysis = Analysis(
        encode(
            program_of(f"""
              field $Record.Kind: one of "old", "new" not null
              start when Case is created -> First {where}
              stage First {{ background A calls F async  on error -> Second  then Choose }}
              decision Choose {{ when $Record.Kind = "new" -> Second otherwise -> end }}
              stage Second {{ background B calls F async  then end }}
            """)
        )
    )
    claim = ending(analysis, WITH_ERRORS, progress_of(analysis, WITH_ERRORS))
    assert claim is not None
    (start,) = claim.starts
    assert analysis.encoding.places[start.location] == Triggered()
    diagrams = analysis.model.diagrams
    taken = [analysis.states_taking(edge) for edge, _ in analysis.edges("trigger")]
    assert start.states == diagrams.union_of(taken)
    assert analysis.begins
    assert all(analysis.system.locations[goal.location].end for goal in claim.goals)
    assert len(claim.goals) == sum(bool(location.end) for location in analysis.system.locations)


def test_that_runs_can_complete_is_claimed_of_every_state_that_can() -> None:
    analysis = Analysis(encode(program_of(WAITING)))
    for claim in (
        completion(analysis, progress_of(analysis, WITH_ERRORS)),
        completion(analysis, progress_of(analysis, ())),
    ):
        assert claim is not None
        able = {place.location: place.states for place in claim.able}
        assert able == {place: states for place, states in enumerate(analysis.completing) if states != EMPTY}


def test_what_is_answered_is_true_of_runs_that_nobody_suspends() -> None:
    program = program_of(WAITING)
    alone, suspended = (claims_of(Analysis(encode(program, suspends=suspends))) for suspends in (False, True))
    assert answers(program).claims == alone
    assert alone != suspended
