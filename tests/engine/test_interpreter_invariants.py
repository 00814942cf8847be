"""What holds of every run of every definition, however the world behaves.

The definitions and runs are drawn (`definitions`, `random_runs`). The rules are transcribed here from the documents
once more, apart from the interpreter and its effects.
"""

from __future__ import annotations

from typing import Final

import pytest
from definitions import compiled, definitions, readings
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from random_runs import Attempt, Played, anything, filled, fits, passed_strikes, plays
from standing import Standing, standings, status_changes

from stageproof.engine.decisions.catalogue import decision_named
from stageproof.engine.enabled import enabled, late_results
from stageproof.engine.events import Complete, Evaluate, Event, Fail, Resume, SetField
from stageproof.engine.history import Change, Moment, Run
from stageproof.engine.interpreter.advance import Advance, advance
from stageproof.engine.interpreter.refusal import Refusal, is_over, not_asked
from stageproof.engine.program.compile import compile_orchestration
from stageproof.engine.run import apply, new_run
from stageproof.engine.tables.catalogue import row_named
from stageproof.engine.values import Value

FEW: Final = settings(max_examples=60)

RUN: Final[dict[Value, tuple[Value, ...]]] = {
    None: ("InProgress",),
    "InProgress": ("Completed", "Suspended", "Canceled", "Error"),
    "Suspended": ("InProgress",),
    "Error": ("InProgress",),
}
STAGE: Final[dict[Value, tuple[Value, ...]]] = {
    None: ("InProgress",),
    "InProgress": ("Completed", "Suspended", "Canceled", "Discontinued", "Error"),
    "Suspended": ("InProgress",),
    "Error": ("InProgress",),
}
STEP: Final[dict[Value, tuple[Value, ...]]] = {
    None: ("NotStarted",),
    "NotStarted": ("InProgress",),
    "InProgress": ("Completed", "Discontinued", "Error", "Canceled"),
    "Error": ("InProgress",),
    "Discontinued": ("InProgress", "Completed", "Error"),
}
ITEM: Final[dict[Value, tuple[Value, ...]]] = {
    None: ("Assigned",),
    "Assigned": ("Completed", "Assigned"),
    "Completed": ("Assigned",),
}
SUBMISSION: Final[dict[Value, tuple[Value, ...]]] = {
    None: ("InProgress",),
    "InProgress": ("Approved", "Rejected", "Recalled", "Canceled", "Error"),
}
FOLLOWS: Final = {"run": RUN, "stage": STAGE, "step": STEP, "item": ITEM, "submission": SUBMISSION}
ONLY_ON_RESUME: Final = {
    ("run", "Suspended"), ("run", "Error"), ("stage", "Suspended"), ("stage", "Error"), ("step", "Error"),
    ("step", "Discontinued"), ("item", "Completed"),
}  # fmt: skip
"""Statuses that nothing but a resume leads out of ("Orchestration Run", Resuming a Failed Orchestration)."""


def final(played: Played) -> Standing:
    """Where everything stands at the end of a run."""
    standing = Standing()
    for _, standing in standings(played.run):  # noqa: B007  # the last one counts
        pass
    return standing


# ---------------------------------------------------------------- the function


@FEW
@given(plays(readings()))
def test_the_same_events_bring_about_the_same_run(played: Played) -> None:
    again = compile_orchestration(compiled(played.text, played.chosen).orchestration, played.chosen)
    run = new_run(again)
    for attempt in played.attempts:
        result = apply(again, run, attempt.event)
        if isinstance(attempt.result, Refusal):
            assert result == attempt.result
            continue
        assert isinstance(result, Run)
        assert result.last is not None
        assert attempt.result.last is not None
        assert result.configuration == attempt.result.configuration
        assert result.last.changes == attempt.result.last.changes
        assert result.last.log == attempt.result.last.log
        run = result


@given(plays(readings()), st.data())
def test_no_event_raises_in_any_configuration(played: Played, data: st.DataObject) -> None:
    for moment in played.moments:
        configuration = moment.before.configuration
        event = data.draw(anything(played.program))
        assert isinstance(advance(played.program, configuration, event), Advance | Refusal)
        assert isinstance(apply(played.program, moment.before, event), Run | Refusal)


@given(plays(readings()))
def test_every_enabled_event_is_accepted_with_fitting_values(played: Played) -> None:
    for attempt in played.attempts:
        if attempt.taken_from != "other" and not was_not_asked(attempt.event, attempt.result):
            assert isinstance(attempt.result, Run), attempt


def was_not_asked(event: Event, result: object) -> bool:
    """Whether an evaluation flow was to fail that nothing ran in the end: only trying tells, so `enabled` offers it."""
    return isinstance(event, Fail) and result == not_asked(event)


@FEW
@given(plays(readings()), st.data())
def test_every_template_is_accepted_wherever_a_run_may_stand(played: Played, data: st.DataObject) -> None:
    configuration = played.run.configuration
    for template in (*enabled(played.program, configuration), *late_results(played.program, configuration)):
        event = data.draw(filled(template))
        result = advance(played.program, configuration, event)
        assert isinstance(result, Advance) or was_not_asked(event, result), (event, result)


@given(plays(readings()))
def test_a_refusal_says_why(played: Played) -> None:
    for attempt in played.attempts:
        if isinstance(attempt.result, Refusal):
            assert attempt.result.reason
            because = attempt.result.because
            assert not because or row_named(because) or decision_named(because), because


@settings(max_examples=200)
@given(plays(readings()), st.data())
def test_accepted_events_are_enabled_late_or_strikes(played: Played, data: st.DataObject) -> None:
    before = played.moments[-1].before if played.moments else played.run
    for place in (before, played.run):
        for event in data.draw(st.lists(anything(played.program), min_size=1, max_size=5)):
            result = apply(played.program, place, event)
            if isinstance(result, Run):
                assert is_expected(played, Attempt(place, event, "other", result)), event


def is_expected(played: Played, attempt: Attempt) -> bool:
    """Whether an accepted event was foreseen, or is seen by nobody."""
    program, event = played.program, attempt.event
    configuration = attempt.before.configuration
    templates = (*enabled(program, configuration), *late_results(program, configuration))
    if any(fits(program, template, event) for template in templates):
        return True
    if event in passed_strikes(program, attempt.before):
        return True
    unseen = isinstance(event, SetField) and event.field not in program.fields
    return (unseen or is_over(configuration)) and isinstance(event, SetField | Evaluate)


@given(plays(readings()))
def test_a_run_that_is_over_stays_as_it_is(played: Played) -> None:
    for moment in played.moments:
        if is_over(moment.before.configuration):
            assert moment.log == ()
            assert status_changes(moment) == []
    configurations = [moment.before.configuration for moment in played.moments] + [played.run.configuration]
    over = [is_over(configuration) for configuration in configurations]
    assert over == sorted(over)


@FEW
@given(plays(readings()))
def test_runs_that_meet_in_one_configuration_have_one_future(played: Played) -> None:
    moments = played.moments
    places = [moment.before.configuration for moment in moments]
    for earlier, configuration in enumerate(places):
        for later in range(earlier + 1, len(places)):
            if configuration == places[later]:
                one, two = configuration, places[later]
                for moment in moments[later:]:
                    first = advance(played.program, one, moment.event, moment.faults)
                    second = advance(played.program, two, moment.event, moment.faults)
                    assert first == second
                    assert isinstance(first, Advance)
                    assert isinstance(second, Advance)
                    one, two = first.configuration, second.configuration


@FEW
@given(plays(readings()))
def test_configurations_are_hashable_and_equal_where_their_parts_are(played: Played) -> None:
    configuration = played.run.configuration
    assert hash(configuration) == hash(type(configuration)(*configuration))


# ---------------------------------------------------------------- the history


@given(plays(readings()))
def test_a_status_follows_only_what_it_may_follow(played: Played) -> None:
    standing = Standing()
    for moment in played.moments:
        for change in status_changes(moment):
            part, before = change.subject.part, change.before
            if part in FOLLOWS and change.because != "start-burst":
                assert change.after in FOLLOWS[part].get(before, ()), change
                if (part, before) in ONLY_ON_RESUME:
                    assert isinstance(moment.event, Resume), change
                if before is not None or part == "run":
                    assert standing.read(change) == before, change
            standing.take(change)


@given(plays(readings()))
def test_the_changes_lead_to_the_configuration(played: Played) -> None:
    standing, configuration = final(played), played.run.configuration
    assert standing.run == configuration.run
    if configuration.run is None:
        return
    assert standing.submission == configuration.submission
    for stage in played.program.stages:
        state = (
            configuration.current
            if configuration.location == stage.index
            else configuration.past[stage.index]
        )
        assert standing.stages.get(stage.name) == (state.status if state else None)
        for step in stage.steps:
            path = f"{stage.name}/{step.name}"
            assert standing.steps.get(path) == (state.steps[step.index] if state else None)
            assert standing.items.get(path) == (state.items[step.index] if state else None)


@given(plays(readings()))
def test_every_change_and_log_row_names_a_row_or_decision_that_exists(played: Played) -> None:
    for moment in played.moments:
        for because in [change.because for change in moment.changes] + [row.because for row in moment.log]:
            assert row_named(because) is not None or decision_named(because) is not None, because


# ---------------------------------------------------------------- the log


OF_RUN: Final = {
    "Completed": "EndInstance",
    "Suspended": "SuspendInstance",
    "Canceled": "CancelInstance",
    "Error": "FailInstance",
}
OF_STAGE: Final = {
    "InProgress": "StartStage",
    "Completed": "EndStage",
    "Suspended": "SuspendStage",
    "Canceled": "EndStage",
    "Discontinued": "DiscontinueStage",
    "Error": "FailStage",
}
OF_STEP: Final = {
    "InProgress": "StartStep",
    "Completed": "EndStep",
    "Discontinued": "DiscontinueStep",
    "Error": "FailStep",
}
Row = tuple[str, str | None, str | None]


@given(plays())
def test_log_and_statuses_agree(played: Played) -> None:
    for moment, standing in standings(played.run):
        recalled = standing.submission == "Recalled"
        expected = sorted(row for row in expected_rows(played, moment, recalled) if row is not None)
        assert sorted((row.kind.value, row.stage or "", row.step or "") for row in moment.log) == expected


def expected_rows(played: Played, moment: Moment, recalled: bool) -> list[tuple[str, str, str] | None]:
    """The log rows that the changes of status of a moment ask for."""
    return [
        expected_row(change, isinstance(moment.event, Complete), recalled)
        for change in status_changes(moment)
    ]


def expected_row(change: Change, finishing: bool, recalled: bool) -> tuple[str, str, str] | None:
    """The log row that one change of status asks for."""
    subject, before, after = change.subject, change.before, str(change.after)
    stage, step = subject.stage or "", subject.step or ""
    match subject.part:
        case "run" if after == "InProgress":
            return ("StartInstance" if before is None else "ResumeInstance", "", "")
        case "run":
            return None if recalled and after == "Canceled" else (OF_RUN[after], "", "")
        case "submission":
            return ("RunRecallPath", "", "") if after == "Recalled" else None
        case "stage":
            return None if recalled and after == "Canceled" else (OF_STAGE[after], stage, "")
        case "step":
            return (OF_STEP[after], stage, step) if after in OF_STEP else None
        case "item" if after == "Assigned":
            return ("ReassignWorkItem" if before == "Assigned" else "StartWorkItem", stage, step)
        case "item" if finishing and change.because == "work-item-status-completed":
            return ("EndWorkItem", stage, step)
        case _:
            return None


@given(plays(readings()))
def test_end_work_item_is_logged_only_when_a_person_finished_it(played: Played) -> None:
    for moment in played.moments:
        for row in moment.log:
            if row.kind.value == "EndWorkItem":
                assert isinstance(moment.event, Complete)
                assert moment.event.step.casefold() == (row.step or "").casefold()


# ---------------------------------------------------------------- invariants (semantics 6.9)


@given(plays(readings()))
def test_at_most_one_stage_is_in_progress(played: Played) -> None:
    standing = Standing()
    for moment in played.moments:
        for change in status_changes(moment):
            standing.take(change)
            assert list(standing.stages.values()).count("InProgress") <= 1


@given(plays())
def test_a_stage_with_a_status_was_entered(played: Played) -> None:
    for _, standing in standings(played.run):
        started = {row.stage for row in standing.log if row.kind.value == "StartStage"}
        assert set(standing.stages) <= started


@given(plays())
def test_a_completed_run_has_nothing_in_progress_and_no_assigned_work_item(played: Played) -> None:
    for _, standing in standings(played.run):
        if standing.run == "Completed":
            assert "InProgress" not in standing.stages.values()
            assert "InProgress" not in standing.steps.values()
            assert "Assigned" not in standing.items.values()


@given(plays())
def test_a_run_in_error_has_a_fail_row(played: Played) -> None:
    for _, standing in standings(played.run):
        if standing.run == "Error":
            assert any(row.kind.value.startswith("Fail") for row in standing.log)


@given(plays(readings()))
def test_a_not_started_step_has_no_start_row(played: Played) -> None:
    for _, standing in standings(played.run):
        for path, status in standing.steps.items():
            if status == "NotStarted":
                stage, _, step = path.partition("/")
                visit = standing.log[standing.visit_starts[stage] :]
                assert not [row for row in visit if row.step == step and row.stage == stage]


@given(plays(readings()))
def test_a_work_item_belongs_to_an_interactive_or_approval_step(played: Played) -> None:
    asking = {
        f"{stage.name}/{step.name}"
        for stage in played.program.orchestration.stages
        for step in stage.steps
        if step.is_interactive or step.is_approval
    }
    for _, standing in standings(played.run):
        assert set(standing.items) <= asking


@given(plays(readings()))
def test_a_discontinued_step_lies_in_a_completed_failed_or_discontinued_stage(played: Played) -> None:
    for _, standing in standings(played.run):
        for path, status in standing.steps.items():
            if status == "Discontinued" and standing.run is not None:
                stage = path.partition("/")[0]
                assert standing.stages[stage] in ("Completed", "Error", "Discontinued"), path


@given(plays(readings()))
def test_a_stage_is_suspended_exactly_while_its_run_is(played: Played) -> None:
    for _, standing in standings(played.run):
        assert ("Suspended" in standing.stages.values()) == (standing.run == "Suspended")


def test_the_simplest_definition_is_one_stage_with_one_background_step() -> None:
    text = find(definitions(), lambda _: True, settings=settings(database=None))
    program = compiled(text)
    assert [[step.kind.value for step in stage.steps] for stage in program.stages] == [["background"]]


@pytest.mark.parametrize("wanted", ["Completed", "Suspended", "Canceled", "Error"])
def test_the_runs_drawn_reach_every_status(wanted: str) -> None:
    only_found = settings(phases=[Phase.generate], database=None, max_examples=1000)
    found = find(plays(), lambda played: played.run.configuration.run == wanted, settings=only_found)
    assert found.run.configuration.run == wanted
