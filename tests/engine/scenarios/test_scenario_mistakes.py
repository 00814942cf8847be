"""What no run can do is told before anything is played, all of it at once, each with its place."""

from __future__ import annotations

import pytest
from playing import fates, problems, told, with_scenario

from stageproof.engine.error_kinds import ErrorKind
from stageproof.engine.events import Event, Wait
from stageproof.engine.scenarios.played import Fate, Verdict
from stageproof.engine.scenarios.player import play
from stageproof.engine.scenarios.translate import NotPlayableError, translate
from stageproof.grammar.scenario import Command, Reassign
from stageproof.grammar.scenario import Wait as ToldWait

APPROVE = "Approve is a reference; a value that is written out is expected here"


@pytest.mark.parametrize(
    ("events", "problem"),
    [
        ("complete Badgge", "there is no step Badgge. Did you mean Badge?"),
        ("complete Nothing_Like_It", "there is no step Nothing_Like_It"),
        ("complete Prepare", "there is no step Prepare"),
        ("cannot complete Badgge", "there is no step Badgge. Did you mean Badge?"),
        ('reassign Badgge to user "a"', "there is no step Badgge. Did you mean Badge?"),
        ("fail Badge with called-flo", "called-flo is no kind of error. Did you mean called-flow?"),
        (
            "fail Badge with platform",
            "platform strikes the whole run, not Badge: write fail run with platform",
        ),
        ("fail run with called-flow", "called-flow strikes at a step, and there is no step run"),
        ("fail Prepare with called-flow", "called-flow strikes at a step, and there is no step Prepare"),
        ("fail Badge with decision", "decision strikes at a decision, and there is no decision Badge"),
        ("fail Nobody with evaluation-flow", "there is no step, stage or evaluation flow Nobody"),
        ("evaluate Ready = true", "no condition calls an evaluation flow Ready (the definition has none)"),
        ("set Status__c = 1", "Status__c is no field of a record; write set $Record.Status__c = …"),
        ("complete HR_Data with decision = Approve", APPROVE),
        ("complete HR_Data with ready = true, READY = false", "READY is given two values; keep one of them"),
        (
            'begin with a = formula "1 + 1"',
            "a formula is no value that the world can give; write the value out",
        ),
        ("wait -3 days", "time does not run backwards"),
        ("expect Prepare is Completd", "Completd is no status of Prepare. Did you mean Completed?"),
        ("expect Badge is Suspended", "Suspended is no status of Badge"),
        ("expect run is NotStarted", "NotStarted is no status of run"),
        ('expect run is "In Progress"', "In Progress is no status of run. Did you mean InProgress?"),
        ("expect Prpare is Error", "Prpare.Status names nothing in this definition"),
        ("expect run is null", "The status of the run is run.Status"),
        ("expect Bagde starts", "there is no stage, step or decision Bagde. Did you mean Badge?"),
    ],
)
def test_what_cannot_be_played_is_told_before_anything_is(events: str, problem: str) -> None:
    played = told(f"complete Create {events}")
    assert played.verdict is Verdict.NOT_PLAYABLE
    assert fates(played) == [Fate.NOT_PLAYED, Fate.NOT_PLAYED]
    assert len(problems(played)) == 1
    assert problem in problems(played)[0]


def test_an_unknown_kind_of_error_like_no_other_is_told_with_all_kinds() -> None:
    (problem,) = problems(told("fail Badge with xyz"))
    assert all(kind in problem for kind in ErrorKind)


def test_all_mistakes_of_a_scenario_are_told_at_once_and_in_order() -> None:
    played = told("complete Badgge expect Bagde starts, Prepare is Completd fail Badge with called-flo")
    assert len(problems(played)) == 4
    assert [problem.span for problem in played.problems] == sorted(
        problem.span for problem in played.problems
    )


def test_a_mistake_is_told_at_the_very_words() -> None:
    program, scenario = with_scenario("complete Badgge fail Badge with called-flo")
    step, kind = play(program, scenario).problems
    first, second = scenario.events
    assert (step.span, kind.span) == (first.where("step"), second.where("kind"))
    assert step.span.end - step.span.start == len("Badgge")


def test_names_are_taken_as_the_definition_spells_them() -> None:
    assert (
        told("complete CREATE fail badge with called-flow expect PREPARE is Error, badge fails").verdict
        is Verdict.MET
    )


def test_a_kind_of_assignee_that_is_none_is_told() -> None:
    program, _ = with_scenario("")
    with pytest.raises(NotPlayableError, match="to a user, a group or a queue, not to Robot"):
        translate(program, Reassign(step="HR_Data", kind="Robot", assignee="x"))


def test_a_command_and_a_unit_that_are_none_are_told() -> None:
    program, _ = with_scenario("")
    with pytest.raises(NotPlayableError, match="resum is nothing that happens to a run"):
        translate(program, Command(name="resum"))
    with pytest.raises(NotPlayableError, match="weeks is no unit of time"):
        translate(program, ToldWait(amount=1, unit="weeks"))  # type: ignore[arg-type]  # a whole number does


@pytest.mark.parametrize(
    ("told_so", "minutes"), [("3 days", 4320), ("1 hour", 60), ("5 minutes", 5), ("0.5 hours", 30)]
)
def test_time_is_told_in_minutes(told_so: str, minutes: int) -> None:
    program, scenario = with_scenario(f"wait {told_so}")
    event: Event = play(program, scenario).steps[1].events[0]
    assert event == Wait(minutes)  # type: ignore[arg-type]  # equal to the fraction
