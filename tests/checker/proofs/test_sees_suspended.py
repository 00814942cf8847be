"""Which properties can tell a suspended run from the one in progress that it was."""

from __future__ import annotations

from typing import Final

import pytest
from running import program_of

from stageproof.checker.proofs.own.suspended import sees_suspended

TEXT: Final = """
  flow Ask {{ async  out large: boolean not null }}
  flow Close {{ async  writes $Record.Closed = true }}
  field $Record.Open: boolean not null
  field $Record.Fixed: boolean not null, never changed
  field $Record.Closed: boolean not null, changed only by Close
  variable limit: boolean input
  formula Is_Open: boolean = "{{!$Record.Open}}"
  start when Case is created -> First
  stage First {{
    background A calls Ask
    interactive B calls Ask assigned to queue Desk {{ completes when A is Completed }}
    background C calls Close
    then Choose
  }}
  decision Choose {{ outcome Yes when A.Outputs.large = true and limit = true and $Record.Open = true and $Record.Fixed = true -> Second  otherwise -> end }}
  stage Second {{
    background D calls Ask starts when A is Completed
    background E calls Ask starts when A is Completed and $Record.Closed = true
    then end
  }}
  {claim}
"""


@pytest.mark.parametrize(
    ("claim", "is_seen"),
    [
        ('never "a": run is Suspended', True),
        ('never "b": First is InProgress and A is Error', True),
        ('never "c": A is InProgress and B is InProgress', False),
        ('never "d": First is null', False),
        ('exactly once "e": A starts and run is Suspended', False),
        ('exactly once "f": A starts or B is Error', True),
        ('exactly once "g": A is Error', False),
        ('never "h": $Record.Open = true', True),
        ('never "i": $Record.Fixed = true', False),
        ('never "j": $Record.Closed = true', True),
        ('never "k": limit = true', False),
        ('never "l": Yes is selected', False),
        ('never "m": A.Outputs.large = true', False),
        ('never "n": B.Outputs.large = true', True),
        ('never "o": D.Outputs.large = true', True),
        ('always "p": First is Completed implies A is Completed', False),
        ('never "r": Is_Open = true', True),
        ('never "s": $User.Title = "Boss"', False),
        ('never "t": run.Status = $User.Title', True),
        ('never "u": First.Status = $User.Title', True),
        ('never "v": A.Status = $User.Title', False),
        ('never "w": A.Status is null', False),
        ('never "x": First.Status is null', False),
        ('always "y": First is Suspended implies A is Completed', True),
        ('always "z": A is Completed implies First is InProgress', True),
        ('never "za": not (First is InProgress)', True),
        ('always "aa": First is Suspended implies not (A starts)', True),
        ('never "ab": not (A starts)', True),
        ('never "ac": A starts or B is Error', False),
        ('never "ad": limit = formula "1 = 1"', True),
        ('always "q": (First is Suspended implies A is Error) implies A is Completed', True),
    ],
)
def test_a_property_sees_a_suspended_run_where_something_may_hold_only_then(
    claim: str, *, is_seen: bool
) -> None:
    program = program_of(TEXT.format(claim=claim))
    (made,) = program.orchestration.properties
    assert sees_suspended(made, program) is is_seen
