"""States on circles, and one of each circle, held to every state of systems drawn at random."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest
from explicit_states import Explicit, State, drawn_system

from stageproof.checker.encoding.guard import TRUE, In, all_of
from stageproof.checker.encoding.system import Duty, Edge, Label, Location, Map, System, Variable
from stageproof.checker.fixpoint.model import Model
from stageproof.checker.fixpoint.round_trips import Circling


def states_in(explicit: Explicit, model: Model, sets: dict[int, int]) -> set[State]:
    return {
        State(place, values)
        for place, states in sets.items()
        for values in explicit.all
        if model.diagrams.meets(states, model.diagrams.valuation(dict(enumerate(values))))
    }


def following(explicit: Explicit) -> dict[State, set[State]]:
    """Every state, with those that edges lead to from it."""
    return {
        state: {after for _, after in explicit.moves(state)}
        for place in range(len(explicit.system.locations))
        for state in (State(place, values) for values in explicit.all)
    }


def lasting(explicit: Explicit) -> set[State]:
    """The most states of which each comes from one of them and leads to one of them."""
    after = following(explicit)
    left = set(after)
    while True:
        led_to = {other for state in left for other in after[state]}
        kept = {state for state in left if state in led_to and after[state] & left}
        if kept == left:
            return left
        left = kept


def on_circles(explicit: Explicit) -> set[State]:
    """The states from which edges lead back to themselves."""
    after = following(explicit)

    def reached(states: set[State]) -> set[State]:
        found = set(states)
        todo = list(states)
        while todo:
            new = after[todo.pop()] - found
            found |= new
            todo += new
        return found

    return {state for state in after if state in reached(after[state])}


def drawn_turns(random: Random) -> System:
    """A system in which each state has at most one edge, with one result."""
    sizes = [random.choice((2, 3)) for _ in range(2)]
    count = random.randint(1, 3)
    edges: list[Edge] = []
    for place in range(count):
        for values in product(*map(range, sizes)):
            if random.random() < 0.85:
                guard = all_of(In(variable, 1 << value) for variable, value in enumerate(values))
                updates = tuple(
                    Map(variable, (1 << random.randrange(size),) * size)
                    for variable, size in enumerate(sizes)
                )
                target = random.randrange(count)
                edges.append(Edge(place, target, Label("take"), Duty.ENGINE, guard, updates))
    variables = tuple(Variable(f"v{size}", tuple(map(str, range(size)))) for size in sizes)
    return System(variables, tuple(Location(f"{place}") for place in range(count)), tuple(edges), 0, TRUE)


def circles(explicit: Explicit) -> list[list[State]]:
    """Every circle of such a system, state by state."""
    found: dict[frozenset[State], list[State]] = {}
    for place in range(len(explicit.system.locations)):
        for values in explicit.all:
            way = [State(place, values)]
            while moves := list(explicit.moves(way[-1])):
                ((_, after),) = moves
                if after in way:
                    circle = way[way.index(after) :]
                    found.setdefault(frozenset(circle), circle)
                    break
                way.append(after)
    return list(found.values())


@pytest.mark.parametrize("number", range(60))
def test_what_lies_on_circles_is_found_and_nothing_that_does_not_last(number: int) -> None:
    explicit = Explicit(drawn_system(Random(f"circling {number}")))
    model = Model(explicit.system)
    found = dict(enumerate(Circling(model).states))
    assert on_circles(explicit) <= states_in(explicit, model, found) <= lasting(explicit)


@pytest.mark.parametrize("number", range(60))
def test_where_each_state_has_one_way_exactly_the_circles_are_found(number: int) -> None:
    explicit = Explicit(drawn_turns(Random(f"turns {number}")))
    model = Model(explicit.system)
    found = dict(enumerate(Circling(model).states))
    assert states_in(explicit, model, found) == {state for circle in circles(explicit) for state in circle}


@pytest.mark.parametrize("number", range(60))
def test_one_state_of_each_circle_is_chosen_by_location_and_then_by_values(number: int) -> None:
    random = Random(f"turns {number}")
    explicit = Explicit(drawn_turns(random))
    model = Model(explicit.system)
    places = random.sample(range(len(explicit.system.locations)), len(explicit.system.locations))
    ordered = [
        (variable, random.sample(range(len(it.values)), len(it.values)))
        for variable, it in enumerate(explicit.system.variables)
    ]
    random.shuffle(ordered)
    chosen = Circling(model).one_each([(place, ordered) for place in places])

    def turn(state: State) -> tuple[int, ...]:
        values = (order.index(state.values[variable]) for variable, order in ordered)
        return (places.index(state.location), *values)

    assert states_in(explicit, model, chosen) == {min(circle, key=turn) for circle in circles(explicit)}
