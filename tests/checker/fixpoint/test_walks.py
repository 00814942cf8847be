"""Walks of systems drawn at random: each is a run."""

from __future__ import annotations

from random import Random

import pytest
from explicit_states import Explicit, State, drawn_system

from stageproof.checker.encoding.guard import Guard, In, holds
from stageproof.checker.fixpoint.walks import Way, is_walked, walk


def is_run(explicit: Explicit, way: Way) -> bool:
    system = explicit.system
    location = system.initial
    if not holds(system.begins, dict(enumerate(way.states[0]))):
        return False
    for edge, before, after in zip(way.edges, way.states, way.states[1:], strict=False):
        if system.edges[edge].source != location:
            return False
        location = system.edges[edge].target
        if State(location, tuple(after)) not in explicit.after(edge, tuple(before)):
            return False
    return len(way.states) == len(way.edges) + 1


@pytest.mark.parametrize("number", range(40))
def test_every_way_is_a_run_that_ends_with_its_edge(number: int) -> None:
    explicit = Explicit(drawn_system(Random(f"walks {number}")))
    walked = walk(explicit.system, {}, walks=60, most=1_000)
    for edge, way in walked.taken.items():
        assert way.edges[-1] == edge
        assert is_run(explicit, way)


@pytest.mark.parametrize("number", range(40))
def test_every_mark_holds_at_the_end_of_its_way(number: int) -> None:
    explicit = Explicit(drawn_system(Random(f"marks {number}")))
    system = explicit.system
    marks: dict[int, list[tuple[str, Guard]]] = {
        place: [(f"{place}", In(0, 1))] for place in range(len(system.locations))
    }
    walked = walk(system, marks, walks=60, most=1_000)
    for name, way in walked.marked.items():
        place = system.edges[way.edges[-1]].target if way.edges else system.initial
        assert f"{place}" == name
        assert way.states[-1][0] == 0
        assert is_run(explicit, way)


def test_most_edges_that_can_be_taken_are_taken() -> None:
    taken, possible = 0, 0
    for number in range(40):
        explicit = Explicit(drawn_system(Random(f"many {number}")))
        walked = walk(explicit.system, {}, walks=200, most=2_000)
        can = {edge for state in explicit.reached() for edge, _ in explicit.moves(state)}
        assert set(walked.taken) <= can
        taken += len(walked.taken)
        possible += len(can)
    assert taken >= 0.9 * possible


def test_walks_are_the_same_every_time() -> None:
    system = drawn_system(Random("again"))
    assert walk(system, {}, walks=50, most=1_000) == walk(system, {}, walks=50, most=1_000)


def test_asking_for_edges_stops_at_the_first_walk_that_takes_one() -> None:
    for number in range(20):
        system = drawn_system(Random(f"asked {number}"))
        taken = walk(system, {}, walks=50, most=1_000).taken
        for edge in range(len(system.edges)):
            assert is_walked(system, [edge], 50, 1_000) == (edge in taken)
