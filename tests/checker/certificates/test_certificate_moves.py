"""What a move can lead to, as a formula, held to what it leads to state by state."""

from itertools import product
from random import Random

from explicit_certificates import Table
from explicit_states import drawn_update, results

from stageproof.checker.certificates.formulas import FALSE
from stageproof.checker.certificates.meanings import Meanings
from stageproof.checker.certificates.sets import NOTHING, contains
from stageproof.checker.encoding.system import Duty, Edge, Label, Location, System, Variable

VALUES = ((2, "ab"), (3, "abc"), (3, "abc"), (2, "ab"))
VARIABLES = tuple(Variable(f"v{place}", tuple(words)) for place, (_, words) in enumerate(VALUES))
SIZES = [size for size, _ in VALUES]
EVERY = list(product(*map(range, SIZES)))


def drawn_set(random: Random, table: Table) -> int:
    """A set that often is the product of sets for some of the variables."""
    kept = set(EVERY)
    for _ in range(random.randint(0, 3)):
        looked_at = random.sample(range(len(SIZES)), random.randint(1, 2))
        allowed = {
            tuple(random.randrange(SIZES[at]) for at in looked_at) for _ in range(random.randint(2, 5))
        }
        kept = {values for values in kept if tuple(values[at] for at in looked_at) in allowed}
    return table.of(kept)


def system_with(edge: Edge) -> System:
    return System(VARIABLES, (Location("from"), Location("to")), (edge,))


def drawn_edge(random: Random) -> Edge:
    updates = tuple(drawn_update(random, SIZES) for _ in range(random.randint(0, 2)))
    return Edge(0, 1, Label("move"), Duty.ENGINE, updates=updates)


def test_what_leads_out_of_a_set_is_found_whatever_is_taken_for_plain() -> None:
    settled = violated = 0
    for seed in range(400):
        random = Random(seed)
        edge = drawn_edge(random)
        table = Table(system_with(edge))
        before, after = drawn_set(random, table), drawn_set(random, table)
        also = before if random.random() < 0.5 else drawn_set(random, table)
        nodes = tuple(table.nodes)
        meanings = Meanings(system_with(edge), nodes)
        leaving = meanings.moves[0].out_of(after, meanings.sets.given(before, also))
        violation = meanings.found((before, also), (), leaving)
        for values in EVERY:
            leads_out = any(
                not contains(nodes, after, result) for result in results(edge.updates, values)
            ) and all(contains(nodes, states, values) for states in (before, also))
            assert meanings.formulas.holds(violation, dict(enumerate(values))) == leads_out, seed
            violated += leads_out
        settled += violation == FALSE
    assert settled >= 40
    assert violated >= 400


def test_what_leads_into_a_set_is_found() -> None:
    for seed in range(200):
        random = Random(seed)
        edge = drawn_edge(random)
        table = Table(system_with(edge))
        after = drawn_set(random, table)
        nodes = tuple(table.nodes)
        meanings = Meanings(system_with(edge), nodes)
        leading = meanings.moves[0].into(after)
        for values in EVERY:
            leads_in = any(contains(nodes, after, result) for result in results(edge.updates, values))
            assert meanings.formulas.holds(leading, dict(enumerate(values))) == leads_in, seed


def test_a_factor_that_a_change_touches_is_not_taken_as_it_was() -> None:
    """The set of before is the set of after, and yet what lies in it does not stay there."""
    from stageproof.checker.encoding.system import Map

    edge = Edge(0, 1, Label("move"), Duty.ENGINE, updates=(Map(1, (0b010, 0b010, 0b010)),))
    table = Table(system_with(edge))
    kept = table.of({values for values in EVERY if values[1] == 0 and values[2] == 0})
    meanings = Meanings(system_with(edge), tuple(table.nodes))
    assert meanings.moves[0].out_of(kept, meanings.sets.given(kept)) != FALSE
    untouched = table.of({values for values in EVERY if values[2] == 0})
    meanings = Meanings(system_with(edge), tuple(table.nodes))
    assert meanings.moves[0].out_of(untouched, meanings.sets.given(kept)) == FALSE
    assert meanings.moves[0].out_of(untouched, meanings.sets.given()) != FALSE


def test_nodes_from_which_no_way_leads_on_are_the_empty_set() -> None:
    nodes = ((3, (0, 0)), (2, (0, 2, 0)), (0, (3, 1)))
    meanings = Meanings(system_with(drawn_edge(Random(0))), nodes)
    assert [meanings.sets.formula(number) for number in (NOTHING, 2, 3)] == [FALSE] * 3
    for values in EVERY:
        assert meanings.formulas.holds(meanings.sets.formula(4), dict(enumerate(values))) == (values[0] == 1)
    for number in (2, 3, 4):
        leaving = meanings.moves[0].out_of(number, meanings.sets.given(number))
        assert leaving == FALSE or number == 4
