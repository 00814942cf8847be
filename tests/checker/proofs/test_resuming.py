"""What a resume is said to start again is what the interpreter starts again, on drawn definitions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from agreement_campaign import case
from agreement_truth import ALONE
from running import program_of

from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.resuming import repeated
from stageproof.engine.events import Resume
from stageproof.engine.exploration.explore import explore
from stageproof.engine.exploration.graph import Edge
from stageproof.engine.exploration.policy import Happening
from stageproof.engine.interpreter.advance import Advance
from stageproof.engine.statuses import StepStatus

RESUMED = replace(ALONE, without=ALONE.without - {Happening.RESUME}, stops_at_error=False)
STOPPED = (StepStatus.ERROR, StepStatus.DISCONTINUED)


@pytest.mark.parametrize("number", range(30))
def test_what_is_repeated_is_what_exploring_everything_finds(number: int) -> None:
    program = case(17, number).program
    started: set[str] = set()

    def watch(edge: Edge, result: Advance) -> None:
        if isinstance(edge.transition.event, Resume):
            for change in result.changes:
                is_step = change.subject.part == "step" and change.attribute == "Status"
                if is_step and change.before in STOPPED and change.after is StepStatus.IN_PROGRESS:
                    started.add(change.subject.name)

    if not explore(program, limit=6000, events=RESUMED, watch=watch).complete:
        pytest.skip("too large to be explored with resumes")
    analysis = Analysis(encode(program, suspends=False))
    found = {
        step.subject.name: run
        for stage in program.stages
        for step in stage.steps
        if not step.asks and (run := repeated(analysis, step)) is not None
    }
    asking = {step.subject.name for stage in program.stages for step in stage.steps if step.asks}
    assert set(found) == started - asking
    for name, run in found.items():
        assert run[-1].event == "resume"
        assert any(name.rpartition("/")[2] in cell for cell, _ in run[-1].changes)


def test_a_run_is_shown_where_a_property_looks_at_how_the_step_ended() -> None:
    program = program_of("""
      start autolaunched -> First
      stage First { background A calls Slow async  then end }
      never "A fails": run is Error and A is Error
    """)
    analysis = Analysis(encode(program, suspends=False, claims=True))
    run = repeated(analysis, program.stages[0].steps[0])
    assert run is not None
    assert [step.event for step in run] == ["begin", "fail A with called-flow", "resume"]
