"""The points of control of a transition system: what they are called, and where the run waits."""

from __future__ import annotations

from typing import Final

import pytest
from prover_judges import mistaken_duties
from running import program_of

from stageproof.checker.encoding.encode import encode
from stageproof.checker.encoding.places import (
    Begin,
    End,
    Enter,
    Exits,
    Follow,
    Held,
    Judging,
    Place,
    Rest,
    Starts,
    Triggered,
    name_of,
)
from stageproof.engine.program.program import Target

PROGRAM: Final = program_of("""
  flow Now { sync }
  field $Record.Flag: boolean not null
  start when Case is created -> First
  stage First {
    background A calls F async starts when $Record.Flag = true
    background B calls Now starts when A is Completed
    background C calls Now starts when A is Completed
    then Choose
  }
  decision Choose { when $Record.Flag = true -> First otherwise -> end }
""")


@pytest.mark.parametrize(
    ("place", "name"),
    [
        (Begin(), "before the run"),
        (Triggered(), "the trigger"),
        (Enter(0, 1, (), recalling=False), "First starts, step 2"),
        (Enter(0, 1, (2,), recalling=True), "First starts, step 2, waiting for C, recalled"),
        (Exits(0, 1, 6, 1, (), changed=False, recalling=False), "First exits 6/1 from 2"),
        (Exits(0, 1, 6, 1, (), changed=True, recalling=True), "First exits 6/1 from 2, again, recalled"),
        (
            Starts(0, 0, 0, 3, (1, 2), changed=False, recalling=False),
            "First entries 0/3 from 1, waiting for B, C",
        ),
        (
            Starts(0, 0, 0, 3, (), changed=True, recalling=False, back=Held(0, (1,), resumed=True, fresh=4)),
            "First entries 0/3 from 1, again, stored 1, worked off but 4",
        ),
        (Rest(0, (), recalling=False), "First rests"),
        (Rest(0, (1,), recalling=True), "First rests, waiting for B, recalled"),
        (Held(0), "First is suspended"),
        (Held(0, (2, 0), resumed=False), "First is suspended, stored 2.0"),
        (Held(0, (), True, 1, (1,)), "First is suspended, worked off but 1, waiting for B"),
        (Judging(3, 1, ()), "in the middle of move 3, turn 1"),
        (End("Completed"), "run Completed"),
        (End("Error", resumable=True), "run Error, can be resumed"),
    ],
)
def test_a_place_has_a_name_that_tells_everything_about_it(place: Place, name: str) -> None:
    assert name_of(place, PROGRAM) == name


@pytest.mark.parametrize(("recalling", "name"), [(False, "to First"), (True, "to First, recalled")])
def test_a_connector_is_called_after_where_it_leads(name: str, *, recalling: bool) -> None:
    assert name_of(Follow(PROGRAM.entry, recalling), PROGRAM) == name


def test_a_connector_to_no_element_leads_to_the_end() -> None:
    nowhere = PROGRAM.decisions[0].default
    assert isinstance(nowhere, Target)
    assert name_of(Follow(nowhere, recalling=False), PROGRAM) == "to End"


def test_no_two_points_of_control_share_a_name() -> None:
    names = [location.name for location in encode(PROGRAM).system.locations]
    assert len(set(names)) == len(names)


def test_the_run_waits_where_the_world_moves_and_nowhere_else() -> None:
    encoding = encode(PROGRAM)
    waiting = (Begin, Rest, Held, End)
    for place, location in zip(encoding.places, encoding.system.locations, strict=True):
        assert location.rests is isinstance(place, waiting), location.name


def test_a_point_of_control_knows_its_stage_its_decision_or_its_end() -> None:
    encoding = encode(PROGRAM)
    expected: tuple[int | None, int | None, str]
    for place, location in zip(encoding.places, encoding.system.locations, strict=True):
        match place:
            case Enter() | Exits() | Starts() | Rest() | Held():
                expected = (place.stage, None, "")
            case Follow(target=target) if target.name == "Choose":
                expected = (None, 0, "")
            case End(status=status):
                expected = (None, None, status)
            case _:
                expected = (None, None, "")
        assert (location.stage, location.decision, location.end) == expected, location.name


def test_after_a_stored_result_the_others_are_left_and_work_goes_on() -> None:
    assert Held(0, (2, 0, 1), False, 4, (1,)).without(0) == Held(0, (2, 1), True, 4, (1,))


def test_nobody_has_to_do_what_nobody_is_obliged_to_do_where_suspended_runs_are_seen() -> None:
    encoding = encode(PROGRAM, suspended=True)
    events = {edge.label.event for edge in encoding.system.edges}
    assert {"suspend", "resume", "go on", "set", "complete", "fail"} <= events
    assert mistaken_duties(encoding) == ()


@pytest.mark.parametrize("suspended", [False, True])
@pytest.mark.parametrize("condition", ["$Record.Flag = true", "Is_Raised = true"])
def test_flows_that_nobody_waits_for_finish_while_a_run_is_suspended_where_that_makes_a_difference(
    condition: str, *, suspended: bool
) -> None:
    """It is seen, or it would have woken the run before."""
    program = program_of(f"""
      flow Raise {{ async writes $Record.Flag = true }}
      field $Record.Flag: boolean not null, changed only by Raise
      formula Is_Raised: boolean = "{{!$Record.Flag}}"
      start when Case is created -> First
      stage First {{
        background A calls Raise
        background B calls F
        completes when B is Completed
        then Second
      }}
      stage Second {{ background C calls F starts when {condition} then end }}
    """)
    encoding = encode(program, suspended=suspended)
    sources = [
        encoding.places[edge.source] for edge in encoding.system.edges if edge.label.event == "complete late"
    ]
    places = {type(place) for place in sources if isinstance(place, Rest | Held) and place.stage == 1}
    assert Rest in places
    assert (Held in places) is (suspended or condition.startswith("$"))
