"""What an error does, row by row: "Orchestration Run" (statuses set on an error, recoverable errors) and
"Orchestration Stages" (fault paths)."""

import pytest
from late_writer import BY_FIELD, BY_FORMULA, late_writer
from running import days, done, failed, item, kinds, play, program_of, reason, refusal, status

from stageproof.engine.events import Publish, Resume, Suspend

TWO_STEPS = """
  start autolaunched -> Main
  stage Main {
    background Sync calls F1 async
    background Slow calls F2 async
    interactive Ask calls G assigned to queue Q
    background Later calls F3 async starts when Ask is Completed
    then end
  }
"""
WITH_FAULT_PATH = """
  start autolaunched -> Main
  stage Main {
    background Work calls F1 async
    interactive Ask calls G assigned to queue Q
    background Later calls F3 async starts when Ask is Completed
    on error -> %s
    then Last
  }
  stage Repair { background Fix calls F4 async then %s }
  stage Last { background Close calls F5 async then end }
"""


def test_error_sets_run_stage_errored_step_in_progress_steps_and_work_items() -> None:
    program = program_of(TWO_STEPS)
    run = play(program, failed("Sync"))
    assert status(program, run, "run") == "Error"
    assert status(program, run, "Main") == "Error"
    assert status(program, run, "Sync") == "Error"
    assert status(program, run, "Slow") == "Discontinued"
    assert status(program, run, "Ask") == "Discontinued"
    assert status(program, run, "Later") == "NotStarted"
    assert item(program, run, "Ask") == "Completed"
    assert reason(run, "run", "Error") == "fault-path-none"
    assert reason(run, "Main/Slow", "Discontinued") == "error-sets-in-progress-steps"


def test_error_keeps_completed_steps_completed() -> None:
    program = program_of(TWO_STEPS)
    run = play(program, done("Slow"), failed("Sync"))
    assert status(program, run, "Slow") == "Completed"


def test_error_logs_fail_step_discontinue_step_fail_stage_and_fail_instance() -> None:
    run = play(program_of(TWO_STEPS), failed("Sync"))
    assert kinds(run, last_only=True) == [
        "FailStep Main/Sync",
        "DiscontinueStep Main/Slow",
        "DiscontinueStep Main/Ask",
        "FailStage Main",
        "FailInstance",
    ]


def test_fault_path_ends_completed() -> None:
    program = program_of(WITH_FAULT_PATH % ("Repair", "end"))
    run = play(program, failed("Work"), done("Fix"))
    assert status(program, run, "run") == "Completed"
    assert status(program, run, "Main") == "Error"
    assert status(program, run, "Work") == "Error"
    assert status(program, run, "Ask") == "Discontinued"
    assert item(program, run, "Ask") == "Completed"
    assert reason(run, "run", "Completed") == "fault-path-ends"


def test_fault_path_rejoins_completed() -> None:
    program = program_of(WITH_FAULT_PATH % ("Repair", "go to Last"))
    run = play(program, failed("Work"), done("Fix"), done("Close"))
    assert status(program, run, "run") == "Completed"
    assert reason(run, "run", "Completed") == "fault-path-rejoins"


def test_fault_path_fails_error() -> None:
    program = program_of(WITH_FAULT_PATH % ("Repair", "end"))
    run = play(program, failed("Work"), failed("Fix"))
    assert status(program, run, "run") == "Error"
    assert status(program, run, "Repair") == "Error"
    assert reason(run, "run", "Error") == "fault-path-fails"


def test_a_handled_error_writes_no_fail_instance_and_leaves_the_run_in_progress() -> None:
    program = program_of(WITH_FAULT_PATH % ("Repair", "end"))
    run = play(program, failed("Work"))
    assert status(program, run, "run") == "InProgress"
    assert kinds(run, last_only=True) == [
        "FailStep Main/Work",
        "DiscontinueStep Main/Ask",
        "FailStage Main",
        "StartStage Repair",
        "StartStep Repair/Fix",
    ]


def test_an_empty_fault_path_joins_the_main_flow_without_anything_between() -> None:
    program = program_of(WITH_FAULT_PATH % ("Last", "end"))
    run = play(program, failed("Work"))
    assert status(program, run, "Last") == "InProgress"
    assert status(program, run, "Repair") is None


def test_an_empty_fault_path_to_end_completes_the_run() -> None:
    program = program_of(WITH_FAULT_PATH % ("end", "end"))
    run = play(program, failed("Work"))
    assert status(program, run, "run") == "Completed"
    assert reason(run, "run", "Completed") == "fault-path-ends"


def test_a_nested_fault_path_handles_an_error_in_a_fault_path() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main { background Work calls F async on error -> Repair then end }
      stage Repair { background Fix calls F async on error -> Give_Up then end }
      stage Give_Up { background Mail calls F async then end }
    """)
    run = play(program, failed("Work"), failed("Fix"), done("Mail"))
    assert status(program, run, "run") == "Completed"
    assert status(program, run, "Repair") == "Error"


def test_a_shared_fault_path_finds_out_which_stage_failed() -> None:
    program = program_of("""
      start autolaunched -> A
      stage A { background First calls F async on error -> Which then B }
      stage B { background Second calls F async on error -> Which then end }
      decision Which { when B is Error -> Fix_B otherwise -> Fix_A }
      stage Fix_A { background Repair_A calls F async then B }
      stage Fix_B { background Repair_B calls F async then end }
    """)
    run = play(program, failed("First"), done("Repair_A"), failed("Second"))
    assert status(program, run, "Repair_B") == "InProgress"
    run = play(program, failed("First"))
    assert status(program, run, "Repair_A") == "InProgress"


def test_an_error_in_a_decision_ends_the_run_and_no_fault_path_catches_it() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main { background Work calls F async on error -> Repair then Which }
      decision Which { when Work.Outputs.x = true -> Repair otherwise -> end }
      stage Repair { background Fix calls F async then end }
    """)
    run = play(program, done("Work"), failed("Which", "decision"))
    assert status(program, run, "run") == "Error"
    assert status(program, run, "Main") == "Completed"
    assert status(program, run, "Repair") is None
    assert refusal(program, run, Resume()).because == "error-kind-decision"


def test_a_platform_error_discontinues_the_stage_in_progress() -> None:
    program = program_of(WITH_FAULT_PATH % ("Repair", "end"))
    run = play(program, failed("run", "platform"))
    assert status(program, run, "run") == "Error"
    assert status(program, run, "Main") == "Discontinued"
    assert status(program, run, "Work") == "Discontinued"
    assert "DiscontinueStage Main" in kinds(run)


@pytest.mark.parametrize("kind", ["called-flow", "assignee-inactive"])
def test_error_kind_is_recoverable(kind: str) -> None:
    program = program_of(TWO_STEPS)
    run = play(program, failed("Ask", kind), Resume())
    assert status(program, run, "run") == "InProgress"


@pytest.mark.parametrize("kind", ["assignee-unresolvable", "prepare-request", "process-result"])
def test_error_kind_is_not_recoverable(kind: str) -> None:
    program = program_of(TWO_STEPS)
    run = play(program, failed("Ask", kind))
    assert status(program, run, "Ask") == "Error"
    assert refusal(program, run, Resume()).because == f"error-kind-{kind}"


def test_error_kind_mulesoft_action_is_not_recoverable_today_and_was_before() -> None:
    text = "start autolaunched -> Main stage Main { mulesoft Send calls SAP then end }"
    program = program_of(text)
    run = play(program, failed("Send", "mulesoft-action"))
    assert refusal(program, run, Resume()).because == "error-kind-mulesoft-action"
    older = program_of(text, profile="pdf-2025")
    run = play(older, failed("Send", "mulesoft-action"), Resume())
    assert status(older, run, "Send") == "InProgress"


def test_a_fault_path_catches_errors_that_no_resume_can_mend() -> None:
    program = program_of(WITH_FAULT_PATH % ("Repair", "end"))
    run = play(program, failed("Ask", "assignee-unresolvable"))
    assert status(program, run, "Repair") == "InProgress"


def test_an_error_as_a_step_starts_strikes_before_the_steps_after_it_start() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main {
        interactive Ask calls G assigned to queue Q
        background Next calls F async
        then end
      }
    """)
    run = play(program, failed("Ask", "assignee-inactive"))
    assert status(program, run, "Ask") == "Error"
    assert item(program, run, "Ask") is None
    assert status(program, run, "Next") == "NotStarted"


def test_an_error_as_a_step_starts_is_refused_once_something_else_happened() -> None:
    program = program_of(TWO_STEPS)
    run = play(program, done("Slow"))
    assert "starts" in refusal(program, run, failed("Ask", "assignee-inactive")).reason


def test_an_evaluation_flow_that_fails_is_an_error_of_the_stage() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main {
        background Work calls F async
        background Gate calls F async starts when flow Ready returns true
        then end
      }
    """)
    run = play(program, failed("Gate", "evaluation-flow"))
    assert status(program, run, "Main") == "Error"
    assert status(program, run, "Work") == "Discontinued"
    assert status(program, run, "Gate") == "NotStarted"
    assert refusal(program, run, Resume()).because == "evaluation-flow-error"


def test_late_results_of_a_handled_error_are_ignored() -> None:
    program = program_of(WITH_FAULT_PATH % ("Repair", "end"))
    before = play(program, failed("Ask"))
    after = play(program, failed("Ask"), done("Work"))
    assert after.configuration == before.configuration
    assert [change.because for change in after.moments()[-1].changes] == ["late-result"]


def test_a_run_that_failed_more_than_14_days_ago_cannot_be_resumed() -> None:
    program = program_of(TWO_STEPS)
    assert status(program, play(program, failed("Sync"), days(14), Resume()), "run") == "InProgress"
    late = play(program, failed("Sync"), days(14), days(1))
    assert refusal(program, late, Resume()).because == "resume-within-14-days"


def test_open_work_items_stay_assigned_by_the_older_matrix() -> None:
    program = program_of(TWO_STEPS, profile="pdf-2025")
    assert item(program, play(program, failed("Ask", "process-result")), "Ask") == "Assigned"
    assert item(program, play(program, failed("Sync")), "Ask") == "Completed"
    assert item(program, play(program, failed("run", "platform")), "Ask") == "Assigned"


def test_a_failing_screen_flow_changes_nothing_in_the_older_edition() -> None:
    program = program_of(TWO_STEPS, profile="pdf-2025")
    run = play(program, failed("Ask"))
    assert (status(program, run, "run"), status(program, run, "Ask"), item(program, run, "Ask")) == (
        "InProgress",
        "InProgress",
        "Assigned",
    )


def test_an_unhandled_error_in_the_first_burst_ends_the_run_or_rolls_it_back() -> None:
    text = "flow F { sync } start autolaunched -> Main stage Main { background Work calls F then end }"
    program = program_of(text)
    assert status(program, play(program, failed("Work")), "run") == "Error"
    other = program_of(text, start_burst="rolled-back")
    run = play(other, failed("Work"))
    assert status(other, run, "run") is None
    assert "not begun" in refusal(other, run, Publish()).reason


def test_what_a_flow_writes_late_wakes_the_run_whose_stage_names_the_field() -> None:
    program = late_writer(BY_FIELD)
    run = play(program, done("Quick"), done("Slow"))
    assert (status(program, run, "Slow"), status(program, run, "After")) == ("Discontinued", "InProgress")


def test_what_a_flow_writes_late_is_read_at_the_next_wake_up_where_no_requirement_names_the_field() -> None:
    program = late_writer(BY_FORMULA)
    late = play(program, done("Quick"), done("Slow"))
    assert (status(program, late, "Slow"), status(program, late, "After")) == ("Discontinued", "NotStarted")
    run = play(program, done("Quick"), done("Slow"), done("Wait"))
    assert status(program, run, "After") == "InProgress"


def test_what_a_flow_writes_late_wakes_no_suspended_run() -> None:
    program = late_writer(BY_FIELD)
    held = play(program, done("Quick"), Suspend(), done("Slow"))
    assert status(program, held, "After") == "NotStarted"
    assert (
        status(program, play(program, done("Quick"), Suspend(), done("Slow"), Resume()), "After")
        == "InProgress"
    )
