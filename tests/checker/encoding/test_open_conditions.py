"""Conditions that are left open may hold or not, for the record as it is and as it was before apart."""

from __future__ import annotations

from typing import Final

import pytest
from running import program_of

from stageproof.checker.encoding.encode import Encoding, encode
from stageproof.checker.encoding.guard import In

TEXT: Final = """
  field $Record.Size: integer 0..9 not null
  start when Case is created or updated -> First
  stage First { background A calls F  then Which }
  decision Which {
    outcome Large when $Record.Size > 5 -> First%s
    otherwise -> end
  }
"""


def left_open(text: str) -> tuple[Encoding, int]:
    program = program_of(text)
    (condition,) = program.orchestration.decisions[0].outcomes[0].requirements.conditions
    return encode(program, relaxed=[condition]), id(condition)


@pytest.mark.parametrize(
    ("changed", "sides"),
    [("", [False]), (" { only when changed to meet }", [False, True])],
    ids=["now", "before"],
)
def test_a_condition_that_is_left_open_has_a_choice_for_each_record_that_it_is_judged_on(
    changed: str, sides: list[bool]
) -> None:
    encoding, condition = left_open(TEXT % changed)
    assert sorted(encoding.space.left_open.free) == [(condition, prior) for prior in sides]
    variables = list(encoding.space.left_open.free.values())
    assert len(set(variables)) == len(sides)
    assert [encoding.system.variables[number].values for number in variables] == [("no", "yes")] * len(sides)


def test_what_is_left_open_is_judged_by_its_choice_on_either_record() -> None:
    encoding, _ = left_open(TEXT % " { only when changed to meet }")
    (outcome,) = encoding.program.orchestration.decisions[0].outcomes
    (condition,) = outcome.requirements.conditions
    now, before = (encoding.space.condition(condition, prior=prior).true for prior in (False, True))
    assert isinstance(now, In)
    assert isinstance(before, In)
    assert now.variable != before.variable
