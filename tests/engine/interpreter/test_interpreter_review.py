"""What a reading of the interpreter beside the documents found: order of evaluation, errors that strike once, events
that are refused.
"""

from fractions import Fraction

import pytest
from running import done, failed, kinds, play, program_of, refusal, status

from stageproof.engine.events import Begin, Cancel, Evaluate, Reassign, Recall, SetField, Wait
from stageproof.engine.history import Run
from stageproof.engine.run import apply, new_run

RETRIES = """
  start autolaunched -> Main
  stage Main { background Work calls F async on error -> Main then end }
"""


def test_step_exits_are_evaluated_again_when_one_of_them_held() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main {
        interactive First calls G assigned to queue Q { completes when Second is Completed }
        interactive Second calls G assigned to queue Q { completes when Work is Completed }
        background Work calls F async
        background Slow calls F async
        then end
      }
    """)
    run = play(program, done("Work"))
    assert [status(program, run, name) for name in ("First", "Second", "Slow")] == [
        "Completed",
        "Completed",
        "InProgress",
    ]


def test_a_stage_whose_last_step_exits_by_another_exit_completes() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main {
        interactive First calls G assigned to queue Q { completes when Second is Completed }
        interactive Second calls G assigned to queue Q { completes when Work is Completed }
        background Work calls F async
        then end
      }
    """)
    assert status(program, play(program, done("Work")), "run") == "Completed"


def test_an_error_strikes_one_start_and_not_the_next() -> None:
    program = program_of(RETRIES)
    run = play(program, failed("Work", "prepare-request"))
    assert (status(program, run, "run"), status(program, run, "Work")) == ("InProgress", "InProgress")
    assert kinds(run).count("FailStep Main/Work") == 1


def test_an_error_may_strike_the_next_start_as_well() -> None:
    program = program_of(RETRIES)
    run = play(program, *[failed("Work", "prepare-request")] * 3)
    assert status(program, run, "Work") == "InProgress"
    assert kinds(run).count("FailStep Main/Work") == 3


def test_a_start_that_failed_does_not_fail_twice() -> None:
    program = program_of("start autolaunched -> Main stage Main { background Work calls F async then end }")
    run = play(program, failed("Work", "prepare-request"))
    assert "has not just started" in refusal(program, run, failed("Work", "prepare-request")).reason


def test_errors_at_a_start_strike_in_the_order_they_are_told() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main { interactive Ask calls G assigned to queue Q on error -> Main then end }
    """)
    run = play(program, failed("Ask", "assignee-inactive"), failed("Main/Ask", "prepare-request"))
    assert [fault.kind.value for fault in run.moments()[0].faults] == ["assignee-inactive", "prepare-request"]
    assert kinds(run).count("StartStep Main/Ask") == 3
    assert kinds(run).count("StartWorkItem Main/Ask") == 1


def test_an_evaluation_flow_that_failed_once_is_asked_again_on_the_next_visit() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main {
        background Work calls F async
        background Later calls F async starts when flow Ready returns true
        on error -> Main
        then end
      }
    """)
    run = play(program, failed("Later", "evaluation-flow"))
    assert (status(program, run, "run"), status(program, run, "Later")) == ("InProgress", "NotStarted")
    assert kinds(run).count("FailStage Main") == 1


@pytest.mark.parametrize("kind", ["assignee-inactive", "assignee-unresolvable"])
def test_a_step_that_asks_nobody_has_no_assignee_to_fail(kind: str) -> None:
    program = program_of(RETRIES)
    run = play(program)
    assert "no error of a background step" in refusal(program, run, failed("Work", kind)).reason


def test_an_error_at_a_step_that_does_not_exist_names_the_one_meant() -> None:
    program = program_of(RETRIES)
    assert "Did you mean Work?" in refusal(program, play(program), failed("Wrk", "prepare-request")).reason


def test_an_evaluation_flow_that_is_not_run_does_not_fail() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main {
        background Work calls F async
        background Later calls F async starts when flow Ready returns true
        completes when flow Done returns true
        then end
      }
    """)
    run = play(program, Evaluate("Done", True))
    assert "the stage went on" in refusal(program, run, failed("Later", "evaluation-flow")).reason
    assert status(program, play(program, failed("Later", "evaluation-flow")), "run") == "Error"


def test_time_does_not_run_backwards() -> None:
    program = program_of(RETRIES)
    run = play(program)
    assert "backwards" in refusal(program, run, Wait(Fraction(-1, 2))).reason
    assert play(program, Wait(Fraction(0))).minutes == 0


def test_a_rolled_back_start_leaves_what_evaluation_flows_would_answer() -> None:
    program = program_of(
        """
          start autolaunched -> Main
          stage Main {
            background Work calls F async
            background Later calls F async starts when flow Ready returns true
            then end
          }
        """,
        start_burst="rolled-back",
    )
    run = new_run(program)
    for event in (Evaluate("Ready", True), Begin(), failed("Work", "prepare-request")):
        following = apply(program, run, event)
        assert isinstance(following, Run)
        run = following
    assert (run.configuration.run, run.configuration.answers) == (None, (True,))


def test_a_flow_of_a_canceled_run_finishes_too_late_whatever_the_status_of_its_step() -> None:
    for reading in ("canceled", "in-progress"):
        program = program_of(RETRIES, canceled_steps=reading)
        run = play(program, Cancel(), done("Work"))
        assert [change.because for change in run.moments()[-1].changes] == ["late-result"]


def test_a_recall_path_reads_the_record_as_it_is_now() -> None:
    program = program_of("""
      approval Test {
        api 67
        start approval -> First { path recall -> Undo }
        stage First { approval Manager calls G assigned to queue Q then end }
        stage Undo {
          background Restore calls F async
          background Warn calls F async starts when $Record.Sent__c = true
          then end
        }
      }
    """)
    run = play(program, SetField("$Record.Sent__c", True), Recall())
    assert status(program, run, "Warn") == "InProgress"


def test_a_work_item_is_given_to_a_user_group_or_queue_only() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main { interactive Ask calls G assigned to queue Q then end }
    """)
    run = play(program)
    assert "User, Group or Queue" in refusal(program, run, Reassign("Ask", "Role", "CEO")).reason
