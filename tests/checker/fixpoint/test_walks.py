"""Walks of systems drawn at random: each is a run."""

from __future__ import annotations

from random import Random

import pytest
from explicit_states import Explicit, drawn_system
from explicit_ways import is_run

from stageproof.checker.encoding.guard import TRUE, Guard, In, all_of
from stageproof.checker.encoding.system import Duty, Edge, Label, Location, System, Variable
from stageproof.checker.fixpoint.walks import is_walked, walk


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


def _chain(length: int, onward: Duty, aside: Duty, *, leaves: bool) -> System:
    """Locations in a row, each with an edge to the next and one to where nothing leads on, out of the stage or not."""
    locations = [Location(f"{place}", stage=0) for place in range(length + 1)]
    locations.append(Location("aside", stage=None if leaves else 0))
    edges: list[Edge] = []
    for place in range(length):
        edges.append(Edge(place, length + 1, Label("aside"), aside, TRUE))
        edges.append(Edge(place, place + 1, Label("onward"), onward, TRUE))
    return System((Variable("v", ("0", "1")),), tuple(locations), tuple(edges), 0, TRUE)


@pytest.mark.parametrize(
    ("onward", "aside", "leaves"),
    [
        (Duty.ENGINE, Duty.OPTIONAL, False),
        (Duty.RESULT, Duty.OPTIONAL, False),
        (Duty.RESULT, Duty.FAULT, False),
        (Duty.ENGINE, Duty.STRIKE, True),
        (Duty.OPTIONAL, Duty.FAULT, False),
        (Duty.OPTIONAL, Duty.OPTIONAL, True),
    ],
)
def test_calm_walks_go_as_far_as_results_lead_and_then_what_people_do_in_the_stage(
    onward: Duty, aside: Duty, *, leaves: bool
) -> None:
    """Walks that take either get no further than some ten locations."""
    system = _chain(40, onward, aside, leaves=leaves)
    assert is_walked(system, [len(system.edges) - 1], walks=10)


def test_walks_take_what_few_walks_took_before() -> None:
    count = 60
    locations = tuple(Location(f"{place}") for place in range(count + 1))
    edges = tuple(Edge(0, place + 1, Label("go"), Duty.RESULT, TRUE) for place in range(count))
    system = System((Variable("v", ("0", "1")),), locations, edges, 0, TRUE)
    assert len(walk(system, {}, walks=100).taken) == count
    assert len(walk(system, {}, walks=100, most=5).taken) == 5


def test_walks_begin_where_the_system_does_however_few_values_that_allows() -> None:
    variables = tuple(Variable(f"v{number}", ("0", "1", "2", "3")) for number in range(12))
    begins = all_of(In(number, 1 << number % 4) for number in range(12))
    edge = Edge(0, 0, Label("go"), Duty.RESULT, TRUE)
    walked = walk(System(variables, (Location("here"),), (edge,), 0, begins), {}, walks=1, most=1)
    assert walked.taken[0].states[0] == tuple(number % 4 for number in range(12))


def test_an_edge_is_walked_where_some_walk_takes_it_and_none_is_where_no_edge_may_be_taken() -> None:
    system = _chain(3, Duty.RESULT, Duty.FAULT, leaves=False)
    last = len(system.edges) - 1
    assert is_walked(system, [last], walks=3)
    assert not is_walked(system, [last], walks=0)
    assert not is_walked(system, [last], walks=3, most=0)
    blocked = system.edges[last]._replace(guard=In(0, 0))
    assert not is_walked(
        System(system.variables, system.locations, (*system.edges[:last], blocked), 0, TRUE), [last], walks=3
    )
