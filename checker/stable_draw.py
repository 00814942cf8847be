"""Drawing at random, the same in every version of Python: only `random()` is asked, whose numbers are promised to stay.

`choice`, `choices` and `randrange` of `random.Random` are not: how they make use of those numbers has changed before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from random import Random
from typing import TypeVar

Draw = Callable[[], float]
"""A number from 0 up to and without 1."""
Drawn = TypeVar("Drawn")


def seeded(*words: object) -> Draw:
    """Numbers that depend on these words alone."""
    return Random(":".join(map(str, words))).random  # noqa: S311  # runs are drawn, not secrets


def one_of(draw: Draw, these: Sequence[Drawn]) -> Drawn:
    """One of these, each as likely. Raises IndexError where there is none."""
    return these[int(draw() * len(these))]


def weighted(draw: Draw, these: Iterable[tuple[Drawn, int]]) -> Drawn:
    """One of these, each as likely as its weight says. Raises IndexError where there is none with a weight."""
    known = [(each, weight) for each, weight in these if weight > 0]
    point = int(draw() * sum(weight for _, weight in known))
    for each, weight in known:
        point -= weight
        if point < 0:
            return each
    raise IndexError("nothing to draw from")
