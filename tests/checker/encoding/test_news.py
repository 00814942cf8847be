"""Which conditions are judged again when something is new."""

from __future__ import annotations

from typing import Final

from running import program_of

from stageproof.checker.encoding.encode import encode
from stageproof.checker.encoding.guard import FALSE, In
from stageproof.checker.encoding.news import Asked, News

PROGRAM: Final = program_of("""
  start autolaunched -> First
  stage First { background A calls F background B calls F starts when A is Completed then end }
""")
OPEN: Final = 99


def news(*open_variables: int) -> News:
    """What is new in a stage of two steps; the second one's entry and exit look at a variable that is no status."""
    condition = Asked(In(OPEN, 0b10), FALSE, None)
    return News(
        encode(PROGRAM).statuses,
        PROGRAM.stages[0],
        [None, condition],
        [None, condition],
        frozenset(open_variables),
    )


def test_a_condition_that_looks_at_nothing_new_is_not_judged_again() -> None:
    plain = news()
    assert plain.of_start(0) == plain.of_completion(0) == plain.of_result(0, frozenset()) == (0, 0)
    assert plain.of_result(0, frozenset((OPEN,))) == (0b10, 0b10)
    assert plain.after_entering == 0


def test_a_condition_that_is_left_open_is_judged_again_whatever_is_new() -> None:
    left_open = news(OPEN)
    assert left_open.of_start(0) == left_open.of_completion(0) == (0b10, 0b10)
    assert left_open.of_result(0, frozenset()) == left_open.of_change(frozenset()) == (0b10, 0b10)
    assert left_open.after_entering == 0b10


def test_another_condition_is_not_judged_again_because_one_is_left_open() -> None:
    other = news(OPEN + 1)
    assert other.of_start(0) == other.of_completion(0) == other.of_change(frozenset()) == (0, 0)
