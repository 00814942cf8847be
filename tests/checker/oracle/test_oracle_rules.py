"""What the tables forbid, one by one: acts that are refused, resumes, limits, statuses that do not exist."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from running import days, done, failed, play, program_of

from stageproof.checker.oracle.judge import judge
from stageproof.checker.oracle.observation import ObservedMoment, SeenChange, SeenRow, observe
from stageproof.checker.oracle.violation import Violation
from stageproof.engine.decisions.choices import choices
from stageproof.engine.events import Cancel, Evaluate, Event, Publish, Reassign, Recall, Resume, Suspend
from stageproof.engine.kinds import Kind
from stageproof.engine.program.program import Program
from stageproof.grammar.language.parse import parse
from stageproof.grammar.source import Source

MAIN = """
  start autolaunched -> Main
  stage Main {
    background Work calls F async
    interactive Ask calls G assigned to queue Q
    mulesoft Sap calls S
    background Ready calls F async starts when flow Is_Ready returns true
    then end
  }
"""
APPROVAL = (
    "approval Test { api 67 start approval -> Main stage Main { background Work calls F async then end } }"
)


def rows(found: tuple[Violation, ...]) -> set[str]:
    return {violation.row for violation in found}


def judged(program: Program, *events: Event, then: Event, minutes: int = 0) -> set[str]:
    """The rows that are broken if `then` is seen after these events, though nothing came of it."""
    seen = observe(play(program, *events).moments())
    last = seen[-1]
    assert judge(program.orchestration, seen) == ()
    later = last.minutes + Fraction(minutes)
    return rows(
        judge(program.orchestration, (*seen, ObservedMoment(last.number + 1, then, (), (), (), later)))
    )


@pytest.mark.parametrize(
    ("events", "then", "row"),
    [
        ((Cancel(),), Suspend(), "suspend-only-in-progress"),
        ((Suspend(),), Suspend(), "suspend-only-in-progress"),
        ((Suspend(),), Cancel(), "cancel-only-in-progress"),
        ((), Recall(), "recall-approvals-only"),
        ((Suspend(),), Reassign("Ask", "User", "ben@example.com"), "work-item-reassign"),
        ((done("Ask"),), Reassign("Ask", "User", "ben@example.com"), "work-item-reassign"),
        ((failed("Work", "process-result"),), Resume(), "error-kind-process-result"),
        ((failed("Sap", "mulesoft-action"),), Resume(), "error-kind-mulesoft-action"),
        ((failed("Work", "prepare-request"),), Resume(), "error-kind-prepare-request"),
        ((failed("Ask", "assignee-unresolvable"),), Resume(), "error-kind-assignee-unresolvable"),
        ((failed("Is_Ready", "evaluation-flow"),), Resume(), "error-kind-evaluation-flow"),
        ((failed("run", "platform"),), Resume(), "error-kind-outside-stages"),
        ((failed("Work"), days(15)), Resume(), "resume-within-14-days"),
        ((failed("Work"), days(15)), Resume(), "limit-resume-days"),
    ],
)
def test_what_nobody_can_do_is_a_violation(events: tuple[Event, ...], then: Event, row: str) -> None:
    assert row in judged(program_of(MAIN), *events, then=then)


def test_a_failed_approval_is_never_resumed() -> None:
    assert "error-kind-approval" in judged(program_of(APPROVAL), failed("Work"), then=Resume())


@pytest.mark.parametrize(
    ("event", "row"),
    [
        (failed("Work"), "error-kind-called-flow"),
        (failed("Ask", "assignee-inactive"), "error-kind-assignee-inactive"),
    ],
)
def test_a_resume_that_is_refused_though_it_is_possible_is_a_violation(event: Event, row: str) -> None:
    program = program_of(MAIN)
    moments = play(program, event).moments()
    seen = observe(moments, {moments[-1].number: (Resume(),)})
    assert rows(judge(program.orchestration, seen)) == {row}


def test_a_work_item_that_closes_with_its_step_is_not_one_that_the_error_after_it_leaves_open() -> None:
    program = program_of(
        """
        start autolaunched -> Main
        stage Main {
          interactive Ask calls G assigned to queue Q { completes when flow Is_Seen returns true }
          interactive Next calls G assigned to queue Q starts when Ask is Completed
          then end
        }
        """,
        "pdf-2025",
    )
    fails_at_start = failed("Next", "assignee-unresolvable")
    seen = observe(play(program, Evaluate("Is_Seen", True), Publish(), fails_at_start).moments())
    assert any(change[-2:] == ("Assigned", "Completed") for change in seen[-1].changes)
    assert judge(program.orchestration, seen, program.choices) == ()


def test_a_status_that_no_stage_has_is_a_violation() -> None:
    program = program_of(MAIN)
    seen = observe(play(program).moments())
    odd = SeenChange("stage", "Main", "Main", None, "Status", "InProgress", "Paused")
    found = judge(program.orchestration, (*seen, ObservedMoment(2, done("Nobody"), (odd,), ())))
    assert "stage-status-values" in rows(found)


def test_a_definition_that_exceeds_a_limit_is_a_violation_of_the_definition() -> None:
    many = " and ".join(["Work is Completed"] * 11)
    text = MAIN.replace("then end", f"completes when {many} then end")
    found = judge(program_of(text).orchestration, ())
    assert [(violation.row, violation.moment, violation.element) for violation in found] == [
        ("limit-requirements", 0, "Main")
    ]


def test_a_definition_without_stages_or_steps_is_a_violation() -> None:
    empty = parse(Source("empty.orch", "orchestration Test { api 67 start autolaunched }")).orchestration
    bare = parse(Source("bare.orch", "orchestration Test { start autolaunched stage Bare { then end } }"))
    assert empty is not None
    assert bare.orchestration is not None
    assert rows(judge(empty, ())) == {"limit-least-stages"}
    assert rows(judge(bare.orchestration, ())) == {"limit-least-steps"}


@pytest.mark.parametrize(
    ("condition", "row"),
    [
        ("flag > true", "operators-boolean"),
        ('amount contains "1"', "operators-number"),
        ('title > "a"', "operators-text"),
        ("many > 1", "operators-collection"),
    ],
)
def test_an_operator_that_the_type_does_not_have_is_a_violation(condition: str, row: str) -> None:
    variables = "variable flag: boolean variable amount: number variable title: text variable many: collection of text"
    text = MAIN.replace("then end", f"completes when {condition} then end")
    assert row in rows(judge(program_of(variables + text).orchestration, ()))


def test_a_decision_that_takes_another_outcome_is_a_violation() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main { background Work calls F async then Choose }
      decision Choose { outcome Yes when Work is Completed -> Main outcome No when Work is Error -> end }
    """)
    seen = observe(play(program, done("Work")).moments())
    assert judge(program.orchestration, seen) == ()
    last = seen[-1]
    changes = tuple(
        change._replace(after="No") if change.part == "decision" else change for change in last.changes
    )
    wrong = ObservedMoment(last.number, last.event, changes, last.log)
    found = judge(program.orchestration, (*seen[:-1], wrong))
    assert [(violation.expected, violation.observed) for violation in found] == [
        ("Yes (the first outcome whose condition is met)", "No")
    ]


def test_another_reading_is_judged_by_other_rows() -> None:
    program = program_of(MAIN, canceled_steps="in-progress")
    seen = observe(play(program, Cancel()).moments())
    assert judge(program.orchestration, seen, choices(overrides={"canceled-steps": "in-progress"})) == ()
    assert "cancel-in-progress-steps" in rows(judge(program.orchestration, seen))


def test_a_work_item_that_an_error_at_a_mulesoft_step_closes_is_none_by_the_matrices_either() -> None:
    program = program_of(MAIN, open_work_items="matrix")
    seen = observe(play(program, failed("Sap", "process-result")).moments())
    assert judge(program.orchestration, seen, choices(overrides={"open-work-items": "matrix"})) == ()


def test_a_work_item_that_a_handled_error_closes_is_none_though_another_error_follows() -> None:
    program = program_of(
        """
        start autolaunched -> Main
        stage Main { interactive Ask calls G assigned to queue Q on error -> Choose then end }
        decision Choose { outcome Again when Main is Error -> Choose otherwise -> Choose }
        """,
        profile="pdf-2025",
    )
    seen = observe(play(program, failed("Ask", "process-result")).moments())
    assert judge(program.orchestration, seen, choices("pdf-2025")) == ()


def test_a_run_that_is_error_though_a_fault_path_leads_straight_to_a_stage_is_a_violation() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main { background Work calls F async on error -> Repair then end }
      stage Repair { background Mend calls F async then end }
    """)
    seen = observe(play(program, failed("Work")).moments())
    last = seen[-1]
    error = SeenChange("run", "run", None, None, "Status", "InProgress", "Error")
    changes = tuple(change for change in last.changes if change.stage != "Repair")
    log = tuple(row for row in last.log if row.stage != "Repair")
    wrong = replace(last, changes=(*changes, error), log=(*log, SeenRow(Kind.FAIL_INSTANCE)))
    assert judge(program.orchestration, seen) == ()
    assert "fault-path-runs" in rows(judge(program.orchestration, (*seen[:-1], wrong)))
