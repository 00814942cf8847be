"""The smallest sets of conditions because of which something is never reached, found by leaving conditions out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import product
from typing import Final

from ....grammar.light_dataclass import dataclass
from .rows import ConditionRow

MOST_TRIES: Final = 200
"""How often a definition is worked out anew for one set, at most."""
MOST_CORES: Final = 4
MOST_CHOICES: Final = 60
"""How many ways to change one condition of each set are tried, at most."""

Question = Callable[[Sequence[ConditionRow]], bool]
"""Whether it is reached where these conditions may hold or not."""


@dataclass(frozen=True, slots=True)
class Cores:
    """Sets of conditions, each of which is enough to keep something from being reached; none of their conditions can be left
    out. None of them: it is not reached whatever the conditions say. `is_whole`: it is reached where any one condition of
    each set may hold or not; else there may be further sets.
    """

    sets: tuple[tuple[ConditionRow, ...], ...]
    is_whole: bool = True


def cores(rows: Sequence[ConditionRow], is_reached: Question) -> Cores:
    """As many sets as there have to be, in the order of `rows`: while some choice of one condition of each is not enough,
    what still keeps it from being reached then is one more.
    """
    if not is_reached(rows):
        return Cores(())
    found = [core(rows, is_reached)]
    tries = 0
    enough: set[frozenset[int]] = set()
    while True:
        choice = next(_choices(found, enough), None)
        if choice is None:
            return Cores(_in_order(rows, found))
        tries += 1
        if tries > MOST_CHOICES:
            return Cores(_in_order(rows, found), is_whole=False)
        if is_reached([rows[number] for number in sorted(choice)]):
            enough.add(choice)
            continue
        if len(found) == MOST_CORES:
            return Cores(_in_order(rows, found), is_whole=False)
        found.append(_beside(rows, choice, is_reached))


def core(rows: Sequence[ConditionRow], is_reached: Question) -> tuple[int, ...]:
    """Numbers of conditions that keep it from being reached, none of which can be left out. It is reached where all of them
    may hold or not.

    Conditions are left out in ever smaller groups; after `MOST_TRIES` questions the rest stays in.
    """
    kept = list(range(len(rows)))
    tries = 0
    size = max(1, len(kept) // 2)
    while True:
        place = 0
        while place < len(kept) and tries < MOST_TRIES:
            others = [*kept[:place], *kept[place + size :]]
            tries += 1
            if is_reached([row for number, row in enumerate(rows) if number not in others]):
                place += size
            else:
                kept = others
        if size == 1 or tries >= MOST_TRIES:
            return tuple(kept)
        size = max(1, size // 2)


def _choices(
    found: Sequence[tuple[int, ...]], enough: Collection[frozenset[int]]
) -> Iterator[frozenset[int]]:
    """One number of each set, but for what is known to be enough."""
    for numbers in product(*found):
        choice = frozenset(numbers)
        if choice not in enough:
            yield choice


def _beside(rows: Sequence[ConditionRow], choice: frozenset[int], is_reached: Question) -> tuple[int, ...]:
    """What keeps it from being reached where those that are chosen may hold or not."""
    chosen = [rows[number] for number in sorted(choice)]
    left = [number for number in range(len(rows)) if number not in choice]
    found = core([rows[number] for number in left], lambda relaxed: is_reached([*chosen, *relaxed]))
    return tuple(left[number] for number in found)


def _in_order(
    rows: Sequence[ConditionRow], found: Sequence[tuple[int, ...]]
) -> tuple[tuple[ConditionRow, ...], ...]:
    return tuple(tuple(rows[number] for number in numbers) for numbers in sorted(found))
