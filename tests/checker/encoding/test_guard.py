"""Conditions over variables: what is made simpler on the way, and what a condition looks at."""

from __future__ import annotations

import pytest

from stageproof.checker.encoding.guard import (
    FALSE,
    TRUE,
    AllOf,
    AnyOf,
    Guard,
    In,
    Negation,
    all_of,
    any_of,
    negation,
    read_by,
)

A, B, C = In(0, 1), In(1, 2), In(2, 4)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (all_of(()), TRUE),
        (all_of((A,)), A),
        (all_of((A, TRUE, A)), A),
        (all_of((A, all_of((B, C)))), AllOf((A, B, C))),
        (all_of((A, any_of((B, C)))), AllOf((A, AnyOf((B, C))))),
        (all_of((A, FALSE, B)), FALSE),
        (any_of(()), FALSE),
        (any_of((A,)), A),
        (any_of((A, FALSE, A)), A),
        (any_of((A, any_of((B, C)))), AnyOf((A, B, C))),
        (any_of((A, all_of((B, C)))), AnyOf((A, AllOf((B, C))))),
        (any_of((A, TRUE, B)), TRUE),
        (negation(TRUE), FALSE),
        (negation(FALSE), TRUE),
        (negation(A), Negation(A)),
        (negation(negation(A)), A),
    ],
)
def test_what_settles_nothing_is_left_out(made: Guard, expected: Guard) -> None:
    assert made == expected


@pytest.mark.parametrize(
    ("guard", "variables"),
    [
        (TRUE, set[int]()),
        (B, {1}),
        (all_of((A, negation(any_of((B, negation(C)))))), {0, 1, 2}),
        (negation(all_of((A, C))), {0, 2}),
    ],
)
def test_a_condition_looks_at_every_variable_in_it_below_negations_too(
    guard: Guard, variables: set[int]
) -> None:
    assert set(read_by(guard)) == variables
