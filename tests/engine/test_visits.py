"""Visits and attempts are counted from what happened."""

from __future__ import annotations

from playing import told

from stageproof.engine.visits import Start, attempt_of, starts, visit_of

ROUND = """
  start autolaunched -> Work
  stage Work {
    background First calls F async
    background Second calls F async starts when First is Completed
    then Again
  }
  decision Again { when Second.Outputs.more = true -> Work otherwise -> end }
"""
ONCE_ROUND = "complete First complete Second with more = true"


def test_a_stage_that_is_entered_again_is_a_new_visit_and_its_steps_start_for_the_first_time_on_it() -> None:
    moments = told(f"{ONCE_ROUND} complete First", ROUND).run.moments()
    assert list(starts(moments)) == [
        Start(1, "Work", 1),
        Start(1, "Work", 1, "First", 1),
        Start(2, "Work", 1, "Second", 1),
        Start(3, "Work", 2),
        Start(3, "Work", 2, "First", 1),
        Start(4, "Work", 2, "Second", 1),
    ]
    assert (visit_of(moments, "work"), attempt_of(moments, "FIRST")) == (2, (2, 1))


def test_a_step_that_a_resume_starts_again_is_a_new_attempt_on_the_same_visit() -> None:
    moments = told("fail First with called-flow resume", ROUND).run.moments()
    assert (visit_of(moments, "Work"), attempt_of(moments, "First")) == (1, (1, 2))


def test_a_suspended_stage_that_goes_on_is_no_new_visit() -> None:
    moments = told("suspend resume", ROUND).run.moments()
    assert (visit_of(moments, "Work"), attempt_of(moments, "First")) == (1, (1, 1))


def test_what_never_started_counts_nothing() -> None:
    moments = told("", ROUND).run.moments()
    assert (visit_of(moments, "Nowhere"), attempt_of(moments, "Second")) == (0, (0, 0))
