"""Walked runs made short, on systems drawn at random: by search, or by leaving out events."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Final

import pytest
from explicit_states import Explicit, State, drawn_system
from explicit_ways import events_of, is_run

from stageproof.checker.encoding.guard import TRUE, Guard, In, all_of, holds
from stageproof.checker.encoding.system import Duty, Edge, Label, Location, Map, System, Variable
from stageproof.checker.fixpoint.model import Model
from stageproof.checker.fixpoint.shortening import Goal, Shortening
from stageproof.checker.fixpoint.shortest import Shortest
from stageproof.checker.fixpoint.walks import Way, walk

SEEDS = range(30)


def fewest_events(explicit: Explicit) -> dict[State, int]:
    """By state, the fewest events that lead there."""
    edges = explicit.system.edges
    free = [number for number, edge in enumerate(edges) if edge.duty is Duty.ENGINE]
    costly = [number for number, edge in enumerate(edges) if edge.duty is not Duty.ENGINE]
    found: dict[State, int] = {}
    layer, count = set(explicit.begins), 0
    while layer:
        layer = explicit.closure(layer, free) - set(found)
        found |= dict.fromkeys(layer, count)
        layer = {after for state in layer for edge, after in explicit.moves(state) if edge in costly} - set(
            found
        )
        count += 1
    return found


def is_there(system: System, way: Way, goal: Goal) -> bool:
    place = system.edges[way.edges[-1]].target if way.edges else system.initial
    guard = goal.states.get(place)
    reaches = guard is not None and holds(guard, dict(enumerate(way.states[-1])))
    return reaches or bool(way.edges and way.edges[-1] in goal.edges)


def walked_goals(explicit: Explicit) -> list[tuple[Way, Goal]]:
    """Ways of single walks, which are seldom short."""
    system = explicit.system
    marks: dict[int, list[tuple[str, Guard]]] = {
        place: [(f"{place}", In(0, 1))] for place in range(len(system.locations))
    }
    found: list[tuple[Way, Goal]] = []
    for seed in range(3):
        walked = walk(system, marks, walks=1, most=40, seed=seed)
        found += [(way, Goal({}, frozenset({edge}))) for edge, way in sorted(walked.taken.items())]
        found += [(way, Goal({int(name): In(0, 1)})) for name, way in sorted(walked.marked.items())]
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_the_search_finds_a_run_with_as_few_events_as_there_is(seed: int) -> None:
    explicit = Explicit(drawn_system(Random(f"short {seed}")))
    system, fewest = explicit.system, fewest_events(explicit)
    shortening = Shortening(system)
    for way, goal in walked_goals(explicit):
        short = shortening.shortened(way, goal)
        assert is_run(explicit, short)
        assert is_there(system, short, goal)
        best = (
            min(
                count + (system.edges[edge].duty is not Duty.ENGINE)
                for state, count in fewest.items()
                for edge in goal.edges
                if system.edges[edge].source == state.location and explicit.after(edge, state.values)
            )
            if goal.edges
            else min(
                count
                for state, count in fewest.items()
                if state.location in goal.states
                and holds(goal.states[state.location], dict(enumerate(state.values)))
            )
        )
        assert events_of(system, short) == best


@pytest.mark.parametrize("seed", SEEDS)
def test_without_the_search_a_run_stays_a_run_to_its_goal_and_never_gets_longer(seed: int) -> None:
    explicit = Explicit(drawn_system(Random(f"left out {seed}")))
    system = explicit.system
    shortening = Shortening(system, nodes=0)
    for way, goal in walked_goals(explicit):
        short = shortening.shortened(way, goal)
        assert is_run(explicit, short)
        assert is_there(system, short, goal)
        assert events_of(system, short) <= events_of(system, way)


def rounds(turns: int) -> tuple[System, Way]:
    """A rest at which flags are raised one by one, of which the way raises each, and the first is the one that matters."""
    variables = tuple(Variable(f"flag {number}", ("down", "up")) for number in range(turns))
    raised = [
        Edge(0, 0, Label("set", f"{number}"), Duty.OPTIONAL, In(number, 0b01), (Map(number, (0b10, 0b10)),))
        for number in range(turns)
    ]
    out = Edge(0, 1, Label("complete"), Duty.RESULT, In(0, 0b10))
    system = System(
        variables,
        (Location("rest", rests=True), Location("end", rests=True, end="Completed")),
        (*raised, out),
        begins=all_of(In(number, 0b01) for number in range(turns)),
    )
    order = list(reversed(range(turns)))
    states = [tuple(int(number in order[:done]) for number in range(turns)) for done in range(turns + 1)]
    return system, Way((*order, turns), (*states, states[-1]))


@pytest.mark.parametrize("nodes", [*range(0, 60, 3), 40_000])
def test_events_that_do_not_matter_are_left_out(nodes: int) -> None:
    system, way = rounds(6)
    explicit = Explicit(system)
    assert is_run(explicit, way)
    short = Shortening(system, nodes=nodes).shortened(way, Goal({1: TRUE}))
    assert short.edges == (0, 6)
    assert is_run(explicit, short)


def test_neither_one_event_nor_two_can_be_left_out_of_what_was_left() -> None:
    """A flag has to be raised and lowered again: the two can only go together."""
    variables = (Variable("flag", ("down", "up")),)
    raises = Edge(0, 0, Label("set"), Duty.OPTIONAL, In(0, 0b01), (Map(0, (0b10, 0b10)),))
    lowers = Edge(0, 0, Label("set"), Duty.OPTIONAL, In(0, 0b10), (Map(0, (0b01, 0b01)),))
    out = Edge(0, 1, Label("complete"), Duty.RESULT, In(0, 0b01))
    system = System(
        variables, (Location("rest", rests=True), Location("end", rests=True)), (raises, lowers, out)
    )
    way = Way((0, 1, 0, 1, 2), ((0,), (1,), (0,), (1,), (0,), (0,)))
    assert Shortening(system, nodes=0).shortened(way, Goal({1: TRUE})).edges == (2,)


def test_an_error_that_strikes_on_the_way_is_kept_where_it_is_needed() -> None:
    locations = (
        Location("rest", rests=True),
        Location("on the way"),
        Location("rest again", rests=True),
        Location("error", rests=True),
    )
    edges = (
        Edge(0, 1, Label("complete"), Duty.RESULT),
        Edge(1, 2, Label("stay"), Duty.ENGINE),
        Edge(1, 3, Label("fail"), Duty.STRIKE),
        Edge(2, 1, Label("complete"), Duty.RESULT),
    )
    system = System((Variable("flag", ("down", "up")),), locations, edges)
    way = Way((0, 1, 3, 1, 3, 2), ((0,),) * 7)
    assert Shortening(system, nodes=0).shortened(way, Goal({3: TRUE})).edges == (0, 2)


def test_after_so_many_moves_a_run_is_left_as_it_is() -> None:
    system, way = rounds(6)
    assert Shortening(system, nodes=0, moves=0).shortened(way, Goal({1: TRUE})) == way


def test_of_runs_with_as_few_events_that_of_the_search_is_taken() -> None:
    """It is the same whatever was walked, and has the first values that do."""
    variables = (Variable("flag", ("down", "up")), Variable("free", ("a", "b", "c")))
    places = (Location("rest", rests=True), Location("end", rests=True))
    out = Edge(0, 1, Label("complete"), Duty.RESULT, In(0, 0b10))
    system = System(variables, places, (out,))
    way = Way((0,), ((1, 2), (1, 2)))
    assert Shortening(system).shortened(way, Goal({1: TRUE})) == Way((0,), ((1, 0), (1, 0)))


@pytest.mark.parametrize("seed", range(12))
def test_what_was_shortened_cannot_be_shortened_by_leaving_out_once_more(seed: int) -> None:
    explicit = Explicit(drawn_system(Random(f"again {seed}")))
    for way, goal in walked_goals(explicit):
        short = Shortening(explicit.system, nodes=0).shortened(way, goal)
        again = Shortening(explicit.system, nodes=0).shortened(short, goal)
        assert events_of(explicit.system, again) == events_of(explicit.system, short)


def chain(
    *edges: Edge, variables: tuple[Variable, ...] = (Variable("count", ("0", "1", "2", "3")),)
) -> System:
    """Three locations: a rest, one on the way, and the end."""
    places = (Location("rest", rests=True), Location("on the way"), Location("end", rests=True))
    return System(variables, places, edges, begins=In(0, 1))


COUNTS: Final = Edge(0, 1, Label("complete"), Duty.RESULT, TRUE, (Map(0, (0b0010, 0b0100, 0b1000, 0b1000)),))
STAYS: Final = Edge(1, 0, Label("stay"), Duty.ENGINE)


def test_what_an_event_makes_of_values_is_worked_out_anew_without_the_events_before() -> None:
    system = chain(COUNTS, STAYS, Edge(0, 2, Label("complete"), Duty.RESULT, In(0, 0b1110)))
    way = Way((0, 1, 0, 1, 0, 1, 2), ((0,), (1,), (1,), (2,), (2,), (3,), (3,), (3,)))
    short = Shortening(system, nodes=0).shortened(way, Goal({2: TRUE}))
    assert short == Way((0, 1, 2), ((0,), (1,), (1,), (1,)))


def test_the_engine_takes_the_move_that_it_took_before_and_chooses_the_same_values() -> None:
    other = Edge(1, 1, Label("other"), Duty.ENGINE)
    chooses = Edge(1, 0, Label("stay"), Duty.ENGINE, TRUE, (Map(0, (0b1111, 0b1111, 0b1111, 0b1111)),))
    system = chain(
        Edge(0, 1, Label("complete"), Duty.RESULT),
        other,
        chooses,
        Edge(0, 2, Label("complete"), Duty.RESULT, In(0, 0b0100)),
        Edge(0, 0, Label("set"), Duty.OPTIONAL),
    )
    way = Way((4, 0, 2, 4, 3), ((0,), (0,), (0,), (2,), (2,), (2,)))
    short = Shortening(system, nodes=0).shortened(way, Goal({}, frozenset({3})))
    assert short == Way((0, 2, 3), ((0,), (0,), (2,), (2,)))


def test_an_engine_move_that_was_not_taken_before_is_taken_where_it_has_to_be() -> None:
    stays = Edge(1, 0, Label("stay"), Duty.ENGINE, In(1, 0b10))
    goes_on = Edge(1, 0, Label("go on"), Duty.ENGINE, In(1, 0b01))
    out = Edge(0, 2, Label("complete"), Duty.RESULT, In(0, 0b1110))
    raises = Edge(0, 0, Label("set"), Duty.OPTIONAL, TRUE, (Map(1, (0b10, 0b10)),))
    variables = (Variable("count", ("0", "1", "2", "3")), Variable("flag", ("down", "up")))
    system = replace(
        chain(COUNTS, stays, goes_on, out, raises, variables=variables), begins=all_of((In(0, 1), In(1, 1)))
    )
    way = Way((4, 0, 1, 3), ((0, 0), (0, 1), (1, 1), (1, 1), (1, 1)))
    assert Shortening(system, nodes=0).shortened(way, Goal({2: TRUE})).edges == (0, 2, 3)


def test_moves_that_one_run_took_are_missing_for_the_next() -> None:
    system, way = rounds(6)
    goal = Goal({1: TRUE})
    moves = len(way.edges) + 1
    shortening = Shortening(system, nodes=0, moves=12 * moves)
    assert shortening.shortened(way, goal).edges == (0, 6)
    assert shortening.shortened(way, goal) == way


def test_the_search_goes_on_until_there_is_nothing_left() -> None:
    system, _ = rounds(1)
    shortest = Shortest(Model(system))
    assert [shortest.go_on() for _ in range(5)] == [True, True, True, False, False]


def test_what_a_search_of_few_nodes_found_is_told_with_nodes_of_its_own() -> None:
    explicit = Explicit(drawn_system(Random("short 9")))
    goals = walked_goals(explicit)

    def events(nodes: int) -> list[int]:
        shortening = Shortening(explicit.system, nodes)
        return [events_of(explicit.system, shortening.shortened(way, goal)) for way, goal in goals]

    assert events(18) == events(40_000)
