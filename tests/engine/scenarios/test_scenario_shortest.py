"""The shortest way to something unmet keeps what matters and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from playing import ONBOARDING, told, with_scenario

from stageproof.engine.events import Begin, Complete
from stageproof.engine.scenarios.event_words import in_words
from stageproof.engine.scenarios.played import Played
from stageproof.engine.scenarios.player import play
from stageproof.engine.scenarios.shortest import events_before, replayed, shortest_way

NOISE = ["wait 1 day", "publish", "suspend resume", 'reassign HR_Data to user "ben"', "set $Record.X = 1"]


def shortest(played: Played) -> list[str]:
    """The shortest way to what the last step has unmet."""
    return [in_words(event) for event in shortest_way(played.program, played, played.steps[-1])]


def test_events_that_change_nothing_about_it_are_left_out() -> None:
    played = told("""
      wait 1 day publish complete Create wait 3 days suspend resume
      complete HR_Data with decision = "Reject", ready = true wait 1 hour
      fail Badge with called-flow
      expect Prepare is Completed, Badge is Completed
    """)
    assert shortest(played) == ["begin", "complete Create", "fail Badge with called-flow"]


def test_what_has_to_come_before_is_kept_in_its_order() -> None:
    played = told("""
      complete HR_Data with decision = "Approve", ready = true complete Create publish complete Badge
      complete Laptop
      expect run is Error
    """)
    assert shortest(played)[1:] == [
        'complete HR_Data with decision = "Approve", ready = true',
        "complete Create",
        "complete Badge",
        "complete Laptop",
    ]


def test_an_error_that_strikes_as_a_step_starts_is_kept_with_what_it_strikes() -> None:
    played = told("fail HR_Data with assignee-inactive expect HR_Data is InProgress")
    assert shortest(played) == ["begin", "fail HR_Data with assignee-inactive"]


def test_the_way_ends_as_soon_as_what_is_unmet_reads_so() -> None:
    played = told("""
      complete Create fail Badge with called-flow complete Fix
      expect Badge is Completed
    """)
    assert shortest(played) == ["begin", "complete Create", "fail Badge with called-flow"]
    assert shortest(told("publish publish expect run is Completed")) == ["begin"]


def test_of_a_way_that_leads_back_nothing_is_kept_behind_the_first_time() -> None:
    back_and_forth = "set $Record.X = 2 publish set $Record.X = 1 wait 1 day set $Record.X = 2"
    definition = ONBOARDING.replace("when HR_Data.Out", "when $Record.X = 1 or HR_Data.Out")
    program, scenario = with_scenario(
        f"complete Create {back_and_forth} expect $Record.X = 3", f"{definition} field $Record.X: integer"
    )
    assert shortest(play(program, scenario)) == ["begin", "set $Record.X = 2", "publish"]


def test_where_a_change_did_not_happen_in_an_event_that_event_is_told() -> None:
    played = told("publish complete Create publish expect Badge completes")
    assert shortest(played) == ["begin", "publish"]


def test_where_nothing_is_unmet_there_is_no_way() -> None:
    played = told("complete Create expect Create is Completed")
    assert shortest(played) == []


def test_events_of_a_scenario_are_those_that_happened_before() -> None:
    played = told("complete Create cannot resume expect run is Error complete Badge")
    assert events_before(played, played.steps[3]) == (Begin(), Complete("Create"))
    assert replayed(played.program, (Begin(), Complete("Badge"))) is None


@given(st.lists(st.sampled_from(NOISE), max_size=5, unique=True), st.integers(0, 5))
def test_no_event_of_the_shortest_way_can_be_left_out(noise: list[str], place: int) -> None:
    events = " ".join([*noise[:place], "complete Create", *noise[place:], "fail Badge with called-flow"])
    definition = f"{ONBOARDING} field $Record.X: integer"
    program, scenario = with_scenario(f"{events} expect Prepare is InProgress", definition)
    played = play(program, scenario)
    assert shortest(played) == ["begin", "complete Create", "fail Badge with called-flow"]


def test_a_long_scenario_is_made_short_in_few_tries() -> None:
    played = told(
        f"complete Create {'publish wait 1 day ' * 200} fail Badge with called-flow expect Badge is Completed"
    )
    assert shortest(played) == ["begin", "complete Create", "fail Badge with called-flow"]
