"""Paths as people see them: each event with what it changed."""

from __future__ import annotations

from itertools import combinations
from typing import Final

import pytest
from running import program_of

from stageproof.checker.diagrams.diagrams import EMPTY
from stageproof.checker.encoding.encode import encode
from stageproof.checker.encoding.system import Duty
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.evidence import MOST_EVENTS, endless_run, nearest, trace_steps
from stageproof.checker.proofs.reachability import path_to

READY: Final = """
  start autolaunched -> First
  stage First {
    background A calls Slow
    completes when flow Ready returns true
    then end
  }
"""
GO: Final = """
  field $Record.Go: boolean not null
  start when Case is created -> First { where Go = false }
  stage First {
    interactive A calls Form assigned to queue Desk
    completes when $Record.Go = true
    then Second
  }
  stage Second { background B calls Slow  on error -> end  then end }
"""


def analysed(text: str) -> Analysis:
    return Analysis(encode(program_of(text), suspends=False))


def test_an_error_behind_an_event_is_told_as_one_of_its_own_where_that_comes_to_the_same() -> None:
    analysis = analysed(READY)
    (fails,) = (
        number
        for number, edge in analysis.edges("fail")
        if edge.label.kinds == ("evaluation-flow",)
        and "starts" not in analysis.system.locations[edge.source].name
        and analysis.is_taken(number)
    )
    steps = trace_steps(analysis, path_to(analysis, [fails]))
    assert [step.event for step in steps] == ["begin", "fail First with evaluation-flow"]
    assert ("Ready.Answer", "false") in steps[0].changes


def test_what_the_world_changes_is_told_apart_from_what_comes_of_it() -> None:
    analysis = analysed(GO)
    steps = trace_steps(analysis, path_to(analysis, analysis.edges_of("enter", "Second")))
    assert [(step.event, set(step.world)) for step in steps] == [
        ("begin with $Record.Go = false", {"$Record.Go"}),
        ("set $Record.Go = true", {"$Record.Go.outside"}),
    ]


@pytest.mark.parametrize(
    ("loop", "marked"),
    [(None, [False, False, False]), (0, [True, False, False]), (999, [False, False, True])],
)
def test_the_first_event_that_goes_round_is_marked_and_the_last_where_the_round_has_none(
    loop: int | None, marked: list[bool]
) -> None:
    analysis = analysed(GO)
    path = path_to(analysis, analysis.edges_of("complete", "B"))
    assert [step.repeats for step in trace_steps(analysis, path, loop)] == marked


def test_a_run_that_goes_round_for_ever_is_shown_with_its_circle_where_the_states_lie_before_it() -> None:
    analysis = analysed("""
      start autolaunched -> First
      stage First { background A calls Slow  then Second }
      stage Second { background B calls Slow  then Third }
      stage Third { background C calls Slow  then Second }
    """)
    (place,) = (place for place, at in enumerate(analysis.system.locations) if at.name == "First rests")
    without = frozenset({Duty.OPTIONAL, Duty.FAULT, Duty.STRIKE})
    steps = endless_run(analysis, place, analysis.reached[place], without)
    assert [(step.event, step.repeats) for step in steps] == [
        ("begin", False),
        ("complete A", False),
        ("complete B", True),
        ("complete C", False),
    ]


def test_the_nearest_states_are_those_that_a_run_comes_to_with_the_fewest_events() -> None:
    text = GO.replace("    then Second", "    on error -> Second\n    then Third")
    analysis = analysed(text + "  stage Third { background C calls Slow  then end }\n")
    events: dict[int, int] = {}
    for location, states in enumerate(analysis.reached):
        place = analysis.system.locations[location]
        path = analysis.shortest.path_to(location, states, MOST_EVENTS) if states != EMPTY else None
        if path is not None and (place.rests or place.end):
            events[location] = sum(
                analysis.system.locations[analysis.system.edges[edge].source].rests for edge in path.edges
            )
    pairs = [pair for pair in combinations(sorted(events), 2) if events[pair[0]] > events[pair[1]]]
    assert pairs
    for far, near in pairs:
        assert nearest(analysis, {place: analysis.reached[place] for place in (far, near)}) == near
