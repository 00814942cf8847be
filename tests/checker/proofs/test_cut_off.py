"""Steps with open work items as their stage completes: exploring everything finds the same."""

from __future__ import annotations

import pytest
from agreement_campaign import case
from agreement_truth import ALONE
from running import program_of

from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.cut_off import cut_off, left_in_progress, run_of_cut_off
from stageproof.engine.exploration.explore import explore
from stageproof.engine.exploration.graph import Edge
from stageproof.engine.interpreter.advance import Advance
from stageproof.engine.program.program import Program
from stageproof.engine.statuses import StageStatus, StepStatus


class Watch:
    """The steps that are Discontinued as their stage completes, and those of them that started in the same event."""

    def __init__(self, program: Program) -> None:
        self.asking = {step.subject.name for stage in program.stages for step in stage.steps if step.asks}
        self.at_once: set[str] = set()
        self.ever: set[str] = set()

    def __call__(self, _: Edge, result: Advance) -> None:
        started: set[str] = set()
        stopped: set[str] = set()
        for change in result.changes:
            if change.attribute != "Status":
                continue
            if change.subject.part == "step" and change.subject.name in self.asking:
                if change.after is StepStatus.IN_PROGRESS:
                    started.add(change.subject.name)
                elif change.after is StepStatus.DISCONTINUED:
                    stopped.add(change.subject.name)
            elif change.subject.part == "stage":
                if change.after is StageStatus.COMPLETED:
                    self.at_once |= stopped & started
                    self.ever |= stopped
                started, stopped = set(), set()


def _is_open(program: Program, name: str) -> bool:
    """A work item that is finished already is no open one: the watch cannot tell, so these steps are left out."""
    step = program.step(name.rpartition("/")[2])
    return step is not None and step.exit is None and step.exit_flow is None


@pytest.mark.parametrize("number", range(36))
def test_what_is_cut_off_is_what_exploring_everything_finds(number: int) -> None:
    program = case(11, number).program
    watch = Watch(program)
    assert explore(program, limit=4000, events=ALONE, watch=watch).complete
    analysis = Analysis(encode(program, suspends=False))
    found = [cut for stage in program.stages for cut in cut_off(analysis, stage)]
    ever = {cut.step.subject.name for cut in found}
    at_once = {cut.step.subject.name for cut in found if cut.start}
    assert {name for name in ever if _is_open(program, name)} == {
        name for name in watch.ever if _is_open(program, name)
    }
    seen = {name for name in watch.at_once if _is_open(program, name)}
    assert seen <= at_once
    if not any(step.synchronous for stage in program.stages for step in stage.steps):
        assert {name for name in at_once if _is_open(program, name)} == seen
    for cut in found:
        assert run_of_cut_off(analysis, cut)


def test_every_step_that_may_be_in_progress_as_an_exit_condition_holds_is_left_in_progress() -> None:
    program = program_of("""
      start autolaunched -> First
      stage First {
        interactive A calls Form assigned to queue Desk
        background B calls Slow async
        background C calls Slow async
        background D calls Slow async starts when B is Completed
        completes when B is Completed and C is Completed
        then Second
      }
      stage Second { background E calls Slow async  background F calls Slow async  then end }
    """)
    analysis = Analysis(encode(program, suspends=False))
    assert [[step.name for step, _ in left_in_progress(analysis, stage)] for stage in program.stages] == [
        ["A", "D"],
        [],
    ]


def test_a_step_is_cut_off_at_once_where_a_synchronous_result_ends_its_stage() -> None:
    program = program_of("""
      flow Now { sync }
      start autolaunched -> First
      stage First {
        interactive A calls Form assigned to queue Desk
        background B calls Now
        completes when B is Completed
        then end
      }
    """)
    analysis = Analysis(encode(program, suspends=False))
    (cut,) = cut_off(analysis, program.stages[0])
    assert cut.start
    assert [step.event for step in run_of_cut_off(analysis, cut)] == ["begin", "complete B"]


def test_a_step_is_cut_off_at_once_where_it_starts_behind_another_one() -> None:
    """B starts when A is Completed; that the record is ready completes the stage in the same round, and only then."""
    program = program_of("""
      flow Now { async }
      field $Record.Ready: boolean not null, never changed
      start when Case is created -> First
      stage First {
        background A calls Now
        interactive B calls Form assigned to queue Desk starts when A is Completed
        completes when $Record.Ready = true and B is InProgress
        then end
      }
    """)
    analysis = Analysis(encode(program, suspends=False))
    (cut,) = cut_off(analysis, program.stages[0])
    assert cut.start
    assert [step.event for step in run_of_cut_off(analysis, cut)][-1] == "complete A"
