"""The records of a run, in the shape of Salesforce's objects."""

import csv
import io
import json
from collections import Counter
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from definitions import readings
from hypothesis import given, settings
from random_runs import Played, plays
from running import days, done, failed, play, program_of

from stageproof.checker.salesforce_ids import is_salesforce_id
from stageproof.engine.events import Cancel, Fail, Reassign, Resume, Suspend, Wait
from stageproof.engine.records.export import LOG, columns, csv_files, to_csv, to_json
from stageproof.engine.records.gather import records
from stageproof.engine.records.rows import OBJECTS, LogRecord, Records
from stageproof.engine.statuses import RunStatus

LOOP = """
  start when Case is created -> Work
  flow Load { async out again: boolean }
  stage Work {
    interactive Ask calls Form assigned to user "anna@example.com" {
      input ActionInput__RecordId = $Record.Id
    }
    background Load_It calls Load async starts when Ask is Completed
    then Choose
  }
  decision Choose { outcome Again when Load_It.Outputs.again = true -> Work  otherwise -> end }
"""
APPROVAL = """
approval Quote {
  api 67
  start approval -> Review
  stage Review { approval Sign calls Ask assigned to user "anna@example.com" then end }
}
"""


def hours(number: int) -> Wait:
    return Wait(Fraction(60 * number))


def kept(text: str, *events: object, **options: object) -> Records:
    program = program_of(text)
    return records(program, play(program, *events), **options)  # type: ignore[arg-type]  # events and an epoch


def test_each_visit_of_a_stage_has_its_own_stage_run_and_step_runs() -> None:
    found = kept(LOOP, done("Ask"), done("Load_It", again=True), done("Ask"), done("Load_It", again=False))
    assert [(stage.name, stage.status) for stage in found.stages] == [("Work", "Completed")] * 2
    first, second = (stage.id for stage in found.stages)
    assert [(step.name, step.stage_instance_id) for step in found.steps] == [
        ("Ask", first),
        ("Load_It", first),
        ("Ask", second),
        ("Load_It", second),
    ]
    assert [item.step_instance_id for item in found.work_items] == [found.steps[0].id, found.steps[2].id]


def test_a_replacement_after_a_resume_is_a_work_item_of_its_own() -> None:
    found = kept(LOOP, failed("Ask"), Resume())
    assert [item.status for item in found.work_items] == ["Completed", "Assigned"]
    assert len({item.step_instance_id for item in found.work_items}) == 1
    assert len(found.steps) == 2


def test_a_reassigned_work_item_stays_the_same_record() -> None:
    found = kept(LOOP, hours(1), Reassign("Ask", "Queue", "Team"), hours(2))
    (item,) = found.work_items
    assert (item.assignee_id, item.status) == ("Team", "Assigned")
    assert item.elapsed_time_since_asgnt_in_sec == 2 * 3600
    assert item.elapsed_time_since_creation_in_sec == 3 * 3600
    last = found.log[-1]
    assert (last.kind, last.assignee, last.assignee_type) == ("ReassignWorkItem", "Team", "Queue")


def test_durations_are_seconds_since_the_element_started() -> None:
    found = kept(LOOP, hours(1), done("Ask"), hours(2), done("Load_It"))
    seconds = {(row.kind, row.step_name): row.duration for row in found.log if row.duration is not None}
    assert seconds == {
        ("EndWorkItem", "Ask"): 3600,
        ("EndStep", "Ask"): 3600,
        ("EndStep", "Load_It"): 7200,
        ("EndStage", None): 3 * 3600,
        ("EndInstance", None): 3 * 3600,
    }
    assert found.run is not None
    assert (found.run.duration, found.run.status, found.run.current_stage) == (3 * 3600, "Completed", None)


def test_the_duration_of_a_run_grows_until_it_ends() -> None:
    running = kept(LOOP, hours(1))
    ended = kept(LOOP, hours(1), Cancel(), hours(5))
    assert running.run is not None
    assert ended.run is not None
    assert running.run.duration == ended.run.duration == 3600
    assert kept(LOOP, hours(1), hours(5)).run.duration == 6 * 3600  # type: ignore[union-attr]  # it runs


def test_the_current_stage_is_told_while_it_runs_waits_or_failed() -> None:
    for events in ((), (Suspend(),), (failed("Ask"),)):
        found = kept(LOOP, *events)
        assert found.run is not None
        assert found.run.current_stage == "Work"


def test_timestamps_are_simulated_time_after_the_epoch() -> None:
    epoch = datetime(2026, 1, 31, 9, 0, tzinfo=UTC)
    found = kept(LOOP, days(1), done("Ask"), epoch=epoch)
    assert found.log[0].timestamp == epoch
    assert found.log[-1].timestamp == datetime(2026, 2, 1, 9, 0, tzinfo=UTC)
    assert '"Timestamp": "2026-02-01T09:00:00.000Z"' in to_json(found)


def test_a_run_that_lasts_past_the_year_9999_is_told() -> None:
    with pytest.raises(ValueError, match="past the year 9999"):
        kept(LOOP, days(10_000_000))


def test_an_epoch_needs_a_time_zone() -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        kept(LOOP, epoch=datetime(2026, 1, 1))  # that is the mistake


def test_a_result_that_waits_for_a_resume_is_kept_on_its_step() -> None:
    two = """
      start autolaunched -> Work
      stage Work { background A calls Load async  background B calls Load async  then end }
    """
    found = kept(two, failed("A"), done("B", size=3))
    waiting = {step.name: step.in_progress_step_outputs for step in found.steps}
    assert waiting == {"A": None, "B": '{"size": {"number": "3"}}'}
    assert kept(two, Suspend(), failed("B")).steps[1].in_progress_step_outputs == '{"error": "called-flow"}'
    assert kept(two, Suspend(), done("B"), Resume()).steps[1].in_progress_step_outputs is None


def test_the_context_record_is_the_triggering_record_where_a_step_names_it() -> None:
    program = program_of(LOOP)
    run = play(program, done("Ask", Comments="well done"), begin=(("$Record.Id", "500000000000001AAA"),))
    found = records(program, run)
    assert found.run is not None
    assert (found.run.triggering_record, found.run.triggering_record_type) == ("500000000000001AAA", "Case")
    assert [step.related_record for step in found.steps] == ["500000000000001AAA", None]
    ended = {row.kind: row for row in found.log}
    assert ended["EndWorkItem"].context == "500000000000001AAA"
    assert ended["EndWorkItem"].actor == "anna@example.com"
    assert ended["EndStep"].comments == "well done"


def test_a_comment_is_cut_to_what_the_log_holds() -> None:
    found = kept(LOOP, done("Ask", Comments="x" * 2000))
    assert [len(row.comments) for row in found.log if row.comments] == [1333]


def test_an_approval_has_a_submission_and_approval_work_items() -> None:
    program = program_of(APPROVAL)
    found = records(program, play(program, done("Sign", approvalDecision="Reject")))
    (submission,) = found.submissions
    (item,) = found.approval_work_items
    assert (submission.status, item.status) == ("Rejected", "Rejected")
    assert item.approval_submission_id == submission.id
    assert item.flow_orchestration_work_item_id == found.work_items[0].id
    assert item.assigned_to_id == "anna@example.com"
    assert found.steps[0].step_type == "ApprovalStep"


def test_of_a_start_that_was_rolled_back_nothing_remains() -> None:
    text = "start autolaunched -> A stage A { background X calls F then end }  flow F { sync }"
    program = program_of(text, start_burst="rolled-back")
    run = play(program, Fail("X", failed("X").kind))
    assert records(program, run) == Records()
    assert records(program_of(text), play(program_of(text))).run is not None


# -------------------------------------------------------------------- every run


@settings(max_examples=60, deadline=None)
@given(plays(readings()))
def test_records_say_what_the_configuration_says(played: Played) -> None:
    found = records(played.program, played.run)
    state = played.run.configuration
    assert (found.run.status if found.run else None) == (state.run.value if state.run else None)
    latest: dict[str, str] = {stage.name: stage.status for stage in found.stages}
    latest_steps = {(step.orchestration_stage_name, step.name): step.status for step in found.steps}
    for stage in played.program.stages:
        now = state.current if state.location == stage.index else state.past[stage.index]
        assert latest.get(stage.name) == (now.status.value if now else None)
        for step in stage.steps:
            status = latest_steps.get((stage.name, step.name))
            assert status == (now.steps[step.index].value if now else None)


@settings(max_examples=60, deadline=None)
@given(plays(readings()))
def test_records_refer_to_records_that_exist(played: Played) -> None:
    found = records(played.program, played.run)
    every = [row for kind in OBJECTS for row in found.of(kind)]
    ids = Counter(row.id for row in every)
    assert all(count == 1 and is_salesforce_id(id) for id, count in ids.items())
    stages, steps = {stage.id for stage in found.stages}, {step.id for step in found.steps}
    assert {step.stage_instance_id for step in found.steps} <= stages
    assert {item.step_instance_id for item in found.work_items} <= steps
    milestones = [row for moment in played.moments for row in moment.log]
    if found.run is not None and not any(m.changes and m.changes[-1].after is None for m in played.moments):
        assert [row.kind for row in found.log] == [row.kind.value for row in milestones]
    assert all(row.duration is None or row.duration >= 0 for row in found.log)
    if state_is(found, RunStatus.COMPLETED):
        assert all(stage.status != "InProgress" for stage in found.stages)
        assert all(item.status == "Completed" for item in found.work_items)


def state_is(found: Records, status: RunStatus) -> bool:
    return found.run is not None and found.run.status == status


# -------------------------------------------------------------------- export


@settings(max_examples=30, deadline=None)
@given(plays())
def test_json_and_csv_tell_the_same(played: Played) -> None:
    found = records(played.program, played.run)
    data = json.loads(to_json(found))
    assert list(data) == list(OBJECTS.values())
    for kind, name in OBJECTS.items():
        rows = list(csv.reader(io.StringIO(to_csv(found, name), newline="")))
        assert tuple(rows[0]) == columns(kind)
        as_text = [["" if cell is None else _text(cell) for cell in row.values()] for row in data[name]]
        assert rows[1:] == as_text


def _text(cell: object) -> str:
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def test_the_log_is_exported_with_its_documented_columns() -> None:
    assert columns(LogRecord) == (
        "Id", "Name", "OrchestrationInstanceId", "Kind", "Timestamp", "OrchestrationName",
        "OrchestrationVersion", "StageName", "StepName", "Actor", "Assignee", "AssigneeType", "Context",
        "Duration", "Comments",
    )  # fmt: skip
    assert LOG == "FlowOrchestrationLog"


def test_csv_keeps_quotes_commas_and_line_ends() -> None:
    text = to_csv(kept(LOOP, done("Ask", Comments='a "b", c\nd')))
    assert '"a ""b"", c\nd"\r\n' in text
    assert text.startswith("Id,Name,")


def test_there_is_a_csv_file_for_each_object_with_records() -> None:
    assert list(csv_files(kept(LOOP))) == [
        "FlowOrchestrationInstance.csv",
        "FlowOrchestrationStageInstance.csv",
        "FlowOrchestrationStepInstance.csv",
        "FlowOrchestrationWorkItem.csv",
        "FlowOrchestrationLog.csv",
    ]


def test_an_object_that_does_not_exist_is_told() -> None:
    with pytest.raises(ValueError, match='no object "Log"'):
        to_csv(Records(), "Log")
