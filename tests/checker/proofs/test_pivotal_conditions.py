"""Which conditions keep something from happening in a set of states."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import pytest
from running import program_of

from stageproof.checker.encoding.data.key import Key
from stageproof.checker.encoding.encode import encode
from stageproof.checker.proofs.analysis import Analysis
from stageproof.checker.proofs.standing import pivotal
from stageproof.grammar.condition import All, Any, Logic, Not, Requirements, Row, Unreadable

PROGRAM: Final = program_of("""
  field $Record.A: integer 0..1 not null
  field $Record.B: integer 0..1 not null
  field $Record.C: integer 0..1 not null
  start when Case is created -> First
  stage First { background X calls F then Choose }
  decision Choose { when $Record.A = 1 and $Record.B = 1 and $Record.C = 1 -> First otherwise -> end }
""")
CONDITIONS: Final = PROGRAM.orchestration.decisions[0].outcomes[0].requirements.conditions
ONE, TWO, THREE = Row(number=1), Row(number=2), Row(number=3)
NOTHING: Final = Unreadable(text="?", reason="it is none")


@pytest.fixture
def analysis() -> Analysis:
    """What is worked out of it, for one test: its budget has a clock."""
    return Analysis(encode(PROGRAM))


@pytest.mark.parametrize(
    ("logic", "rows", "states", "wanted"),
    [
        (All((ONE, TWO)), 2, [(1, 0, 0)], [1]),
        (All((ONE, TWO)), 2, [(1, 0, 0), (0, 0, 0)], [1]),
        (All((ONE, TWO)), 2, [(0, 0, 0)], [0, 1]),
        (Any((ONE, TWO)), 2, [(0, 0, 0)], [0, 1]),
        (Any((ONE, All((TWO, THREE)))), 3, [(0, 0, 0)], [0]),
        (Any((ONE, All((TWO, NOTHING)))), 2, [(0, 0, 0)], [0]),
        (All((ONE, Not(TWO))), 2, [(0, 0, 0)], [0]),
    ],
)
def test_one_condition_that_would_be_enough_is_told_and_all_where_none_would(
    analysis: Analysis, logic: Logic, rows: int, states: list[tuple[int, int, int]], wanted: list[int]
) -> None:
    diagrams, space = analysis.model.diagrams, analysis.encoding.space
    keys = [Key("field", f"$record.{name}") for name in "abc"]
    among = diagrams.union_of(
        diagrams.valuation(space.valuation(dict(zip(keys, map(Fraction, one), strict=True))))
        for one in states
    )
    found = pivotal(analysis, among, Requirements(logic=logic, conditions=CONDITIONS[:rows]))
    assert [CONDITIONS.index(one) for one in found] == wanted


def test_without_conditions_there_is_none(analysis: Analysis) -> None:
    assert pivotal(analysis, 1, None) == ()
