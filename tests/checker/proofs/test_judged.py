"""Where conditions are judged, and in which states."""

from __future__ import annotations

from running import program_of

from stageproof.checker.diagrams.diagrams import EMPTY
from stageproof.checker.encoding.encode import encode
from stageproof.checker.encoding.places import Enter, Exits, Starts
from stageproof.checker.encoding.statuses import NOT_STARTED
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.judged import judged_at

TEXT = """
  start autolaunched -> First
  stage First {
    background A calls Slow
    background B calls Slow starts when A is Completed
    completes when B is Completed
    then end
  }
"""


def test_an_entry_condition_is_judged_while_its_step_has_not_started() -> None:
    analysis = Analysis(encode(program_of(TEXT), suspends=False))
    step = analysis.program.orchestration.stages[0].steps[1]
    waiting = analysis.model.diagrams.literal(analysis.encoding.statuses.step(0, 1), 1 << NOT_STARTED)
    found = list(judged_at(analysis, step, "entry"))
    assert {type(analysis.encoding.places[location]) for location, _ in found} == {Enter, Starts}
    for location, states in found:
        assert states != EMPTY
        assert analysis.model.diagrams.is_subset(states, analysis.reached[location])
        assert analysis.model.diagrams.is_subset(states, waiting)


def test_the_exit_condition_of_a_stage_is_judged_behind_those_of_its_steps() -> None:
    analysis = Analysis(encode(program_of(TEXT), suspends=False))
    stage = analysis.program.orchestration.stages[0]
    found = list(judged_at(analysis, stage))
    assert found
    for location, states in found:
        place = analysis.encoding.places[location]
        assert isinstance(place, Exits)
        assert place.exits >> place.step == 0
        assert states == analysis.reached[location] != EMPTY
