"""Shortest runs: as few events of the world as there can be, and none where they would be too many."""

from __future__ import annotations

import pytest
from running import program_of

from stageproof.checker.encoding.encode import encode
from stageproof.checker.encoding.system import Duty
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.evidence import trace_steps
from stageproof.checker.proofs.reachability import path_to


def test_a_run_is_shown_with_the_fewest_events_and_only_where_they_are_not_too_many() -> None:
    program = program_of("""
      start autolaunched -> First
      stage First { background A calls F then Second }
      stage Second { background B calls F then end }
    """)
    text = encode(program)
    (entering,) = Analysis(text).edges_of("enter", "Second")
    source = text.system.edges[entering].source
    assert Analysis(text).shortest.path_to(source, 1, most=1) is None
    path = Analysis(text).shortest.path_to(source, 1, most=2)
    assert path is not None
    events = [
        text.system.edges[edge].label.event
        for edge in path.edges
        if text.system.edges[edge].duty is not Duty.ENGINE
    ]
    assert events == ["begin", "complete"]


@pytest.mark.parametrize(
    ("stage", "events"),
    [
        ("First", [("begin",)]),
        ("Second", [("evaluate Ready = true",), ("begin",)]),
        ("Third", [("evaluate Ready = true",), ("evaluate Ripe = true",), ("begin",)]),
        ("Other", [("begin", "fail A with prepare-request")]),
    ],
)
def test_an_answer_that_a_run_needs_from_the_first_is_an_event_and_no_other_is_told(
    stage: str, events: list[tuple[str, ...]]
) -> None:
    program = program_of("""
      start autolaunched -> First
      stage First {
        background A calls F
        completes when flow Ready returns true
        on error -> Other
        then Second
      }
      stage Second {
        background B calls F
        completes when flow Ripe returns true
        then Third
      }
      stage Third {
        background C calls F
        completes when flow Ready returns true
        then Other
      }
      stage Other { interactive D calls G assigned to queue Q then end }
    """)
    analysis = Analysis(encode(program, suspends=False))
    steps = trace_steps(analysis, path_to(analysis, analysis.edges_of("enter", stage)))
    assert [step.lines for step in steps] == events
