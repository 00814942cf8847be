"""What fixpoints say of systems drawn at random, beside what is found by looking at one state after the other."""

from __future__ import annotations

import pytest
from explicit_states import State
from model_states import Drawn

from stageproof.checker.diagrams.diagrams import EMPTY
from stageproof.checker.encoding.guard import holds
from stageproof.checker.encoding.system import Duty, Edge, Label, Location, System, Variable
from stageproof.checker.fixpoint.certain import certain
from stageproof.checker.fixpoint.components import components, linked
from stageproof.checker.fixpoint.endless import endless
from stageproof.checker.fixpoint.lasso import lasso
from stageproof.checker.fixpoint.model import Model
from stageproof.checker.fixpoint.onward import onward
from stageproof.checker.fixpoint.paths import Path, is_path, valuations
from stageproof.checker.fixpoint.reach import is_taken, reach, reach_from, reaching
from stageproof.checker.fixpoint.shortest import Shortest

SEEDS = (*range(24), 105, 108, 177)
"""The last ones have circles on which errors strike and others do what they need not do."""
EVENTS = 40


@pytest.fixture(params=SEEDS)
def drawn(request: pytest.FixtureRequest) -> Drawn:
    """A system."""
    return Drawn(request.param)


def run_along(drawn: Drawn, path: Path, start: int) -> list[State]:
    """The states of a path, each of which has to follow from the one before it, and to lie in its set."""
    found = valuations(drawn.model, path)
    assert is_path(drawn.model, path, found)
    place, run = start, [State(start, tuple(found[0].values()))]
    for edge, values, states in zip(path.edges, found[1:], path.states[1:], strict=True):
        assert drawn.system.edges[edge].source == place
        place = drawn.system.edges[edge].target
        after = State(place, tuple(values[level] for level in sorted(values)))
        assert after in drawn.explicit.after(edge, run[-1].values)
        assert after in drawn.states_at(place, states)
        run.append(after)
    return run


def events(drawn: Drawn, edges: tuple[int, ...]) -> int:
    """How many of the edges are events of the world."""
    return sum(drawn.system.edges[edge].duty is not Duty.ENGINE for edge in edges)


def fewest(drawn: Drawn, begins: set[State], edges: list[int]) -> dict[State, int]:
    """The fewest events that lead to each state."""
    free = [edge for edge in edges if drawn.system.edges[edge].duty is Duty.ENGINE]
    costly = [edge for edge in edges if drawn.system.edges[edge].duty is not Duty.ENGINE]
    found: dict[State, int] = {}
    layer, count = begins, 0
    while layer:
        layer = drawn.explicit.closure(layer, free) - set(found)
        found |= dict.fromkeys(layer, count)
        layer = {after for state in layer for _, after in drawn.explicit.moves(state, costly)} - set(found)
        count += 1
    return found


def test_everything_is_reached_that_runs_get_into(drawn: Drawn) -> None:
    assert drawn.states(reach(drawn.model)) == drawn.explicit.reached()


def test_an_edge_is_taken_where_a_run_gets_to_where_it_can_be(drawn: Drawn) -> None:
    taken = {
        edge
        for state in drawn.explicit.reached()
        for edge, _ in drawn.explicit.moves(state, list(drawn.edges))
    }
    asked = [frozenset({edge}) for edge in drawn.edges]
    asked += [drawn.some_edges(0.1) for _ in range(5)]
    for edges in asked:
        assert is_taken(Model(drawn.system), edges) == bool(taken & edges)


def test_an_edge_far_from_the_beginning_is_taken() -> None:
    places = tuple(Location(name) for name in "ABCDE")
    edges = tuple(Edge(place, place + 1, Label("start"), Duty.ENGINE) for place in range(len(places) - 1))
    model = Model(System((Variable("any", ("no", "yes")),), places, edges))
    assert all(is_taken(model, [edge]) for edge in range(len(edges)))


def test_what_some_edges_reach_from_some_states_is_all_that_follows(drawn: Drawn) -> None:
    start, edges = drawn.some_states(0.1), drawn.some_edges(0.7)
    found = reach_from(drawn.model, drawn.sets(start), edges.__contains__)
    assert drawn.states(found) == drawn.explicit.closure(start, edges)


def test_a_goal_can_be_reached_from_all_that_leads_to_it(drawn: Drawn) -> None:
    within, edges = drawn.some_states(0.7), drawn.some_edges(0.8)
    goals = {state for state in within if drawn.random.random() < 0.1}
    wanted = drawn.leading_to(goals, edges, within)
    added = drawn.sets(goals)
    model = drawn.model

    def add(place: int, states: int, edge: int) -> None:
        target = model.system.edges[edge].target
        for state in drawn.states_at(place, states):
            assert drawn.explicit.after(edge, state.values) & drawn.states_at(target, added[target])
        added[place] = model.diagrams.union(added[place], states)

    found = reaching(model, drawn.sets(goals), edges.__contains__, drawn.sets(within), add)
    assert drawn.states(found) == wanted
    assert added == found
    entering = [[edge for edge in those if edge in edges] for those in model.incoming]
    again = reaching(model, drawn.sets(goals), within=drawn.sets(within), entering=entering)
    assert again == found
    everywhere = drawn.leading_to(goals, drawn.edges, set(drawn.every_state()))
    assert drawn.states(reaching(model, drawn.sets(goals))) == everywhere


def test_runs_go_on_for_ever_from_all_that_leads_to_endless_turns(drawn: Drawn) -> None:
    system = drawn.system
    follows = drawn.some_edges(0.9)
    reached = drawn.explicit.reached()
    turns = {edge for edge in drawn.edges if system.edges[edge].target <= system.edges[edge].source}
    found = endless(drawn.model, drawn.sets(reached), follows.__contains__, turns.__contains__)
    states = drawn.states(found)
    for_ever = drawn.for_ever(reached, follows)
    assert states <= for_ever
    assert {state.location for state in states} <= {system.edges[edge].target for edge in turns & follows}
    assert drawn.leading_to(states, follows, reached) == for_ever


def test_a_location_leads_on_for_certain_where_each_of_its_states_does(drawn: Drawn) -> None:
    system = drawn.system
    reached = drawn.explicit.reached()
    goals = {
        state for state in reached if system.locations[state.location].end or drawn.random.random() < 0.3
    }
    onwards = [edge for edge in drawn.edges if system.edges[edge].source < system.edges[edge].target]
    whole = set(drawn.places)
    while failing := {
        state.location
        for state in reached - goals
        if state.location in whole
        and not any(after.location in whole for _, after in drawn.explicit.moves(state, onwards))
    }:
        whole -= failing
    found = certain(drawn.model, drawn.sets(reached), drawn.sets(goals), onwards.__contains__)
    assert drawn.states(found) == goals | {state for state in reached if state.location in whole}


def test_a_shortest_run_needs_as_few_events_as_any(drawn: Drawn) -> None:
    excluded = drawn.some_edges(0.1)
    without = frozenset((Duty.OPTIONAL,)) if drawn.random.random() < 0.5 else frozenset[Duty]()
    edges = [
        edge for edge in drawn.edges if edge not in excluded and drawn.system.edges[edge].duty not in without
    ]
    shortest = Shortest(drawn.model, without=without, excluded=excluded)
    assert [edge for edge in drawn.edges if shortest.follows(edge)] == edges
    known = fewest(drawn, drawn.explicit.begins, edges)
    for goal in drawn.every_state()[:: max(1, len(drawn.every_state()) // 40)]:
        wanted = drawn.sets([goal])[goal.location]
        path = shortest.path_to(goal.location, wanted)
        assert (path is not None) == (goal in known)
        if path is not None:
            assert drawn.system.edges[path.edges[0]].source == 0 if path.edges else goal.location == 0
            run = run_along(drawn, path, drawn.system.initial)
            assert run[0] in drawn.explicit.begins
            assert run[-1] == goal
            assert events(drawn, path.edges) == known[goal]
            assert shortest.cost(path) == (known[goal], len(path.edges))


def test_no_run_is_told_that_needs_more_events_than_are_allowed(drawn: Drawn) -> None:
    known = fewest(drawn, drawn.explicit.begins, list(drawn.edges))
    for goal, count in sorted(known.items())[::7]:
        wanted = drawn.sets([goal])[goal.location]
        assert Shortest(drawn.model).path_to(goal.location, wanted, count) is not None
        if count > 1:
            assert Shortest(drawn.model).path_to(goal.location, wanted, count - 2) is None


@pytest.mark.parametrize("compared", [1, 50])
def test_of_several_goals_the_one_with_the_fewest_events_is_taken(
    drawn: Drawn, compared: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stageproof.checker.fixpoint.shortest.COMPARED", compared)
    known = fewest(drawn, drawn.explicit.begins, list(drawn.edges))
    goals = {state for state in drawn.some_states(0.2) if state not in drawn.explicit.begins}
    path = Shortest(drawn.model).path_to_any(enumerate(drawn.sets(goals)))
    counts = [known[goal] for goal in goals if goal in known]
    assert (path is not None) == bool(counts)
    if path is not None:
        assert events(drawn, path.edges) == min(counts)
        assert run_along(drawn, path, drawn.system.initial)[-1] in goals
    assert Shortest(drawn.model).path_to_any([(place, EMPTY) for place in drawn.places]) is None


def comes_by(drawn: Drawn, place: int, edges: list[int], through: frozenset[int] | None) -> set[State]:
    """The states of a location that lie on a circle which comes back by one of some edges; of all where it is None."""
    return {
        state
        for state in drawn.explicit.reached()
        if state.location == place
        and any(
            state in drawn.explicit.after(edge, before.values)
            for before in drawn.explicit.closure([state], edges)
            for edge in edges
            if drawn.system.edges[edge].source == before.location and (through is None or edge in through)
        )
    }


def test_a_circle_comes_back_to_the_very_state_that_it_begins_in(drawn: Drawn) -> None:
    system = drawn.system
    stem = Shortest(drawn.model)
    for number, place in enumerate(drawn.places):
        excluded = drawn.some_edges(0.15)
        without = frozenset((Duty.STRIKE,)) if number % 2 else frozenset[Duty]()
        through = drawn.some_edges(0.6) if number % 3 == 1 else None
        edges = [
            edge for edge in drawn.edges if edge not in excluded and system.edges[edge].duty not in without
        ]
        circling = comes_by(drawn, place, edges, through)
        before = drawn.leading_to(circling, edges, drawn.explicit.reached())
        states = drawn.sets(state for state in before if state.location == place)[place]
        found = lasso(drawn.model, stem, place, states, without, excluded, EVENTS, through)
        assert (found is not None) == bool(circling)
        if found is None:
            continue
        run = run_along(drawn, found.path, system.initial)
        circle = found.path.edges[found.loop :]
        assert run[0] in drawn.explicit.begins
        assert circle
        assert run[found.loop] == run[-1]
        assert set(circle) <= set(edges)
        assert any(state in circling for state in run[found.loop :])
        assert through is None or set(circle) & through
        of_the_world = [system.edges[edge].duty not in (Duty.ENGINE, Duty.STRIKE) for edge in circle]
        assert of_the_world[0] or not any(of_the_world)


def nearest_goal(drawn: Drawn, state: State, edges: list[int], goals: set[State]) -> int:
    """The fewest events from a state to a goal."""
    known = fewest(drawn, {state}, edges)
    return min(known[goal] for goal in goals if goal in known)


def test_a_run_comes_by_a_place_and_goes_on_from_there_to_a_goal(drawn: Drawn) -> None:
    excluded = drawn.some_edges(0.15)
    edges = [edge for edge in drawn.edges if edge not in excluded]
    goals = {state for state in drawn.some_states(0.1) if state.location}
    able = drawn.leading_to(goals, edges, set(drawn.every_state())) & drawn.explicit.reached()
    for place in drawn.places:
        here = {state for state in able if state.location == place}
        wanted = dict(enumerate(drawn.sets(goals)))
        stem = Shortest(drawn.model)
        found = onward(drawn.model, stem, place, drawn.sets(here)[place], wanted, excluded, EVENTS)
        assert (found is not None) == bool(here)
        if found is None:
            continue
        run = run_along(drawn, found, drawn.system.initial)
        assert run[0] in drawn.explicit.begins
        assert run[-1] in goals
        known = fewest(drawn, drawn.explicit.begins, list(drawn.edges))
        nearest = min(known[state] for state in here)
        assert any(
            events(drawn, found.edges[:number]) == nearest
            and events(drawn, found.edges[number:]) == nearest_goal(drawn, run[number], edges, goals)
            for number in range(len(run))
            if run[number] in here and excluded.isdisjoint(found.edges[number:])
        )


def test_parts_of_a_graph_are_where_ways_lead_forth_and_back(drawn: Drawn) -> None:
    size = 12
    following = [[node for node in range(size) if drawn.random.random() < 0.12] for _ in range(size)]
    ahead = [set[int]() for _ in range(size)]
    for node in range(size):
        todo = [node]
        while todo:
            for target in following[todo.pop()]:
                if target not in ahead[node]:
                    ahead[node].add(target)
                    todo.append(target)
    part = components(following)
    for one in range(size):
        for two in range(size):
            assert (part[one] == part[two]) == (one == two or (two in ahead[one] and one in ahead[two]))
            assert two not in ahead[one] or part[one] <= part[two]
    assert set(part) == set(range(len(set(part))))
    ways = [(node, target) for node, targets in enumerate(following) for target in targets]
    first = list(range(size))
    for _ in range(size):
        for one, two in ways:
            first[one] = first[two] = min(first[one], first[two])
    assert linked(size, ways) == first


def test_a_model_knows_its_edges_by_both_ends_and_where_to_begin(drawn: Drawn) -> None:
    model, system = drawn.model, drawn.system
    for place in drawn.places:
        assert model.outgoing[place] == [edge for edge in drawn.edges if system.edges[edge].source == place]
        assert model.incoming[place] == [edge for edge in drawn.edges if system.edges[edge].target == place]
    assert drawn.states_at(0, model.begins) == drawn.explicit.begins
    assert sorted(model.order) == list(drawn.places)
    for edge in drawn.edges:
        possible = {state.values for state in drawn.states_at(0, model.moves[edge].possible)}
        assert possible == {values for values in drawn.explicit.all if drawn.explicit.after(edge, values)}


def test_states_that_an_edge_cannot_be_taken_from_are_no_run(drawn: Drawn) -> None:
    for edge, move in enumerate(drawn.system.edges):
        for values in drawn.explicit.all:
            state = dict(enumerate(values))
            path = Path((edge,), (EMPTY, EMPTY))
            assert is_path(drawn.model, path, [state, state]) is holds(move.guard, state)
