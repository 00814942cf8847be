"""Words for regions of values."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ....engine.values import Value, shown
from .partition import Regions


def words(regions: Regions) -> tuple[str, ...]:
    """A word for each region."""
    return tuple(word(regions.members(region)) for region in range(regions.count))


def word(members: Sequence[Value]) -> str:
    """A word for values that stand for each other."""
    first = shown(members[0])
    if len(members) == 1:
        return first
    numbers = sorted(member for member in members if isinstance(member, Fraction))
    others = [member for member in members if not isinstance(member, Fraction)]
    if not numbers or others not in ([], [None]):
        return f"{first} or the like"
    ends = dict.fromkeys((shown(numbers[0]), shown(numbers[-1])))
    return " … ".join(ends) + (" or null" if others else "")
