"""What is seen at once of whole locations is what the fixpoint finds state by state."""

from __future__ import annotations

from itertools import product

import pytest
from agreement_campaign import program_of_draft
from agreement_generator import draw
from running import program_of

from stageproof.checker.diagrams.diagrams import EMPTY, Diagrams
from stageproof.checker.encoding.encode import encode
from stageproof.checker.encoding.places import End
from stageproof.checker.fixpoint.components import linked
from stageproof.checker.fixpoint.reach import reaching
from stageproof.checker.proofs.analysis import Analysis
from stageproof.engine.program.program import Program

TRAP = """
  start when Case is created -> First
  stage First {
    background A calls Do async  background B calls Do async
    interactive C calls Ask assigned to queue Q  starts when A is Completed and B is not Completed
    completes when A is Completed and B is Completed and C is Completed
    then end
  }
"""


def _drawn(seed: int, number: int) -> Program:
    program = program_of_draft(draw(seed, number))
    assert program is not None
    return program


def _assert_same(analysis: Analysis) -> None:
    goals = analysis.model.everywhere(EMPTY)
    end = analysis.encoding.location_of.get(End("Completed"))
    if end is not None:
        goals[end] = analysis.reached[end]
    assert analysis.completing == reaching(analysis.model, goals, within=analysis.reached)


def test_a_state_without_a_way_out_is_no_part_of_what_completes() -> None:
    analysis = Analysis(encode(program_of(TRAP)))
    assert analysis.trapped
    _assert_same(analysis)


@pytest.mark.parametrize("is_wide", [False, True])
@pytest.mark.parametrize("number", range(60))
def test_what_can_complete_is_the_same_state_by_state(number: int, is_wide: bool) -> None:
    _assert_same(Analysis(encode(_drawn(12, number), wide=is_wide)))


@pytest.mark.parametrize("number", range(60))
def test_an_edge_is_taken_where_it_leads_somewhere_from_a_reached_state(number: int) -> None:
    analysis = Analysis(encode(_drawn(13, number)))
    diagrams = analysis.model.diagrams
    for edge, move in enumerate(analysis.model.moves):
        reached = analysis.reached[analysis.system.edges[edge].source]
        assert analysis.is_taken(edge) is (move.forward(diagrams.intersection(reached, move.guard)) != EMPTY)
        assert move.possible == move.backward(1)


def test_sets_meet_where_their_intersection_has_a_valuation() -> None:
    diagrams = Diagrams((2, 3, 2))
    sets = [
        diagrams.union(diagrams.literal(level, values), diagrams.valuation({other: 0, 1: value}))
        for level, values, other, value in product(range(3), (0b01, 0b10), (0, 2), range(3))
    ]
    sets += [diagrams.complement(node) for node in sets] + [diagrams.literal(1, 0b101), 0, 1]
    for left, right in product(sets, repeat=2):
        assert diagrams.meets(left, right) is (diagrams.intersection(left, right) != EMPTY)


def test_nodes_are_linked_whichever_way_their_edges_lead() -> None:
    assert linked(6, [(1, 0), (2, 3), (3, 4), (4, 1)]) == [0, 0, 0, 0, 0, 5]
    assert linked(4, [(3, 2)]) == [0, 1, 2, 2]


def test_sets_of_many_levels_fit_on_the_stack() -> None:
    levels = 700
    diagrams = Diagrams((2,) * levels)
    one, two = (
        diagrams.valuation({**dict.fromkeys(range(levels), 0), levels - 1: value}) for value in (0, 1)
    )
    both = diagrams.union(one, two)
    assert not diagrams.meets(one, two)
    assert diagrams.intersection(both, one) == one
    assert diagrams.difference(both, one) == two
