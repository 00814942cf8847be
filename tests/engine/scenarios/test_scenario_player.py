"""Scenarios are played event by event, and what became of each is told."""

from __future__ import annotations

from fractions import Fraction

import pytest
from playing import actual, fates, problems, told, with_scenario
from running import program_of

from stageproof.engine.events import Begin, Complete
from stageproof.engine.scenarios.played import Fate, Verdict
from stageproof.engine.scenarios.player import including, play
from stageproof.engine.statuses import RunStatus
from stageproof.grammar.scenario import Begin as BeginTold

HAPPY = """
  complete HR_Data with decision = "Approve", ready = true
  complete Create with userId = "005"
  complete Badge
  expect Prepare is Completed, Laptop starts, run is InProgress
  complete Laptop
  expect run is Completed, run completes
"""
TRIGGERED = """
  start when Order__c is created -> Check { where Status__c = "New" and Level__c > 3 and Note__c is null }
  stage Check { background Look calls Look_Up async then end }
"""


def test_a_scenario_whose_expectations_hold_is_met() -> None:
    played = told(HAPPY)
    assert (played.verdict, played.unmet, played.problems) == (Verdict.MET, (), ())
    assert played.run.configuration.run is RunStatus.COMPLETED


def test_a_run_begins_by_itself_where_the_scenario_tells_no_begin() -> None:
    first = told(HAPPY).steps[0]
    assert (first.told, first.events, first.fate) == (None, (Begin(),), Fate.PLAYED)
    assert first.moment is not None


def test_a_begin_that_is_told_is_the_only_one() -> None:
    played = told("cannot suspend begin suspend")
    assert [step.events and type(step.events[0]).__name__ for step in played.steps] == [
        "Suspend",
        "Begin",
        "Suspend",
    ]
    assert played.verdict is Verdict.MET


def test_each_moment_is_the_one_that_its_event_became() -> None:
    played = told(HAPPY)
    moments = [step.moment for step in played.steps if step.moment is not None]
    assert moments == list(played.run.moments())


def test_an_unmet_expectation_does_not_end_the_scenario() -> None:
    played = told("expect Prepare is Error complete Create expect Create is Completed")
    assert fates(played) == [Fate.PLAYED, Fate.UNMET, Fate.PLAYED, Fate.MET]
    assert played.verdict is Verdict.UNMET
    assert actual(played) == ["Prepare is In Progress, expected Error"]


def test_a_refused_event_ends_the_scenario_and_says_what_could_happen_instead() -> None:
    played = told("complete Laptop expect run is Completed complete Create")
    assert fates(played) == [Fate.PLAYED, Fate.REFUSED, Fate.NOT_PLAYED, Fate.NOT_PLAYED]
    assert played.verdict is Verdict.REFUSED
    refused = played.steps[1]
    assert refused.refusal is not None
    assert "Laptop has not started" in refused.refusal.reason
    assert Complete("Create") in [template.event for template in refused.enabled]
    assert refused.moment is None


def test_a_value_of_the_wrong_type_is_refused_with_both_types() -> None:
    refused = told("complete HR_Data with decision = 3").steps[-1]
    assert refused.refusal is not None
    assert "of type text, and 3 is of type number" in refused.refusal.reason


def test_an_event_that_cannot_happen_is_met_and_changes_nothing() -> None:
    played = told("cannot resume cannot complete Laptop complete Create cannot complete Create")
    assert played.verdict is Verdict.MET
    assert fates(played)[1:] == [Fate.MET, Fate.MET, Fate.PLAYED, Fate.MET]
    assert len(played.run.moments()) == 2
    assert played.steps[1].refusal is not None


def test_an_event_that_was_not_to_happen_and_is_enabled_is_unmet_and_does_not_happen() -> None:
    played = told("cannot complete Create complete Create")
    assert played.verdict is Verdict.UNMET
    assert actual(played) == ["complete Create was expected to be refused, but it is enabled"]
    assert fates(played)[-1] is Fate.PLAYED


def test_a_result_that_nobody_waits_for_is_accepted_and_ignored() -> None:
    played = told("complete Create fail Badge with called-flow complete Fix cannot suspend")
    ignored = told("""
      fail Create with called-flow
      complete Create
    """)
    assert played.verdict is Verdict.MET
    assert ignored.verdict is Verdict.REFUSED
    discontinued = told("fail HR_Data with called-flow complete Create cannot complete HR_Data")
    assert fates(discontinued) == [Fate.PLAYED, Fate.PLAYED, Fate.IGNORED, Fate.MET]


def test_a_late_result_that_was_not_to_come_is_unmet() -> None:
    played = told("fail HR_Data with called-flow cannot complete Create")
    assert actual(played) == [
        "complete Create was expected to be refused, but it is accepted, though it changes nothing"
    ]


def test_an_error_that_struck_as_a_step_started_takes_the_place_of_the_moment_before() -> None:
    played = told("fail HR_Data with assignee-inactive expect HR_Data is Error, HR_Data fails, Ask_IT starts")
    assert played.verdict is Verdict.MET
    begun, struck = played.steps[0], played.steps[1]
    assert struck.replaced is begun.moment
    assert struck.moment is not None
    assert struck.moment.number == 1
    assert struck.moment.event == Begin()
    assert played.run.moments() == (struck.moment,)


def test_an_error_in_place_of_a_result_is_a_moment_of_its_own() -> None:
    struck = told('fail HR_Data with called-flow "broken"').steps[1]
    assert (struck.replaced, struck.moment and struck.moment.number) == (None, 2)


def test_an_error_of_the_whole_run_is_told_of_run() -> None:
    played = told("fail run with platform expect run is Error, run fails cannot resume")
    assert played.verdict is Verdict.MET


def test_an_error_of_a_decision_is_told_after_the_event_that_brought_it_there() -> None:
    played = told(
        'complete Create complete Badge complete HR_Data with decision = "Reject", ready = true '
        "fail Cleared with decision expect run is Error"
    )
    assert played.verdict is Verdict.MET
    assert played.steps[4].replaced is played.steps[3].moment


def test_a_published_event_evaluates_conditions_again() -> None:
    definition = """
      start autolaunched -> Check
      stage Check {
        background Look calls Look_Up async
        completes when flow Ready returns true
        then end
      }
    """
    played = told(
        "evaluate Ready = true expect run is InProgress publish expect run is Completed", definition
    )
    assert (played.verdict, actual(played)) == (Verdict.MET, [])


def test_fields_that_the_trigger_asks_for_are_filled_where_the_scenario_leaves_them_out() -> None:
    played = told("expect run is InProgress", TRIGGERED)
    assert played.filled == (("$Record.Status__c", "New"), ("$Record.Level__c", Fraction(4)))
    assert played.steps[0].events == (Begin(played.filled),)
    assert played.verdict is Verdict.MET


def test_fields_that_the_scenario_gives_are_kept() -> None:
    played = told("begin with $Record.Level__c = 9 expect $Record.Level__c = 9", TRIGGERED)
    assert played.filled == (("$Record.Status__c", "New"),)
    assert played.verdict is Verdict.MET


def test_no_run_begins_where_the_given_fields_do_not_start_one() -> None:
    played = told('begin with $Record.Status__c = "Old" expect run is InProgress', TRIGGERED)
    assert (played.verdict, played.filled) == (Verdict.REFUSED, ())
    refused = told('cannot begin with $Record.Status__c = "Old"', TRIGGERED)
    assert refused.verdict is Verdict.MET


def test_nothing_is_filled_where_no_values_would_do() -> None:
    definition = TRIGGERED.replace("Note__c is null", 'Status__c = "Old"')
    assert told("", definition).verdict is Verdict.REFUSED


def test_a_definition_with_problems_is_played_as_far_as_it_goes() -> None:
    definition = (
        "start autolaunched -> Check stage Check { background Look calls Look_Up async then Nowhere }"
    )
    played = told("complete Look expect run is Error", definition)
    assert played.program.problems
    assert played.verdict is Verdict.MET


def test_a_definition_without_a_start_begins_no_run() -> None:
    played = told("expect run is InProgress", "stage Check { background Look calls Look_Up then end }")
    refused = played.steps[0]
    assert (played.verdict, refused.refusal and refused.refusal.reason) == (
        Verdict.REFUSED,
        "the definition has no Start; add one that leads to its first stage: `start autolaunched -> Check`",
    )


def test_a_formula_that_needs_its_own_value_is_an_unmet_expectation_that_says_so() -> None:
    definition = """
      start autolaunched -> Check
      formula One: boolean = "{!Two}"
      formula Two: boolean = "{!One}"
      stage Check { background Look calls Look_Up async then end }
    """
    played = told("expect One = true", definition)
    assert played.verdict is Verdict.UNMET
    assert "needs its own value" in actual(played)[0]


def test_steps_that_wait_for_each_other_rest_and_an_expectation_shows_it() -> None:
    definition = """
      start autolaunched -> Check
      stage Check {
        background One calls F async starts when Two is Completed
        background Two calls F async starts when One is Completed
        then end
      }
    """
    played = told("cannot complete One cannot complete Two expect One is NotStarted", definition)
    assert played.verdict is Verdict.MET


@pytest.mark.parametrize(
    "definition",
    [
        "start autolaunched -> A decision A { otherwise -> B } decision B { otherwise -> go to A }",
        "start autolaunched -> A stage A { then go to A }",
    ],
)
def test_a_go_to_circle_that_never_waits_ends_in_an_error_instead_of_never(definition: str) -> None:
    played = told("expect run is Error, run fails cannot resume", definition)
    assert (played.verdict, actual(played)) == (Verdict.MET, [])


def test_a_scenario_from_elsewhere_can_be_included_in_the_definition() -> None:
    program, scenario = with_scenario("expect $Record.Foo is null")
    plain = program_of("start autolaunched -> A stage A { background S calls F async then end }")
    foreign = play(plain, scenario)
    assert foreign.verdict is Verdict.NOT_PLAYABLE
    assert problems(foreign) == ["nothing in the definition reads $Record.Foo, so no run keeps it"]
    wider = including(program.orchestration, scenario)
    assert wider is program.orchestration
    assert including(plain.orchestration, scenario).scenarios == (scenario,)


def test_the_same_scenario_gives_the_same_result_every_time() -> None:
    program, scenario = with_scenario(HAPPY)
    first, second = play(program, scenario), play(program, scenario)
    assert [step.events for step in first.steps] == [step.events for step in second.steps]
    assert first.run.configuration == second.run.configuration


@pytest.mark.parametrize(
    ("reading", "events"),
    [
        ("error-remains", "expect run is Error, A is Error"),
        ("rolled-back", "expect run.Status is null, A.Status is null cannot complete S"),
    ],
)
def test_a_first_burst_that_fails_is_judged_under_the_chosen_reading(reading: str, events: str) -> None:
    definition = "start autolaunched -> A stage A { background S calls F then end } flow F { sync }"
    played = told(f"fail S with called-flow {events}", definition, start_burst=reading)
    assert (played.verdict, actual(played)) == (Verdict.MET, [])


def test_a_scenario_without_events_just_begins() -> None:
    played = told("")
    assert fates(played) == [Fate.PLAYED]
    assert not any(isinstance(step.told, BeginTold) for step in played.steps)


def test_a_failed_run_cannot_be_resumed_once_its_time_is_over() -> None:
    definition = "start autolaunched -> A stage A { background S calls F async then end }"
    in_time = told("fail S with called-flow wait 13 days resume expect run is InProgress", definition)
    too_late = told("fail S with called-flow wait 15 days cannot resume expect run is Error", definition)
    assert (in_time.verdict, too_late.verdict) == (Verdict.MET, Verdict.MET)


def test_only_an_approval_can_be_recalled() -> None:
    approval = """
      approval Quote {
        api 67
        start approval -> Review { path recall -> Undo }
        stage Review { approval Manager calls Ask assigned to user "anna@example.com" then end }
        stage Undo { background Clear calls Undo_Quote async then end }
        scenario "recalled" {
          recall
          expect Review is Canceled, Undo starts
          cannot complete Manager with approvalDecision = "Approve"
        }
      }
    """
    program = program_of(approval)
    played = play(program, program.orchestration.scenarios[0])
    assert (played.verdict, actual(played)) == (Verdict.MET, [])
    assert told("cannot recall").verdict is Verdict.MET


def test_a_trigger_by_formula_is_filled_from_the_constants_it_compares_with() -> None:
    definition = """
      start when Order__c is created -> Check { formula "{!$Record.Level__c} > 3" }
      stage Check { background Look calls Look_Up async then end }
    """
    assert told("expect run is InProgress", definition).verdict is Verdict.MET
