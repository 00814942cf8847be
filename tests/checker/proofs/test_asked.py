"""The states that settle a claim, of a definition worked out by hand."""

from __future__ import annotations

from typing import Final

from running import program_of

from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.asked import EARLY, WAITS, asked_of
from stageproof.checker.proofs.reachability import INACTION

STAGES: Final = """
  start autolaunched -> First
  stage First {
    interactive A calls Form assigned to queue Desk
    background B calls Slow
    completes when B is Completed
    then Second
  }
  stage Second {
    interactive C calls Form assigned to queue Desk
    interactive D calls Form assigned to queue Desk starts when C is Completed
    background E calls Slow
    then Third
  }
  stage Third {
    background F calls Slow
    background G calls Slow starts when F is Error
    then end
  }
"""


def test_each_claim_about_a_stage_is_settled_by_the_states_that_it_is_about() -> None:
    analysis = Analysis(encode(program_of(STAGES), suspends=False))
    diagrams = analysis.model.diagrams
    found = {
        (claim.property, claim.element): any(
            diagrams.meets(analysis.reached[place], analysis.model.set_of(guard))
            for place, guard in claim.goals.items()
        )
        for claim in asked_of(analysis)
        if claim.property in (WAITS, EARLY, INACTION)
    }
    assert found == {
        (WAITS, "First"): False,
        (EARLY, "First"): True,
        (INACTION, "First"): False,
        (WAITS, "Second"): False,
        (EARLY, "Second"): False,
        (INACTION, "Second"): True,
        (WAITS, "Third"): True,
        (EARLY, "Third"): False,
    }


def test_what_is_reached_is_reached_from_the_states_of_its_claim() -> None:
    analysis = Analysis(encode(program_of(STAGES), suspends=False))
    diagrams = analysis.model.diagrams
    for claim in asked_of(analysis):
        if claim.edges:
            is_taken = any(analysis.is_taken(edge) for edge in claim.edges)
            assert is_taken == any(
                diagrams.meets(analysis.reached[place], analysis.model.set_of(guard))
                for place, guard in claim.goals.items()
            ), claim.told()
