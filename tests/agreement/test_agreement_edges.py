"""Every step of the interpreter is a path of the encoding, edge by edge."""

from __future__ import annotations

import pytest
from agreement_campaign import program_of_draft
from agreement_generator import draw
from agreement_paths import Paths, State
from agreement_truth import ALONE

from stageproof.checker.encoding.guard import In
from stageproof.checker.encoding.system import Copy, Duty, Edge, Label, Location, Map, System, Variable

TRUTHS = ("false", "true")
ANY = Map(0, (0b11, 0b11))
# before -> (x := any, y := x) -> judged -> (y) -> yes, or (not y) -> no; an error on the way leads to wrong
SMALL = System(
    (Variable("x", TRUTHS), Variable("y", TRUTHS)),
    (
        Location("before", rests=True),
        Location("judged"),
        Location("yes", rests=True),
        Location("no", rests=True),
        Location("wrong", rests=True, end="Error"),
    ),
    (
        Edge(0, 1, Label("complete", "A"), Duty.RESULT, updates=(ANY, Copy(1, 0, (0b01, 0b10)))),
        Edge(1, 2, Label("take", "yes"), Duty.ENGINE, In(1, 0b10)),
        Edge(1, 3, Label("take", "no"), Duty.ENGINE, In(1, 0b01)),
        Edge(1, 4, Label("fail", "A", ("decision",)), Duty.STRIKE),
    ),
)


@pytest.mark.parametrize(
    ("location", "values", "strikes", "leads"),
    [
        (2, {0: 1, 1: 1}, 0, True),
        (2, {0: 0}, 0, False),
        (3, {0: 0, 1: 0}, 0, True),
        (3, {1: 1}, 0, False),
        (4, {0: 1}, 0, False),
        (4, {0: 1, 1: 1}, 1, True),
        (4, {0: 1, 1: 0}, 1, False),
        (1, {}, 0, False),
        (0, {}, 0, False),
    ],
)
def test_a_path_is_an_edge_of_the_world_and_edges_of_the_engine(
    location: int, values: dict[int, int], strikes: int, leads: bool
) -> None:
    paths = Paths(SMALL)
    after = State(location, values)
    assert paths.leads(State(0, {0: 0, 1: 0}), after, lambda edge: True, strikes) is leads
    assert not paths.leads(State(0, {}), after, lambda edge: False, strikes)


def test_an_event_may_leave_everything_as_it_was_only_where_that_is_said() -> None:
    paths = Paths(SMALL)
    here = State(0, {0: 1, 1: 0})
    assert paths.leads(here, here, lambda edge: False, may_stay=True)
    assert not paths.leads(here, State(0, {0: 0}), lambda edge: False, may_stay=True)
    assert not paths.leads(here, here, lambda edge: False)


@pytest.mark.parametrize("start", range(0, 40, 5))
def test_every_step_of_the_interpreter_is_a_path_of_the_encoding(start: int) -> None:
    from agreement_located import missing_paths

    checked = 0
    for number in range(start, start + 5):
        program = program_of_draft(draw(11, number))
        assert program is not None
        missing = missing_paths(program, ALONE, limit=60)
        assert not missing.edges, "\n".join((draw(11, number).text(), *missing.edges))
        checked += missing.checked
    assert checked > 50
