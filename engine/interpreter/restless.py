"""The guard of the promise that every burst comes to rest."""

from __future__ import annotations

from typing import Final

PER_STEP: Final = 2
"""A step starts once and exits once in a visit of its stage."""
BESIDES: Final = 4
"""Entering, completing, failing, and the round in which nothing changes."""


class RestlessError(RuntimeError):
    """A stage was evaluated more often than its steps can change: a mistake of the interpreter, never of a definition."""


def most_rounds(steps: int) -> int:
    """How often a stage with so many steps can be evaluated in one burst, within one visit."""
    return PER_STEP * steps + BESIDES


def restless(stage: str, rounds: int) -> RestlessError:
    """The error of a stage that was evaluated so often."""
    return RestlessError(f"{stage} was evaluated {rounds} times at once and did not come to rest")
