"""Shortest runs: as few events of the world as there can be, and none where they would be too many."""

from __future__ import annotations

from running import program_of

from stageproof.checker.encoding.encode import encode
from stageproof.checker.encoding.system import Duty
from stageproof.checker.proofs.analysis import Analysis


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
