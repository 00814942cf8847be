"""Where the documents disagree a violation names the other reading that explains it, and is tolerated once accepted."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from observed_runs import refused_events
from random_runs import Played, plays
from running import done, failed, play, program_of

from stageproof.checker.oracle.citation import as_data, cite, in_words
from stageproof.checker.oracle.facts import Facts
from stageproof.checker.oracle.judge import judge, judge_step
from stageproof.checker.oracle.observation import ObservedMoment, SeenChange, SeenRow, observe
from stageproof.checker.oracle.rulebook import rulebook
from stageproof.checker.oracle.standing import Standing
from stageproof.checker.oracle.tolerance import acceptable_decisions, accepted_decisions, tolerances
from stageproof.checker.oracle.violation import Violation
from stageproof.engine.decisions.choices import Choices, choices, switchable_decisions
from stageproof.engine.events import Cancel, Event, Resume
from stageproof.engine.kinds import Kind

MAIN = """
  start autolaunched -> Main
  stage Main {
    background Work calls F async
    interactive Ask calls G assigned to queue Q
    mulesoft Sap calls S
    then Last
  }
  stage Last { background Rest calls F async then end }
"""
AGAIN = """
  flow F { async  out ok: boolean }
  start autolaunched -> Main
  stage Main {
    background Work calls F async
    background Slow calls F async
    background Next calls F async starts when Work.Outputs.ok = true
    completes when Slow is Completed
    then Choose
  }
  decision Choose { outcome Over when Next is Completed -> end otherwise -> Main }
"""


def other_readings() -> list[Choices]:
    """The default choices with one decision switched."""
    return [
        choices(overrides={decision.id: reading.id})
        for decision in switchable_decisions()
        for reading in decision.readings
        if reading.id != decision.taken
    ]


def judged(
    *events: Event, text: str = MAIN, accepted: tuple[str, ...] = (), reading: tuple[str, str] | None = None
) -> tuple[Violation, ...]:
    """What the default readings say of a run of an interpreter that follows another one."""
    program = program_of(text, **({} if reading is None else {reading[0].replace("-", "_"): reading[1]}))
    return judge(program.orchestration, observe(play(program, *events).moments()), accepted=accepted)


@settings(max_examples=80)
@given(plays(st.sampled_from(other_readings())))
def test_a_run_by_another_reading_breaks_rows_only_in_what_that_reading_tolerates(played: Played) -> None:
    ((decision, reading),) = played.chosen.changed()
    seen = observe(played.moments, refused_events(played))
    for violation in judge(played.program.orchestration, seen, accepted=(decision,)):
        assert (violation.tolerance, violation.reading) == (decision, reading)
        assert violation.is_tolerated


@pytest.mark.parametrize(
    ("decision", "reading", "events"),
    [
        ("canceled-steps", "in-progress", (Cancel(),)),
        ("end-stage-on-cancel", "not-logged", (Cancel(),)),
        ("open-work-items", "matrix", (failed("run", "platform"),)),
        ("mulesoft-error", "resumable", (failed("Sap", "mulesoft-action"), Resume())),
        ("screen-flow-failure", "stays-in-progress", (failed("Ask"),)),
        ("resume-milestones", "start-too", (failed("Work"), Resume())),
    ],
)
def test_what_another_reading_does_is_told_with_the_reading_and_tolerated_once_accepted(
    decision: str, reading: str, events: tuple[Event, ...]
) -> None:
    found = judged(*events, reading=(decision, reading))
    assert found
    assert {(violation.tolerance, violation.reading) for violation in found} == {(decision, reading)}
    assert not any(violation.is_tolerated for violation in found)
    alias = next(other for other in acceptable_decisions() if other.id == decision).aliases[0]
    accepted = judged(*events, accepted=(alias.lower(),), reading=(decision, reading))
    assert accepted == tuple(violation._replace(is_tolerated=True) for violation in found)


def test_a_decision_on_what_is_remembered_is_told_from_the_whole_run() -> None:
    events = (done("Work", ok=True), done("Slow"))
    found = judged(*events, text=AGAIN, reading=("outputs-on-revisit", "last-value"))
    assert {violation.tolerance for violation in found} == {"outputs-on-revisit"}


def test_an_error_of_the_first_burst_that_is_rolled_back_is_told() -> None:
    text = "flow F { sync } start autolaunched -> Main stage Main { background Work calls F then end }"
    found = judged(failed("Work"), text=text, reading=("start-burst", "rolled-back"))
    assert {violation.tolerance for violation in found} == {"start-burst"}
    program = program_of(text, start_burst="rolled-back")
    seen = observe(play(program, failed("Work")).moments())
    assert judge(program.orchestration, seen, choices(overrides={"start-burst": "rolled-back"})) == ()


def test_what_no_reading_explains_has_no_tolerance_whatever_is_accepted() -> None:
    program = program_of(MAIN)
    last = observe(play(program).moments())[-1]
    odd = SeenChange("step", "Main/Ask", "Main", "Ask", "Status", "InProgress", "Completed")
    wrong = (last, ObservedMoment(2, done("Work"), (odd,), ()))
    found = judge(program.orchestration, wrong, accepted=[other.id for other in acceptable_decisions()])
    assert found
    assert {violation.tolerance for violation in found} == {None}
    assert not any(violation.is_tolerated for violation in found)


def test_a_cancel_that_follows_one_reading_here_and_another_there_is_not_tolerated() -> None:
    text = "start autolaunched -> Main stage Main { background A calls F async background B calls F async then end }"
    program = program_of(text)
    seen = observe(play(program, Cancel()).moments())
    mixed = tuple(change for change in seen[-1].changes if change.name != "Main/A")
    found = judge(
        program.orchestration,
        (*seen[:-1], ObservedMoment(2, Cancel(), mixed, seen[-1].log)),
        accepted=("C1",),
    )
    assert {violation.element for violation in found} == {"Main/A"}
    assert not any(violation.is_tolerated for violation in found)


def test_completed_elements_that_are_discontinued_by_an_error_are_the_other_reading_of_c3() -> None:
    program = program_of(MAIN)
    seen = observe(play(program, done("Work"), failed("Ask")).moments())
    odd = SeenChange("step", "Main/Work", "Main", "Work", "Status", "Completed", "Discontinued")
    row = SeenRow(Kind.DISCONTINUE_STEP, "Main", "Work")
    last = seen[-1]
    for changes, log in (((odd,), (row,)), ((), (row,)), ((odd,), ())):
        moment = ObservedMoment(last.number, last.event, (*last.changes, *changes), (*last.log, *log))
        found = judge(program.orchestration, (*seen[:-1], moment), accepted=("C3",))
        assert found
        assert {violation.tolerance for violation in found} == {"completed-then-error"}
        assert all(violation.is_tolerated for violation in found)


def test_a_stage_that_is_error_whatever_failed_is_another_reading_of_c7() -> None:
    program = program_of(MAIN)
    seen = observe(play(program, failed("run", "platform")).moments())
    last = seen[-1]
    changes = tuple(
        change._replace(after="Error") if change.part == "stage" else change for change in last.changes
    )
    log = tuple(
        SeenRow(Kind.FAIL_STAGE, row.stage) if row.kind is Kind.DISCONTINUE_STAGE else row for row in last.log
    )
    found = judge(program.orchestration, (*seen[:-1], ObservedMoment(last.number, last.event, changes, log)))
    assert {violation.tolerance for violation in found} == {"current-stage-on-error"}


def test_one_moment_alone_names_the_same_tolerances() -> None:
    program = program_of(MAIN, canceled_steps="in-progress")
    facts, standing = Facts.of(program.orchestration, choices()), Standing()
    moments = observe(play(program, Cancel()).moments())
    standing = judge_step(facts, rulebook(choices()), standing, moments[0]).standing
    step = judge_step(facts, rulebook(choices()), standing, moments[1], accepted_decisions(["C1"]))
    assert step.violations == judge(program.orchestration, moments, accepted=["c1"])
    assert all(violation.is_tolerated for violation in step.violations)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("C44", 'there is no decision "C44". Did you mean C4'),
        ("canceled-step", "Did you mean canceled-steps"),
        ("fault-connector", 'of decision "fault-connector" no run can be held to another reading'),
    ],
)
def test_a_decision_that_cannot_be_accepted_is_an_error_for_people(name: str, words: str) -> None:
    with pytest.raises(ValueError, match="These can be accepted: ") as caught:
        judged(accepted=(name,))
    assert words in str(caught.value)


def test_an_alias_of_several_decisions_accepts_them_all() -> None:
    assert accepted_decisions(["U7"]) == {"canceled-steps"}
    assert accepted_decisions(["C1", "U4"]) == {"canceled-steps", "outputs-on-revisit"}


def test_every_tolerance_is_a_documented_reading_other_than_the_one_chosen() -> None:
    for chosen in (choices(), choices("pdf-2025")):
        for tolerance in tolerances(chosen):
            decision = next(other for other in acceptable_decisions() if other.id == tolerance.decision)
            assert decision.reading(tolerance.reading) is not None
            assert decision.taken != tolerance.reading or decision.taken_in(chosen.profile) != decision.taken


def test_a_violation_says_everything_that_it_rests_on() -> None:
    found = judged(Cancel(), reading=("canceled-steps", "in-progress"))
    violation = next(violation for violation in found if violation.row == "cancel-in-progress-steps")
    words = in_words(violation)
    assert words.splitlines()[0] == (
        "moment 2, Main/Work: expected Canceled when somebody cancels the run; observed In Progress"
    )
    assert (
        "row cancel-in-progress-steps (Automate Your Business Processes with Salesforce Flow (PDF)" in words
    )
    assert "decision C1 canceled-steps: canceled (taken): " in words
    assert words.endswith(
        "this is the other reading of C1 canceled-steps (in-progress); accept with --accept C1"
    )
    assert in_words(violation._replace(is_tolerated=True)).endswith("(in-progress); accepted")
    data = as_data(violation)
    assert json.loads(json.dumps(data)) == data
    assert (data["document"], data["tolerance"]) == (cite(violation).row.document, "canceled-steps")
    assert [decision.id for decision in cite(violation).decisions] == ["canceled-steps"]


def test_a_row_that_no_table_has_cannot_be_cited() -> None:
    with pytest.raises(KeyError, match="no-such-row"):
        cite(Violation("no-such-row", "", "", 1, "run"))
