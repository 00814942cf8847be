"""Systems that know of some variables only, held to every state of systems drawn at random."""

from __future__ import annotations

from random import Random

import pytest
from explicit_states import Explicit, State, drawn_system

from stageproof.checker.encoding.guard import In
from stageproof.checker.encoding.system import System
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
    from stageproof.checker.encoding.system import Duty, Edge, Label, Location, Map, Variable

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
    assert nearest(system, [In(1, 2)]) == [1, 2, 3]
    assert nearest(system, [In(0, 2)]) == [0, 1, 2, 3]
    also = Edge(0, 0, label, Duty.ENGINE, In(3, 2), becomes(0))
    assert nearest(System(variables, (Location("here"),), (*edges, also)), [In(0, 2)]) == [0, 1, 3, 2]
