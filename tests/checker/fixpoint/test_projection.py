"""Systems that know of some variables only, held to every state of systems drawn at random."""

from __future__ import annotations

from random import Random

import pytest
from explicit_states import Explicit, State, drawn_system

from stageproof.checker.encoding.guard import TRUE, In
from stageproof.checker.encoding.system import Duty, Edge, Label, Location, Map, System, Variable
from stageproof.checker.fixpoint.model import Model
from stageproof.checker.fixpoint.projection import nearest, projected
from stageproof.checker.fixpoint.reach import reach


@pytest.mark.parametrize("number", range(30))
def test_whatever_is_reached_is_reached_in_every_projection(number: int) -> None:
    random = Random(f"projection {number}")
    system = drawn_system(random)
    count = len(system.variables)
    kept = frozenset(random.sample(range(count), random.randint(0, count)))
    model = Model(projected(system, kept))
    reached = reach(model)
    for place, values in Explicit(system).reached():
        assert model.diagrams.meets(reached[place], model.diagrams.valuation(dict(enumerate(values))))


@pytest.mark.parametrize("number", range(30))
def test_with_every_variable_nothing_more_is_reached(number: int) -> None:
    system = drawn_system(Random(f"whole {number}"))
    whole = Model(projected(system, range(len(system.variables))))
    explicit = Explicit(system)
    found = {
        State(place, values)
        for place, states in enumerate(reach(whole))
        for values in explicit.all
        if whole.diagrams.meets(states, whole.diagrams.valuation(dict(enumerate(values))))
    }
    assert found == explicit.reached()


@pytest.mark.parametrize("number", range(30))
def test_nothing_is_said_of_variables_that_are_left_out(number: int) -> None:
    random = Random(f"left out {number}")
    system = drawn_system(random)
    kept = frozenset({0})
    model = Model(projected(system, kept))
    for states in reach(model):
        assert model.diagrams.looks_at(states) <= kept


def test_the_nearest_variables_are_those_asked_for_and_then_those_that_decide_them() -> None:
    def becomes(variable: int) -> tuple[Map, ...]:
        return (Map(variable, (2, 2)),)

    variables = tuple(Variable(name, ("no", "yes")) for name in "abcd")
    label = Label("go")
    edges = (
        Edge(0, 0, label, Duty.ENGINE, In(2, 2), becomes(1)),
        Edge(0, 0, label, Duty.ENGINE, In(3, 2), becomes(2)),
        Edge(0, 0, label, Duty.ENGINE, In(1, 2), becomes(0)),
    )
    system = System(variables, (Location("here"),), edges)
    assert nearest(system, {0: In(1, 2)}) == [1, 2, 3]
    assert nearest(system, {0: In(0, 2)}) == [0, 1, 2, 3]
    also = Edge(0, 0, label, Duty.ENGINE, In(3, 2), becomes(0))
    assert nearest(System(variables, (Location("here"),), (*edges, also)), {0: In(0, 2)}) == [0, 1, 3, 2]


def test_a_change_for_which_nothing_is_asked_is_decided_on_the_only_way_to_it() -> None:
    label, engine = Label("go"), Duty.ENGINE
    variables = tuple(Variable(name, ("no", "yes")) for name in "abcd")
    locations = (Location("rest", rests=True), Location("first"), Location("second"), Location("done"))
    edges = (
        Edge(0, 1, label, engine, In(1, 2)),
        Edge(1, 2, label, engine),
        Edge(2, 3, label, engine, In(0, 1), (Map(0, (2, 2)),)),
    )
    asked = {3: In(0, 2)}
    assert nearest(System(variables, locations, edges), asked) == [0, 1]
    also = Edge(0, 2, label, engine, In(2, 2))
    assert nearest(System(variables, locations, (*edges, also)), asked) == [0], "two ways lead to it"
    resting = (locations[0], Location("first", rests=True), *locations[2:])
    assert nearest(System(variables, resting, edges), asked) == [0], "a run may wait before it"
    own = (*edges[:2], Edge(2, 3, label, engine, In(3, 2), (Map(0, (2, 2)),)))
    assert nearest(System(variables, locations, own), asked) == [0, 3], "something is asked there"


def test_a_goal_that_looks_at_nothing_is_decided_by_what_is_asked_last_on_the_way() -> None:
    label, engine = Label("go"), Duty.ENGINE
    variables = tuple(Variable(name, ("no", "yes")) for name in "abc")
    locations = tuple(map(Location, ("first", "second", "third", "goal")))
    edges = (
        Edge(0, 1, label, engine, In(2, 2)),
        Edge(1, 2, label, engine, In(1, 2)),
        Edge(2, 3, label, engine),
        Edge(3, 2, label, engine),
    )
    system = System(variables, locations, edges)
    assert nearest(system, {3: TRUE}) == [1]
    assert nearest(system, {1: TRUE}) == [2]
    assert nearest(system, {0: TRUE}) == []
    assert nearest(system, {3: In(0, 2)}) == [0]


def test_a_goal_that_moves_go_round_to_without_a_question_is_decided_by_nothing() -> None:
    label, engine = Label("go"), Duty.ENGINE
    edges = (
        Edge(0, 1, label, engine),
        Edge(1, 2, label, engine),
        Edge(2, 1, label, engine),
        Edge(2, 3, label, engine),
    )
    locations = tuple(map(Location, ("first", "second", "third", "goal")))
    assert nearest(System((Variable("a", ("no", "yes")),), locations, edges), {3: TRUE}) == []
