"""A kept scenario that is played again is fixed, still fails, fails differently, or is stale."""

from __future__ import annotations

import pytest
from playing import ONBOARDING, told, with_scenario
from running import program_of

from stageproof.engine.program.compile import compile_orchestration
from stageproof.engine.scenarios.json_format import file_of
from stageproof.engine.scenarios.player import including
from stageproof.engine.scenarios.replay import Outcome, Replayed, replay
from stageproof.engine.scenarios.scenario_file import About, ScenarioFile

ABOUT = About("stageproof", "a.orch", "sha256:0")
FAILING = "complete Create fail Badge with called-flow expect Prepare is InProgress, Ask_IT.Status is null"


def kept(events: str, definition: str = ONBOARDING) -> ScenarioFile:
    """A scenario of these events, played on a definition."""
    return file_of(told(events, definition), ABOUT)


def replayed(file: ScenarioFile, definition: str) -> Replayed:
    """The same on another version of the definition."""
    orchestration = program_of(definition).orchestration
    return replay(compile_orchestration(including(orchestration, file.scenario)), file)


def test_the_same_definition_still_fails() -> None:
    found = replayed(kept(FAILING), ONBOARDING)
    assert (found.outcome, found.reason) == (Outcome.STILL_FAILS, "Prepare is Error, expected In Progress.")


def test_a_definition_under_which_everything_holds_is_fixed() -> None:
    events = "complete Create complete Badge expect Badge completes, run is Completed"
    definition = ONBOARDING.replace("then Cleared", "completes when Badge is Completed\n then end")
    found = replayed(kept(events), definition)
    assert (found.outcome, found.played.unmet) == (Outcome.FIXED, ())


def test_another_value_in_the_same_place_fails_differently() -> None:
    found = replayed(kept(FAILING), ONBOARDING.replace("on error -> Ask_IT", ""))
    assert found.outcome is Outcome.FAILS_DIFFERENTLY
    assert found.reason == 'Seen now: nothing else. Seen then: Ask_IT.Status is "InProgress" after event 2.'


def test_an_error_that_strikes_another_visit_fails_differently() -> None:
    loop = "start autolaunched -> A stage A { background S calls F async then go to A } "
    file = kept("complete S fail S with called-flow expect run is Completed", loop)
    other = """
      start autolaunched -> A
      stage A { background S calls F async then Again }
      decision Again { when S.Outputs.x = true -> end otherwise -> go to A }
    """
    assert replayed(file, other).outcome is Outcome.STILL_FAILS
    moved = ScenarioFile(
        file.about, file.verdict, file.scenario, (file.faults[0]._replace(visit=5),), file.observed
    )
    found = replayed(moved, loop)
    assert (found.outcome, found.reason) == (
        Outcome.FAILS_DIFFERENTLY,
        "The errors strike elsewhere: S on visit 2, attempt 1.",
    )


def test_an_event_that_is_no_longer_enabled_makes_it_stale_and_is_named_with_what_is_instead() -> None:
    definition = ONBOARDING.replace("starts when Create is Completed", "starts when HR_Data is Completed")
    found = replayed(kept(FAILING), definition)
    assert found.outcome is Outcome.STALE
    assert found.reason.startswith(
        "Event 2, fail Badge with called-flow, is no longer enabled: Badge is Not Started"
    )
    assert "Enabled instead: complete HR_Data with decision = …, ready = …" in found.reason


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("background Badge calls", "background Badges calls", "there is no step Badge. Did you mean Badges?"),
        (
            "start autolaunched -> Prepare",
            "",
            "No run begins: the definition has no Start; add one that leads to its first stage",
        ),
    ],
)
def test_a_definition_that_cannot_play_it_makes_it_stale(old: str, new: str, reason: str) -> None:
    found = replayed(kept(FAILING), ONBOARDING.replace(old, new))
    assert found.outcome is Outcome.STALE
    assert reason in found.reason


def test_an_event_that_was_to_be_refused_and_still_is_enabled_still_fails() -> None:
    found = replayed(kept("cannot complete Create"), ONBOARDING)
    assert (found.outcome, found.reason) == (
        Outcome.STILL_FAILS,
        "complete Create was expected to be refused, but it is enabled.",
    )


def test_a_program_without_the_scenario_is_asked_for_it() -> None:
    program, scenario = with_scenario("expect $Record.X = 1")
    file = file_of(told("expect $Record.X = 1"), ABOUT)
    assert program.orchestration.scenarios == (scenario,)
    found = replay(program_of(ONBOARDING), file)
    assert (found.outcome, "nothing in the definition reads $Record.X" in found.reason) == (
        Outcome.STALE,
        True,
    )
