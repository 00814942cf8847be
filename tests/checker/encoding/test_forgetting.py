"""Forgetting what nobody will read, in systems drawn at random: what matters is reached as before."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from explicit_states import Explicit, State, drawn_system

from stageproof.checker.encoding.guard import TRUE, In
from stageproof.checker.encoding.liveness import forgetful
from stageproof.checker.encoding.system import (
    Copy,
    Duty,
    Edge,
    Label,
    Location,
    Map,
    System,
    Update,
    Variable,
)


def seen(system: System, live: tuple[int, ...]) -> set[State]:
    """What is reached, as far as it matters; 0 where it does not."""
    return {
        State(
            place,
            tuple(value if live[place] >> variable & 1 else 0 for variable, value in enumerate(values)),
        )
        for place, values in Explicit(system).reached()
    }


@pytest.mark.parametrize("seed", [*range(400), 438, 473, 1158, 1335, 2155, 2857])
def test_what_matters_is_reached_as_before(seed: int) -> None:
    random = Random(seed)
    system = drawn_system(random)
    variables = range(len(system.variables))
    watched = [variable for variable in variables if random.random() < 0.1]
    asked = {
        place: [variable for variable in variables if random.random() < 0.3]
        for place in range(len(system.locations))
        if random.random() < 0.3
    }
    found, live = forgetful(system, watched, asked)
    assert seen(found, live) == seen(system, live)
    for place, wanted in enumerate(live):
        assert all(wanted >> variable & 1 for variable in (*watched, *asked.get(place, ())))
    assert [edge[:5] for edge in found.edges] == [edge[:5] for edge in system.edges]


def one_edge(*updates: Update) -> System:
    """A system of one edge over three variables of two values."""
    return System(
        tuple(Variable(name, ("0", "1")) for name in "abc"),
        (Location("before"), Location("behind")),
        (Edge(0, 1, Label("go"), Duty.ENGINE, TRUE, updates),),
    )


def test_what_an_edge_may_stop_at_matters_before_it_beside_what_it_copies() -> None:
    system = one_edge(Copy(1, 0, (1, 2)), Map(2, (0, 2)))
    found, live = forgetful(system, (), {1: [1]})
    assert live == (0b101, 0b010)
    assert seen(found, live) == seen(system, live)


def test_what_is_copied_on_the_edge_that_sets_it_is_set_though_nobody_reads_it_behind() -> None:
    system = one_edge(Map(0, (2, 2)), Copy(1, 0, (1, 2)))
    found, live = forgetful(system, (), {1: [1]})
    assert live == (0, 0b010)
    assert {state.values[1] for state in seen(found, live) if state.location == 1} == {1}


def test_what_nobody_reads_any_more_has_any_value() -> None:
    system = one_edge(Map(1, (1, 2)))
    (edge,) = system.edges
    guarded = replace(system, edges=(edge._replace(guard=In(0, 0b01)),))
    found, live = forgetful(guarded, (), {1: [1]})
    assert live == (0b011, 0b010)
    assert found.edges[0].updates == (Map(1, (1, 2)), Map(0, (3, 3)))
