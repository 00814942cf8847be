"""Where a decision is judged, what it is asked about, and what takes its default outcome."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import pytest
from running import program_of

from stageproof.checker.diagrams.diagrams import EMPTY
from stageproof.checker.encoding.data.key import Key
from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.decisions import Deciding

PROGRAM: Final = program_of("""
  flow F { async out x: one of 0, 1, 2 not null  out y: boolean }
  field $Record.N: integer 0..5 not null
  field $Record.M: integer 0..5 not null
  start when Case is created -> First { where M < 9 }
  stage First { background A calls F then Choose }
  decision Choose {
    outcome One when A.Outputs.x = 1 and A.Outputs.y = true -> Second
    outcome Three when $Record.N = 3 -> Second
    otherwise -> end
  }
  stage Second { background B calls F then end }
  stage Nowhere { background C calls F starts when $Record.N > 9 then Never }
  decision Never { when C.Outputs.x = 1 -> Second otherwise -> end }
""")
X, Y, N = Key("output", "first/a.x"), Key("output", "first/a.y"), Key("field", "$record.n")


@pytest.fixture
def analysis() -> Analysis:
    """What is worked out of it, for one test: its budget has a clock."""
    return Analysis(encode(PROGRAM))


def deciding(analysis: Analysis, name: str) -> Deciding:
    """What is asked of a decision."""
    (found,) = [one for one in analysis.program.orchestration.decisions if one.name == name]
    return Deciding(analysis, found)


def test_the_default_is_taken_in_the_reached_states_of_no_other_outcome(analysis: Analysis) -> None:
    diagrams = analysis.model.diagrams
    (place,) = deciding(analysis, "Choose").places
    others = [
        analysis.model.moves[edge].guard
        for outcome in ("One", "Three")
        for edge in analysis.edges_of("take", f"Choose/{outcome}")
    ]
    assert len(others) == 2
    assert place.states == analysis.reached[place.location]
    assert place.default == diagrams.difference(place.states, diagrams.union_of(others))
    assert place.default not in (EMPTY, place.states)


def test_a_decision_that_no_run_comes_to_has_no_place(analysis: Analysis) -> None:
    assert deciding(analysis, "Never").places == []


def test_a_value_is_compared_with_the_constants_of_its_own_conditions(analysis: Analysis) -> None:
    choose = deciding(analysis, "Choose")
    assert choose.keys == (X, Y, N)
    assert choose.steps() == ("A",)
    assert choose.named(X) == [Fraction(1)]
    assert choose.named(N) == [Fraction(3)]
    assert choose.unnamed(X) == [Fraction(0), Fraction(2)]


def test_a_value_that_nothing_tells_apart_leaves_all_states_and_another_one_some(analysis: Analysis) -> None:
    choose = deciding(analysis, "Choose")
    (place,) = choose.places
    assert choose.with_value(place.states, Key("output", "first/a.z"), 0) == place.states
    region = choose.space.region_of(X, Fraction(1))
    assert region is not None
    assert choose.with_value(place.states, X, region) not in (EMPTY, place.states)
