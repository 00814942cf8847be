"""Flow approval processes: decisions, submission status, approval work items, recall (semantics of A-step, A-err,
the recall path; decision `approval-status`)."""

from running import changes, done, failed, item, kinds, play, program_of, refusal, status

from stageproof.engine.events import Cancel, Recall, Resume, Suspend
from stageproof.engine.history import Run

APPROVAL = """
  approval Quote {
    api 66
    variable recordId: text input
    variable submitter: text input
    variable submissionComments: text input
    variable firstApprover: text input
    start approval -> First { %s }
    stage First {
      approval Manager calls Approve_Quote assigned to user "m@example.com"
      approval Finance calls Approve_Quote assigned to queue Finance
      completes when Manager is Completed
      then Which
    }
    decision Which { when Manager.Outputs.approvalDecision = "Approve" -> Done otherwise -> end }
    stage Done { background Tell calls Mail async %s then end }
    stage Undo { background Restore calls Restore_Quote async then end }
    stage Repair { background Fix calls Fix_Quote async then end }
  }
"""
PLAIN = APPROVAL % ("", "")
WITH_RECALL = APPROVAL % ("path recall -> Undo", "")


def submission(run: Run) -> str | None:
    found = run.configuration.submission
    return None if found is None else found.value


def test_an_approved_run_completes_approved() -> None:
    program = program_of(PLAIN)
    run = play(program, done("Manager", approvalDecision="Approve"), done("Tell"))
    assert (status(program, run, "run"), submission(run)) == ("Completed", "Approved")


def test_a_rejection_makes_the_submission_rejected_and_stops_nothing_by_itself() -> None:
    program = program_of(PLAIN)
    run = play(program, done("Finance", approvalDecision="Reject"))
    assert status(program, run, "First") == "InProgress"
    run = play(
        program,
        done("Finance", approvalDecision="Reject"),
        done("Manager", approvalDecision="Approve"),
        done("Tell"),
    )
    assert (status(program, run, "run"), submission(run)) == ("Completed", "Rejected")


def test_approval_work_items_carry_the_decision_and_work_items_are_completed() -> None:
    program = program_of(PLAIN)
    run = play(program, done("Manager", approvalDecision="Approve"))
    found = [
        (change.subject.name, change.after)
        for change in changes(run)
        if change.subject.part == "approval" and change.before == "Assigned"
    ]
    assert found == [("First/Manager", "Approved"), ("First/Finance", "Completed")]
    assert (item(program, run, "Manager"), item(program, run, "Finance")) == ("Completed", "Completed")


def test_an_approval_decision_is_approve_or_reject() -> None:
    program = program_of(PLAIN)
    run = play(program)
    assert "one of" in refusal(program, run, done("Manager", approvalDecision="Approved")).reason
    assert "approvalDecision" in refusal(program, run, done("Manager")).reason


def test_a_failed_approval_run_cannot_be_resumed() -> None:
    program = program_of(PLAIN)
    run = play(program, failed("Manager"))
    assert (status(program, run, "run"), submission(run)) == ("Error", "Error")
    assert refusal(program, run, Resume()).because == "error-kind-approval"


def test_an_error_whose_fault_path_ends_leaves_the_submission_approved_unless_somebody_rejected() -> None:
    program = program_of(APPROVAL % ("", "on error -> Repair"))
    approved = play(program, done("Manager", approvalDecision="Approve"), failed("Tell"), done("Fix"))
    assert (status(program, approved, "run"), submission(approved)) == ("Completed", "Approved")
    rejected = play(
        program,
        done("Finance", approvalDecision="Reject"),
        done("Manager", approvalDecision="Approve"),
        failed("Tell"),
        done("Fix"),
    )
    assert submission(rejected) == "Rejected"


def test_recall_cancels_what_is_in_progress_and_runs_the_recall_path() -> None:
    program = program_of(WITH_RECALL)
    recalled = play(program, Recall())
    assert [status(program, recalled, name) for name in ("run", "First", "Manager", "Undo", "Restore")] == [
        "InProgress",
        "Canceled",
        "Canceled",
        "InProgress",
        "InProgress",
    ]
    assert (submission(recalled), item(program, recalled, "Manager")) == ("Recalled", "Completed")
    assert "RunRecallPath" in kinds(recalled)
    assert refusal(program, recalled, Recall()).because == "recall-run"
    ended = play(program, Recall(), done("Restore"))
    assert (status(program, ended, "run"), submission(ended)) == ("Canceled", "Recalled")


def test_recall_without_a_recall_path_cancels_the_run_at_once() -> None:
    program = program_of(PLAIN)
    run = play(program, Recall())
    assert (status(program, run, "run"), submission(run)) == ("Canceled", "Recalled")


def test_cancel_does_not_run_the_recall_path() -> None:
    program = program_of(WITH_RECALL)
    run = play(program, Cancel())
    assert (status(program, run, "run"), status(program, run, "Undo")) == ("Canceled", None)


def test_only_an_approval_process_can_be_recalled_and_only_in_progress() -> None:
    plain = program_of("start autolaunched -> M stage M { background A calls F async then end }")
    assert refusal(plain, play(plain), Recall()).because == "recall-run"
    program = program_of(PLAIN)
    assert "Suspended" in refusal(program, play(program, Suspend()), Recall()).reason
