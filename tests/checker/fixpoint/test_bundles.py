"""Events that are taken together, held to every state of systems drawn at random."""

from __future__ import annotations

from random import Random

import pytest
from explicit_states import Explicit, State, drawn_update

from stageproof.checker.encoding.guard import TRUE, AllOf, AnyOf, Guard, In, Negation
from stageproof.checker.encoding.system import Duty, Edge, Label, Location, Map, System, Update, Variable
from stageproof.checker.fixpoint import bundles
from stageproof.checker.fixpoint.model import Model
from stageproof.checker.fixpoint.reach import reach


def drawn_stage(random: Random) -> System:
    """A rest with events of one variable each that lead to a place from which some states lead back."""
    sizes = [random.choice((2, 3, 4)) for _ in range(random.randint(2, 4))]
    variables = tuple(
        Variable(f"v{number}", tuple(map(str, range(size)))) for number, size in enumerate(sizes)
    )
    locations = (
        Location("rest", rests=True),
        Location("behind"),
        Location("other"),
        Location("end", end="Error"),
    )
    label = Label("complete", "A")

    def one_of(variable: int) -> In:
        return In(variable, random.randrange(1, 1 << sizes[variable]))

    def last(variable: int) -> In:
        return In(variable, 1 << sizes[variable] - 1)

    edges: list[Edge] = []
    for variable in range(len(sizes)):
        for _ in range(random.choice((0, 1, 1, 2))):
            low = random.randrange(sizes[variable])
            image = 1 << random.randrange(sizes[variable])
            if random.random() < 0.7:
                image = 1 << random.randrange(low, sizes[variable])
            update = Map(variable, (image,) * sizes[variable])
            edges.append(Edge(0, 1, label, Duty.RESULT, In(variable, 1 << low), (update,)))
    chosen = random.sample(range(len(sizes)), random.randint(1, len(sizes)))
    done: Guard = AllOf(tuple(last(variable) for variable in chosen))
    back: Guard = random.choice((Negation(done), Negation(done), Negation(done), one_of(chosen[0]), TRUE))
    edges.append(Edge(1, 0, label, Duty.ENGINE, back))
    edges.append(Edge(1, 3, label, Duty.ENGINE, done))
    for _ in range(random.randint(0, 3)):
        source, target = random.choice(((0, 2), (2, 0), (2, 1), (1, 2), (0, 3)))
        duty = Duty.FAULT if source == 0 else Duty.ENGINE
        updates: tuple[Update, ...] = (drawn_update(random, sizes),) if random.random() < 0.6 else ()
        edges.append(Edge(source, target, label, duty, one_of(random.randrange(len(sizes))), updates))
    begins = AnyOf(tuple(one_of(variable) for variable in range(len(sizes))))
    return System(variables, locations, tuple(edges), 0, begins)


def states_of(system: System) -> set[State]:
    model = Model(system)
    return {
        State(place, values)
        for place, states in enumerate(reach(model))
        for values in Explicit(system).all
        if model.diagrams.meets(states, model.diagrams.valuation(dict(enumerate(values))))
    }


@pytest.mark.parametrize("number", range(150))
def test_taking_events_together_reaches_what_they_reach_one_by_one(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundles, "LEAST", 2)
    system = drawn_stage(Random(f"bundles {number}"))
    assert states_of(system) == Explicit(system).reached()


def test_many_of_these_systems_have_a_bundle_and_many_have_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "LEAST", 2)
    with_one = sum(
        bool(bundles.bundles(Model(drawn_stage(Random(f"bundles {number}"))))) for number in range(150)
    )
    assert 30 <= with_one <= 140


def test_events_that_may_leave_where_no_way_back_is_are_not_taken_together() -> None:
    variables = tuple(Variable(name, ("no", "yes")) for name in "abcd")
    label = Label("complete", "A")
    edges = [
        Edge(0, 1, label, Duty.RESULT, In(variable, 1 << value), (Map(variable, (2 >> value,) * 2),))
        for variable in range(4)
        for value in (0, 1)
    ]
    way_back = Edge(1, 0, label, Duty.ENGINE, Negation(In(0, 2)))
    locations = (Location("rest", rests=True), Location("behind"))
    none = AllOf(tuple(In(variable, 1) for variable in range(4)))
    assert bundles.bundles(Model(System(variables, locations, (*edges, way_back), 0, none))) == {}
    rising = [edge for edge in edges if isinstance(edge.guard, In) and edge.guard.values == 1]
    assert set(bundles.bundles(Model(System(variables, locations, (*rising, way_back), 0, none)))) == {0}
