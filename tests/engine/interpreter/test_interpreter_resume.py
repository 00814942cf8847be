"""Resuming, suspending, canceling, row by row: "Orchestration Run", Resuming a Failed Orchestration; statuses and
milestones of runs and stages."""

from running import changes, days, done, failed, item, kinds, play, program_of, reason, refusal, status

from stageproof.engine.error_kinds import ErrorKind
from stageproof.engine.events import Begin, Cancel, Fail, Publish, Reassign, Resume, Suspend

STAGE = """
  start autolaunched -> Main
  stage Main {
    background Bad calls F1 async
    background Slow calls F2 async
    interactive Ask calls G assigned to queue Q
    background Later calls F3 async starts when Ask is Completed
    then end
  }
"""


def test_resume_stage_error_in_progress() -> None:
    program = program_of(STAGE)
    run = play(program, failed("Bad"), Resume())
    assert (status(program, run, "run"), status(program, run, "Main")) == ("InProgress", "InProgress")
    assert reason(run, "Main", "InProgress") == "resume-stage"
    assert kinds(run, last_only=True)[:2] == ["ResumeInstance", "StartStage Main"]


def test_resume_background_error_restarts() -> None:
    program = program_of(STAGE)
    run = play(program, failed("Bad"), Resume())
    assert status(program, run, "Bad") == "InProgress"
    assert reason(run, "Main/Bad", "InProgress") == "resume-background-error"


def test_resume_background_discontinued_without_pending_outputs_restarts() -> None:
    program = program_of(STAGE)
    run = play(program, failed("Bad"), Resume())
    assert status(program, run, "Slow") == "InProgress"
    assert reason(run, "Main/Slow", "InProgress") == "resume-background-discontinued"


def test_resume_background_discontinued_with_pending_outputs_completes_without_a_restart() -> None:
    program = program_of(STAGE)
    run = play(program, failed("Bad"), done("Slow"), Resume())
    assert status(program, run, "Slow") == "Completed"
    assert reason(run, "Main/Slow", "Completed") == "resume-pending-outputs-completed"
    assert kinds(run).count("StartStep Main/Slow") == 1


def test_resume_background_discontinued_with_a_pending_error_fails_again() -> None:
    program = program_of(STAGE)
    run = play(program, failed("Bad"), failed("Slow"), Resume())
    assert status(program, run, "Slow") == "Error"
    assert status(program, run, "run") == "Error"
    assert reason(run, "Main/Slow", "Error") == "resume-pending-outputs-error"


def test_resume_interactive_gets_a_replacement_work_item() -> None:
    program = program_of(STAGE)
    run = play(program, failed("Bad"), Resume())
    assert (status(program, run, "Ask"), item(program, run, "Ask")) == ("InProgress", "Assigned")
    assert reason(run, "Main/Ask", "InProgress") == "resume-interactive"
    run = play(program, failed("Ask"), Resume())
    assert (status(program, run, "Ask"), item(program, run, "Ask")) == ("InProgress", "Assigned")
    assert kinds(run).count("StartWorkItem Main/Ask") == 2


def test_resume_leaves_completed_and_not_started_steps_alone() -> None:
    program = program_of(STAGE)
    run = play(program, done("Slow"), failed("Bad"), Resume())
    assert (status(program, run, "Slow"), status(program, run, "Later")) == ("Completed", "NotStarted")


def test_resume_does_not_touch_the_steps_of_earlier_stages() -> None:
    program = program_of("""
      start autolaunched -> First
      stage First {
        background Quick calls F async
        background Left calls F async
        completes when Quick is Completed
        then Second
      }
      stage Second { background Bad calls F async then end }
    """)
    run = play(program, done("Quick"), failed("Bad"), Resume())
    assert status(program, run, "Left") == "Discontinued"


def test_a_stored_result_may_complete_the_resumed_stage() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main {
        background Bad calls F async
        background Slow calls F async
        completes when Slow is Completed
        then end
      }
    """)
    run = play(program, failed("Bad"), done("Slow"), Resume())
    assert status(program, run, "run") == "Completed"
    assert status(program, run, "Bad") == "Discontinued"


def test_the_14_days_begin_anew_with_each_failure() -> None:
    program = program_of(STAGE)
    run = play(program, failed("Bad"), days(10), Resume(), failed("Bad"), days(10), Resume())
    assert status(program, run, "run") == "InProgress"


def test_suspend_stops_run_and_stage_and_leaves_steps_in_progress() -> None:
    program = program_of(STAGE)
    run = play(program, Suspend())
    assert (status(program, run, "run"), status(program, run, "Main")) == ("Suspended", "Suspended")
    assert (status(program, run, "Slow"), item(program, run, "Ask")) == ("InProgress", "Assigned")
    assert kinds(run, last_only=True) == ["SuspendStage Main", "SuspendInstance"]


def test_results_that_arrive_while_suspended_are_stored_and_processed_on_resume_in_order() -> None:
    program = program_of(STAGE)
    run = play(program, Suspend(), done("Ask"), done("Slow"))
    assert (status(program, run, "Ask"), status(program, run, "Slow")) == ("InProgress", "InProgress")
    assert item(program, run, "Ask") == "Completed"
    assert status(program, run, "Later") == "NotStarted"
    resumed = play(program, Suspend(), done("Ask"), done("Slow"), Resume())
    assert [status(program, resumed, name) for name in ("Ask", "Slow", "Later")] == [
        "Completed",
        "Completed",
        "InProgress",
    ]
    order = [row for row in kinds(resumed, last_only=True) if row.startswith(("EndStep", "StartStep"))]
    assert order == ["EndStep Main/Ask", "StartStep Main/Later", "EndStep Main/Slow"]


def test_an_error_while_suspended_strikes_on_resume() -> None:
    program = program_of(STAGE)
    suspended = play(program, Suspend(), failed("Slow"))
    assert status(program, suspended, "Slow") == "InProgress"
    resumed = play(program, Suspend(), failed("Slow"), Resume())
    assert (status(program, resumed, "run"), status(program, resumed, "Slow")) == ("Error", "Error")


def test_resume_of_a_suspended_run_logs_resume_instance_and_start_stage() -> None:
    program = program_of(STAGE)
    run = play(program, Suspend(), Resume())
    assert kinds(run, last_only=True) == ["ResumeInstance", "StartStage Main"]
    other = program_of(STAGE, resume_milestones="start-too")
    run = play(other, Suspend(), Resume())
    assert kinds(run, last_only=True) == ["ResumeInstance", "StartInstance", "StartStage Main"]


def test_a_suspended_run_cannot_be_canceled_suspended_or_evaluated() -> None:
    program = program_of(STAGE)
    run = play(program, Suspend())
    for event in (Cancel(), Suspend(), Publish(), Reassign("Ask", "User", "a@example.com")):
        assert "Suspended" in refusal(program, run, event).reason


def test_cancel_sets_run_stage_steps_and_work_items() -> None:
    program = program_of(STAGE)
    run = play(program, done("Slow"), Cancel())
    assert [status(program, run, name) for name in ("run", "Main", "Bad", "Slow", "Ask", "Later")] == [
        "Canceled",
        "Canceled",
        "Canceled",
        "Completed",
        "Canceled",
        "NotStarted",
    ]
    assert item(program, run, "Ask") == "Completed"
    assert kinds(run, last_only=True) == ["EndStage Main", "CancelInstance"]


def test_cancel_leaves_steps_in_progress_in_the_other_reading() -> None:
    program = program_of(STAGE, canceled_steps="in-progress")
    run = play(program, Cancel())
    assert status(program, run, "Slow") == "InProgress"


def test_cancel_logs_no_end_stage_in_the_older_edition() -> None:
    run = play(program_of(STAGE, profile="pdf-2025"), Cancel())
    assert kinds(run, last_only=True) == ["CancelInstance"]


def test_no_fault_path_runs_on_cancel() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main { background Work calls F async on error -> Repair then end }
      stage Repair { background Fix calls F async then end }
    """)
    run = play(program, Cancel())
    assert status(program, run, "Repair") is None


def test_a_canceled_or_completed_run_is_over() -> None:
    program = program_of("start autolaunched -> Main stage Main { background Work calls F async then end }")
    for run in (play(program, Cancel()), play(program, done("Work"))):
        for event in (Resume(), Suspend(), Cancel(), Publish(), Begin(), failed("run", "platform")):
            refusal(program, run, event)


def test_reassigning_logs_and_keeps_the_work_item_assigned() -> None:
    program = program_of(STAGE)
    run = play(program, Reassign("Ask", "User", "ben@example.com"))
    assert item(program, run, "Ask") == "Assigned"
    row = run.moments()[-1].log[0]
    assert (row.kind, row.assignee, row.assignee_type) == ("ReassignWorkItem", "ben@example.com", "User")


def test_a_refused_event_says_what_is_the_matter() -> None:
    program = program_of(STAGE)
    run = play(program)
    assert "Did you mean Slow?" in refusal(program, run, done("Slwo")).reason
    assert "not In Progress" in refusal(program, run, done("Later")).reason
    assert "no open work item" in refusal(program, run, Reassign("Slow", "User", "x")).reason
    assert "no error of a" in refusal(program, run, Fail("Slow", ErrorKind.MULESOFT_ACTION)).reason
    assert changes(run)[0].because == "run-status-in-progress"
