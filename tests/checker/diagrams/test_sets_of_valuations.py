"""Sets of valuations as decision diagrams, beside the same as Python's sets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from random import Random
from typing import Final

import pytest

from stageproof.checker.budget import BudgetSpentError
from stageproof.checker.diagrams import diagrams as limits
from stageproof.checker.diagrams.diagrams import EMPTY, EVERYTHING, Diagrams
from stageproof.checker.diagrams.guards import Guards, guard_of
from stageproof.checker.diagrams.images import Images
from stageproof.checker.encoding.guard import AllOf, AnyOf, Guard, In, Negation, holds
from stageproof.checker.encoding.system import Copy, Map, Update

SIZES: Final = (2, 3, 2, 4)
LEVELS: Final = range(len(SIZES))
Valuation = tuple[int, ...]
EVERY: Final[list[Valuation]] = list(product(*map(range, SIZES)))
SHARES: Final = (0.0, 0.1, 0.5, 0.9, 1.0)


@pytest.fixture(params=range(40))
def random(request: pytest.FixtureRequest) -> Random:
    """What is drawn."""
    return Random(request.param)


def some(random: Random) -> set[Valuation]:
    """Valuations drawn at random; at times they say nothing about some level."""
    share = random.choice(SHARES)
    silent = random.choice((None, *LEVELS))
    found = {one for one in EVERY if random.random() < share}
    if silent is None:
        return found
    return {(*one[:silent], value, *one[silent + 1 :]) for one in found for value in range(SIZES[silent])}


def node_of(diagrams: Diagrams, valuations: Iterable[Valuation]) -> int:
    """The node of a set, put together without the operations on sets."""
    known = set(valuations)

    def below(given: Valuation) -> int:
        if len(given) == len(SIZES):
            return EVERYTHING if given in known else EMPTY
        return diagrams.node(len(given), tuple(below((*given, value)) for value in range(SIZES[len(given)])))

    return below(())


def members(diagrams: Diagrams, node: int) -> set[Valuation]:
    """The valuations of a node."""
    found: set[Valuation] = set()
    for one in EVERY:
        here = node
        while here > EVERYTHING:
            here = diagrams.children[here][one[diagrams.levels[here]]]
        if here == EVERYTHING:
            found.add(one)
    return found


def levels_told(valuations: set[Valuation]) -> set[int]:
    """The levels that a set says something about."""
    return {
        level
        for level in LEVELS
        for one in valuations
        for value in range(SIZES[level])
        if (*one[:level], value, *one[level + 1 :]) not in valuations
    }


def test_operations_on_sets_are_those_of_sets(random: Random) -> None:
    diagrams = Diagrams(SIZES)
    for _ in range(4):
        one, two = some(random), some(random)
        left, right = node_of(diagrams, one), node_of(diagrams, two)
        assert members(diagrams, left) == one
        assert diagrams.union(left, right) == node_of(diagrams, one | two)
        assert diagrams.intersection(left, right) == node_of(diagrams, one & two)
        assert diagrams.difference(left, right) == node_of(diagrams, one - two)
        assert diagrams.complement(left) == node_of(diagrams, set(EVERY) - one)
        assert diagrams.is_subset(left, right) is (one <= two)
        assert diagrams.meets(left, right) is bool(one & two)
        assert diagrams.meets(right, left) is bool(one & two)
        assert diagrams.meets(left, left) is bool(one)
        three = some(random)
        every = [left, right, node_of(diagrams, three)]
        assert diagrams.union_of(every) == node_of(diagrams, one | two | three)


def test_a_set_is_one_node_which_looks_at_what_it_says_something_about(random: Random) -> None:
    diagrams = Diagrams(SIZES)
    valuations = some(random)
    node = node_of(diagrams, valuations)
    assert node == diagrams.union_of(diagrams.valuation(dict(enumerate(one))) for one in sorted(valuations))
    assert diagrams.looks_at(node) == levels_told(valuations)
    assert diagrams.count(node, LEVELS) == len(valuations)
    below = list(diagrams.below(node))
    assert len(below) == len(set(below))
    for place, found in enumerate(below):
        assert {child for child in diagrams.children[found] if child > EVERYTHING} <= set(below[:place])
    assert below[-1:] == ([node] if node > EVERYTHING else [])
    if valuations:
        picked = diagrams.pick(node)
        assert all(
            one in valuations for one in EVERY if all(one[level] == value for level, value in picked.items())
        )


def test_few_values_of_a_level_and_of_several_are_sets() -> None:
    diagrams = Diagrams(SIZES)
    assert members(diagrams, diagrams.literal(1, 0b101)) == {one for one in EVERY if one[1] in (0, 2)}
    assert diagrams.literal(1, 0b111) == EVERYTHING
    assert diagrams.literal(1, 0) == EMPTY
    found = diagrams.valuation({3: 2, 0: 1})
    assert members(diagrams, found) == {one for one in EVERY if one[3] == 2 and one[0] == 1}
    assert diagrams.count(found, (0, 3)) == 1
    assert diagrams.count(EVERYTHING, (1, 2)) == 6
    assert diagrams.count(EMPTY, LEVELS) == 0


def some_guard(random: Random, depth: int) -> Guard:
    """A guard drawn at random."""
    kind = random.choice(("in", "and", "or", "not")) if depth else "in"
    parts = tuple(some_guard(random, depth - 1) for _ in range(random.randrange(4)) if depth)
    if kind == "and":
        return AllOf(parts)
    if kind == "or":
        return AnyOf(parts)
    if kind == "not":
        return Negation(some_guard(random, depth - 1))
    level = random.choice(LEVELS)
    return In(level, random.randrange(1 << SIZES[level]))


def test_a_guard_is_the_set_in_which_it_holds_and_a_set_is_a_guard(random: Random) -> None:
    diagrams = Diagrams(SIZES)
    guards = Guards(diagrams)
    for _ in range(6):
        guard = some_guard(random, 3)
        wanted = {one for one in EVERY if holds(guard, dict(enumerate(one)))}
        node = guards.set_of(guard)
        assert members(diagrams, node) == wanted
        back = guard_of(diagrams, node)
        assert {one for one in EVERY if holds(back, dict(enumerate(one)))} == wanted


def some_images(random: Random, before: int, after: int) -> tuple[int, ...]:
    """What may come of each of some values: anything, nothing, or a few."""
    every = (1 << after) - 1
    if random.random() < 0.3:
        return (random.choice((every, 1 << random.randrange(after))),) * before
    return tuple(random.choice((random.randrange(1 << after), every, 1)) for _ in range(before))


def some_updates(random: Random, *, copies: bool) -> list[Update]:
    """Updates drawn at random, that follow each other."""
    found: list[Update] = []
    for _ in range(random.randrange(5)):
        level, source = random.sample(LEVELS, 2)
        if copies and random.random() < 0.4:
            found.append(Copy(level, source, some_images(random, SIZES[source], SIZES[level])))
        else:
            found.append(Map(level, some_images(random, SIZES[level], SIZES[level])))
    return found


def after(updates: Sequence[Update], one: Valuation) -> set[Valuation]:
    """What may come of a valuation."""
    found = {one}
    for update in updates:
        level = update.variable
        source = update.source if isinstance(update, Copy) else level
        found = {
            (*known[:level], value, *known[level + 1 :])
            for known in found
            for value in range(SIZES[level])
            if update.images[known[source]] >> value & 1
        }
    return found


@pytest.mark.parametrize("copies", [False, True])
def test_updates_lead_to_what_may_come_of_a_set_and_back_to_what_may_lead_there(
    random: Random, *, copies: bool
) -> None:
    diagrams = Diagrams(SIZES)
    images = Images(diagrams)
    for _ in range(4):
        updates = some_updates(random, copies=copies)
        forward, backward = images.forward(updates), images.backward(updates)
        for _ in range(3):
            valuations = some(random)
            node = node_of(diagrams, valuations)
            reached = {found for one in valuations for found in after(updates, one)}
            assert members(diagrams, forward(node)) == reached
            leading = {one for one in EVERY if after(updates, one) & valuations}
            assert members(diagrams, backward(node)) == leading


def test_updates_under_a_guard_are_those_of_where_it_holds(random: Random) -> None:
    diagrams = Diagrams(SIZES)
    images = Images(diagrams)
    cube = {level: random.randrange(1, 1 << SIZES[level]) for level in LEVELS if random.random() < 0.5}
    updates = some_updates(random, copies=False)
    relations = images.guarded(cube, updates)
    assert relations is not None
    valuations = some(random)
    node = node_of(diagrams, valuations)
    held = {one for one in EVERY if all(values >> one[level] & 1 for level, values in cube.items())}
    reached = {found for one in valuations & held for found in after(updates, one)}
    assert members(diagrams, images.relation(relations)(node)) == reached
    leading = {one for one in held if after(updates, one) & valuations}
    assert members(diagrams, images.converse(relations)(node)) == leading
    assert images.relation(relations) is images.relation(relations)


@pytest.mark.parametrize(
    ("updates", "is_one_pass"),
    [
        ([], True),
        ([Map(0, (1, 2))], True),
        ([Copy(0, 2, (1, 2))], False),
        ([Map(1, (1, 2, 4)), Copy(0, 2, (1, 2))], False),
        ([Copy(0, 2, (1, 2)), Map(1, (1, 2, 4))], False),
    ],
)
def test_a_guard_becomes_part_of_updates_that_copy_nothing(
    updates: list[Update], *, is_one_pass: bool
) -> None:
    assert (Images(Diagrams(SIZES)).guarded({0: 1}, updates) is not None) is is_one_pass


def test_more_nodes_than_allowed_are_refused_with_the_levels_that_have_most() -> None:
    sizes = (2,) * 6
    diagrams = Diagrams(sizes, limit=12)
    every = [{level: value >> level & 1 for level in range(6)} for value in range(64)]
    with pytest.raises(BudgetSpentError, match="more than 12 nodes") as refused:
        list(map(diagrams.valuation, every))
    counts = [diagrams.levels.count(level) for level in refused.value.levels]
    others = [diagrams.levels.count(level) for level in set(range(6)) - set(refused.value.levels)]
    assert len(counts) == limits.WIDEST
    assert counts == sorted(counts, reverse=True)
    assert min(counts) >= max(others)
    assert sum(counts) + sum(others) == len(diagrams.levels) - 2


def test_levels_without_nodes_are_not_among_those_that_have_most() -> None:
    diagrams = Diagrams(SIZES, limit=2)
    diagrams.literal(1, 1)
    with pytest.raises(BudgetSpentError) as refused:
        diagrams.literal(3, 1)
    assert refused.value.levels == (1,)


@pytest.mark.parametrize("operation", ["union", "intersection", "difference", "meets"])
def test_more_operations_than_allowed_are_refused(operation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "RESULTS_PER_NODE", 0)
    diagrams = Diagrams(SIZES)
    diagrams.look_at_work()
    getattr(diagrams, operation)(diagrams.literal(0, 1), diagrams.literal(1, 1))
    with pytest.raises(BudgetSpentError, match="more than 0 operations"):
        diagrams.look_at_work()


def test_work_is_looked_at_while_nodes_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "GLANCE", 0)
    with pytest.raises(BudgetSpentError, match="more than -1 seconds were needed"):
        Diagrams(SIZES, seconds=-1.0).literal(0, 1)


def test_what_could_not_be_worked_out_is_worked_out_once_there_is_room() -> None:
    """A node that was refused does not exist: with more nodes allowed it is made, and the sets are right."""
    diagrams = Diagrams(SIZES, limit=3)
    wanted = dict.fromkeys(range(len(SIZES)), 0)
    with pytest.raises(BudgetSpentError):
        diagrams.valuation(wanted)
    diagrams.grant(100)
    node = diagrams.valuation(wanted)
    assert diagrams.pick(node) == wanted
    assert diagrams.count(node, range(len(SIZES))) == 1
