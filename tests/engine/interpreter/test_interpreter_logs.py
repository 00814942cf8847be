"""The whole log of whole runs: every milestone, and none besides ("Orchestration Run" and "Orchestration Stages",
milestones; Object Reference, FlowOrchestrationLog)."""

import pytest
from running import changes, done, failed, item, kinds, play, program_of, refusal, status

from stageproof.engine.events import Cancel, Event, Publish, Reassign, Recall, Resume, Suspend

TEXT = """
  start autolaunched -> Main
  stage Main {
    background Work calls F async
    interactive Ask calls G assigned to queue Q
    then end
  }
"""
START = [
    "StartInstance",
    "StartStage Main",
    "StartStep Main/Work",
    "StartStep Main/Ask",
    "StartWorkItem Main/Ask",
]


def test_log_of_a_run_that_completes() -> None:
    run = play(program_of(TEXT), done("Work"), done("Ask"))
    assert kinds(run) == [
        *START,
        "EndStep Main/Work",
        "EndWorkItem Main/Ask",
        "EndStep Main/Ask",
        "EndStage Main",
        "EndInstance",
    ]


def test_log_of_a_run_that_fails_is_resumed_and_completes() -> None:
    run = play(program_of(TEXT), failed("Work"), Resume(), done("Work"), done("Ask"))
    assert kinds(run) == [
        *START,
        "FailStep Main/Work",
        "DiscontinueStep Main/Ask",
        "FailStage Main",
        "FailInstance",
        "ResumeInstance",
        "StartStage Main",
        "StartStep Main/Work",
        "StartStep Main/Ask",
        "StartWorkItem Main/Ask",
        "EndStep Main/Work",
        "EndWorkItem Main/Ask",
        "EndStep Main/Ask",
        "EndStage Main",
        "EndInstance",
    ]


def test_log_of_a_discontinued_background_step_that_restarts() -> None:
    run = play(program_of(TEXT), failed("Ask"), Resume())
    assert kinds(run, last_only=True) == [
        "ResumeInstance",
        "StartStage Main",
        "StartStep Main/Work",
        "StartStep Main/Ask",
        "StartWorkItem Main/Ask",
    ]
    assert kinds(play(program_of(TEXT), failed("Ask")), last_only=True) == [
        "FailStep Main/Ask",
        "DiscontinueStep Main/Work",
        "FailStage Main",
        "FailInstance",
    ]


def test_log_of_pending_outputs() -> None:
    stored = play(program_of(TEXT), failed("Ask"), done("Work"))
    assert kinds(stored, last_only=True) == []
    run = play(program_of(TEXT), failed("Ask"), done("Work"), Resume())
    assert kinds(run, last_only=True) == [
        "ResumeInstance",
        "StartStage Main",
        "StartStep Main/Ask",
        "StartWorkItem Main/Ask",
        "EndStep Main/Work",
    ]
    run = play(program_of(TEXT), failed("Ask"), failed("Work"), Resume())
    assert kinds(run, last_only=True) == [
        "ResumeInstance",
        "StartStage Main",
        "StartStep Main/Ask",
        "StartWorkItem Main/Ask",
        "FailStep Main/Work",
        "DiscontinueStep Main/Ask",
        "FailStage Main",
        "FailInstance",
    ]


def test_log_of_an_early_exit() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main {
        background Work calls F async
        background Slow calls F async
        interactive Ask calls G assigned to queue Q
        completes when Work is Completed
        then end
      }
    """)
    assert kinds(play(program, done("Work")), last_only=True) == [
        "EndStep Main/Work",
        "DiscontinueStep Main/Slow",
        "DiscontinueStep Main/Ask",
        "EndStage Main",
        "EndInstance",
    ]


def test_log_of_a_step_that_completes_while_its_work_item_is_open() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main {
        background Work calls F async
        background Other calls F async
        interactive Ask calls G assigned to queue Q { completes when Work is Completed }
        then end
      }
    """)
    run = play(program, done("Work"))
    assert kinds(run, last_only=True) == ["EndStep Main/Work", "EndStep Main/Ask"]
    assert item(program, run, "Ask") == "Completed"


def test_log_of_a_fault_path_that_ends() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main { background Work calls F async on error -> Repair then end }
      stage Repair { background Fix calls F async then end }
    """)
    assert kinds(play(program, failed("Work"), done("Fix")), last_only=True) == [
        "EndStep Repair/Fix",
        "EndStage Repair",
        "EndInstance",
    ]
    assert kinds(play(program, failed("Work"), failed("Fix")), last_only=True) == [
        "FailStep Repair/Fix",
        "FailStage Repair",
        "FailInstance",
    ]


def test_log_of_a_fault_path_that_rejoins() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main { background Work calls F async on error -> Repair then Last }
      stage Repair { background Fix calls F async then go to Last }
      stage Last { background Close calls F async then end }
    """)
    assert kinds(play(program, failed("Work"), done("Fix"), done("Close")), last_only=True) == [
        "EndStep Last/Close",
        "EndStage Last",
        "EndInstance",
    ]


def test_log_of_an_error_outside_of_stages() -> None:
    run = play(program_of(TEXT), failed("run", "platform"))
    assert kinds(run, last_only=True) == [
        "DiscontinueStep Main/Work",
        "DiscontinueStep Main/Ask",
        "DiscontinueStage Main",
        "FailInstance",
    ]


def test_log_of_an_error_of_the_stage_itself() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main {
        background Work calls F async
        background Gate calls F async starts when flow Ready returns true
        then end
      }
    """)
    assert kinds(
        play(program, failed("Main/Gate".rpartition("/")[2], "evaluation-flow")), last_only=True
    ) == [
        "DiscontinueStep Main/Work",
        "FailStage Main",
        "FailInstance",
    ]


@pytest.mark.parametrize(
    ("step", "kind"),
    [
        ("background S calls F async", "called-flow"),
        ("interactive S calls G assigned to queue Q", "called-flow"),
        ("mulesoft S calls SAP", "mulesoft-action"),
    ],
)
def test_log_and_statuses_of_a_failing_step_of_each_kind(step: str, kind: str) -> None:
    program = program_of(f"start autolaunched -> Main stage Main {{ {step} then end }}")
    run = play(program, failed("S", kind))
    assert [status(program, run, name) for name in ("run", "Main", "S")] == ["Error", "Error", "Error"]
    assert kinds(run, last_only=True) == ["FailStep Main/S", "FailStage Main", "FailInstance"]


def test_log_of_suspending_and_reassigning() -> None:
    run = play(program_of(TEXT), Reassign("Ask", "Group", "IT"), Suspend(), Resume(), Publish())
    assert kinds(run) == [
        *START,
        "ReassignWorkItem Main/Ask",
        "SuspendStage Main",
        "SuspendInstance",
        "ResumeInstance",
        "StartStage Main",
    ]


@pytest.mark.parametrize(
    ("kind", "element"),
    [
        ("called-flow", "Ask"),
        ("process-result", "Ask"),
        ("prepare-request", "Ask"),
        ("assignee-inactive", "Ask"),
        ("assignee-unresolvable", "Ask"),
        ("mulesoft-action", "Send"),
        ("evaluation-flow", "Gate"),
    ],
)
def test_a_fault_path_catches_every_kind_of_error_inside_a_stage(kind: str, element: str) -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main {
        interactive Ask calls G assigned to queue Q
        mulesoft Send calls SAP
        background Gate calls F async starts when flow Ready returns true
        on error -> Repair
        then end
      }
      stage Repair { background Fix calls F async then end }
    """)
    run = play(program, failed(element, kind))
    assert (status(program, run, "Main"), status(program, run, "Repair")) == ("Error", "InProgress")


@pytest.mark.parametrize(("element", "kind"), [("run", "platform"), ("Which", "decision")])
def test_no_fault_path_catches_an_error_outside_of_stages_and_no_resume_mends_it(
    element: str, kind: str
) -> None:
    program = program_of("""
      start autolaunched -> Which
      decision Which { when run.Status = "Error" -> end otherwise -> Main }
      stage Main { background Work calls F async on error -> Repair then end }
      stage Repair { background Fix calls F async then end }
    """)
    run = play(program, failed(element, kind))
    assert (status(program, run, "run"), status(program, run, "Repair")) == ("Error", None)
    assert "no resume can mend" in refusal(program, run, Resume()).reason


APPROVAL = """
  approval Quote {
    api 66
    variable recordId: text input
    start approval -> First { path recall -> Undo }
    stage First {
      approval Manager calls Approve_Quote assigned to user "m@example.com"
      approval Finance calls Approve_Quote assigned to queue Finance
      then end
    }
    stage Undo { background Restore calls Restore_Quote async then end }
  }
"""


@pytest.mark.parametrize(
    ("events", "log", "submission", "approvals"),
    [
        ((), None, "InProgress", ["Assigned", "Assigned"]),
        (
            (done("Manager", approvalDecision="Approve"), done("Finance", approvalDecision="Approve")),
            ["EndWorkItem First/Finance", "EndStep First/Finance", "EndStage First", "EndInstance"],
            "Approved",
            ["Approved", "Approved"],
        ),
        (
            (done("Manager", approvalDecision="Approve"), done("Finance", approvalDecision="Reject")),
            ["EndWorkItem First/Finance", "EndStep First/Finance", "EndStage First", "EndInstance"],
            "Rejected",
            ["Approved", "Rejected"],
        ),
        ((Cancel(),), ["EndStage First", "CancelInstance"], "Canceled", ["Canceled", "Canceled"]),
        (
            (failed("Manager"),),
            ["FailStep First/Manager", "DiscontinueStep First/Finance", "FailStage First", "FailInstance"],
            "Error",
            ["Completed", "Completed"],
        ),
        (
            (Recall(),),
            ["RunRecallPath", "StartStage Undo", "StartStep Undo/Restore"],
            "Recalled",
            ["Canceled", "Canceled"],
        ),
        (
            (Recall(), done("Restore")),
            ["EndStep Undo/Restore", "EndStage Undo"],
            "Recalled",
            ["Canceled", "Canceled"],
        ),
    ],
)
def test_log_and_statuses_of_an_approval(
    events: tuple[Event, ...], log: list[str] | None, submission: str, approvals: list[str]
) -> None:
    program = program_of(APPROVAL)
    run = play(program, *events)
    start = ["StartInstance", "StartStage First"]
    start += [
        f"{kind} First/{step}" for step in ("Manager", "Finance") for kind in ("StartStep", "StartWorkItem")
    ]
    assert kinds(run, last_only=True) == (start if log is None else log)
    assert str(run.configuration.submission) == submission
    last = {change.subject.name: change.after for change in changes(run) if change.subject.part == "approval"}
    assert last == {"First/Manager": approvals[0], "First/Finance": approvals[1]}


@pytest.mark.parametrize("event", [Cancel(), failed("Manager"), failed("run", "platform")])
def test_statuses_of_an_approval_that_is_stopped(event: Event) -> None:
    program = program_of(APPROVAL)
    run = play(program, event)
    expected = {"Cancel": "Canceled"}.get(type(event).__name__, "Error")
    stage = "Discontinued" if getattr(event, "element", "") == "run" else expected
    assert (status(program, run, "run"), status(program, run, "First")) == (expected, stage)
    assert item(program, run, "Finance") == "Completed"
