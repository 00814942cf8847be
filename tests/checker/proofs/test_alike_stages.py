"""Stages that are alike are encoded once: told again, they are what they would have been."""

from __future__ import annotations

from typing import Final

import pytest
from agreement_campaign import program_of_draft
from agreement_generator import draw
from running import program_of

from stageproof.checker.encoding.alike import Alike
from stageproof.checker.encoding.encode import Encoding, encode
from stageproof.checker.encoding.places import Enter, Place
from stageproof.engine.program.program import Program

ROW: Final = """
  start when Case is created -> First
  flow Ask { type Flow  out answer: one of "yes", "no" }
  flow Count { type AutoLaunchedFlow  async  writes $Record.Size__c = 1 }
  stage First { background A calls Do async  background B calls Do async starts when A is Completed  then Second }
  stage Second { background C calls Do async  background D calls Do async starts when C is Completed  then Third }
  stage Third {
    background E calls Do async  background F calls Do async starts when E is Completed
    on error -> Mend  then Fourth
  }
  stage Fourth {
    background G calls Do async  background H calls Do async starts when G is Completed
    on error -> Second  then Fifth
  }
  stage Fifth {
    background I calls Do async  background J calls Do async starts when I is Completed
    on error -> end  then go to Sixth
  }
  stage Sixth {
    interactive K calls Ask assigned to queue Q
    interactive L calls Ask assigned to queue Q { completes when K is Completed }
    then Seventh
  }
  stage Seventh {
    interactive M calls Ask assigned to queue Q
    interactive N calls Ask assigned to queue Q { completes when M is Completed }
    then Mend
  }
  stage Mend { background O calls Count  background P calls Count async  then Last }
  stage Last { background R calls Count  background S calls Count async  then end }
"""


def _apart(program: Program, monkeypatch: pytest.MonkeyPatch) -> Encoding:
    """With every stage worked off by itself."""

    def never(self: Alike, place: Place) -> bool:
        del self, place
        return False

    with monkeypatch.context() as patched:
        patched.setattr(Alike, "tell", never)
        return encode(program)


def _assert_same(program: Program | None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert program is not None
    told, apart = encode(program), _apart(program, monkeypatch)
    assert told.system.locations == apart.system.locations
    assert told.system.edges == apart.system.edges
    assert told.places == apart.places
    assert told.live == apart.live


def test_stages_in_a_row_are_told_again_with_their_own_names(monkeypatch: pytest.MonkeyPatch) -> None:
    program = program_of(ROW)
    again: list[Place] = []
    tell = Alike.tell

    def noted(self: Alike, place: Place) -> bool:
        is_told = tell(self, place)
        again.extend([place] if is_told else [])
        return is_told

    with monkeypatch.context() as patched:
        patched.setattr(Alike, "tell", noted)
        encode(program)
    names = {program.stages[place.stage].name for place in again if isinstance(place, Enter)}
    assert len(names) >= 4, names
    _assert_same(program, monkeypatch)


@pytest.mark.parametrize("number", range(60))
def test_whatever_is_drawn_is_the_same_told_again(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    _assert_same(program_of_draft(draw(11, number)), monkeypatch)
