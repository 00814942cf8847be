"""What follows from answers that cannot all be told: the tables of Kleene's logic, entry by entry."""

from itertools import product

import pytest

from stageproof.checker.three_valued import conjunction, disjunction, implication, negation

ANSWERS = (True, False, None)
POSSIBLE = {True: (True,), False: (False,), None: (True, False)}


def settled(answers: set[bool]) -> bool | None:
    """The one answer there is; None where there are both."""
    return next(iter(answers)) if len(answers) == 1 else None


@pytest.mark.parametrize(("left", "right"), list(product(ANSWERS, repeat=2)))
def test_an_answer_is_told_where_every_way_to_settle_the_parts_gives_it(
    left: bool | None, right: bool | None
) -> None:
    ways = list(product(POSSIBLE[left], POSSIBLE[right]))
    assert conjunction((left, right)) is settled({a and b for a, b in ways})
    assert disjunction((left, right)) is settled({a or b for a, b in ways})
    assert implication(left, right) is settled({not a or b for a, b in ways})
    assert negation(left) is settled({not a for a, _ in ways})


def test_of_no_parts_a_conjunction_holds_and_a_disjunction_does_not() -> None:
    assert conjunction(()) is True
    assert disjunction(()) is False
