"""The conditions because of which something is never reached, found by leaving conditions out.

A *core* is a set of conditions that keep it from being reached whatever all others do, none of which can be left out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import combinations
from typing import Final

from ....grammar.light_dataclass import dataclass
from .rows import ConditionRow

MOST_TRIES: Final = 200
"""How often a definition is worked out anew for one core, at most."""
MOST_CORES: Final = 6
MOST_REASONS: Final = 3
MOST_CHOICES: Final = 60
"""How many choices of conditions are tried, at most."""

Question = Callable[[Sequence[ConditionRow]], bool]
"""Whether it is reached where these conditions may hold or not."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """Sets of conditions. It is reached where one condition of each may hold or not, and there are no fewer sets with which
    that is so. None of them: it is not reached whatever the conditions say. `is_whole`: else there is only one set, a core,
    and it takes more than one of its conditions.
    """

    sets: tuple[tuple[ConditionRow, ...], ...]
    is_whole: bool = True


def reasons(rows: Sequence[ConditionRow], is_reached: Question) -> Reasons:
    """Why it is not reached, with conditions in the order of `rows`. It is reached where all of them may hold or not.

    Whatever is enough holds a condition of each core. Such choices are tried, small ones first; where none of the smallest
    is enough, there is one more core. What is enough says how many reasons there are; a condition that can stand for one of
    its own is told beside it.
    """

    def is_enough(choice: Collection[int]) -> bool:
        return is_reached([rows[number] for number in sorted(choice)])

    cores = [core(rows, is_reached)]
    failed: set[frozenset[int]] = set()
    while len(cores) <= MOST_CORES:
        choices = _choices(cores)
        for choice in choices:
            if choice not in failed and len(failed) < MOST_CHOICES:
                if is_enough(choice):
                    return Reasons(_with_others(rows, cores, choice, is_enough))
                failed.add(choice)
        if not choices or len(failed) >= MOST_CHOICES:
            break
        cores.append(_beside(rows, choices[0], is_reached))
    return Reasons((tuple(rows[number] for number in cores[0]),), is_whole=False)


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


def _choices(cores: Sequence[tuple[int, ...]]) -> list[frozenset[int]]:
    """The smallest sets that hold a number of each core; none where they have more than `MOST_REASONS`."""
    numbers = sorted({number for each in cores for number in each})
    for size in range(1, MOST_REASONS + 1):
        found = [
            choice
            for choice in map(frozenset, combinations(numbers, size))
            if all(not choice.isdisjoint(each) for each in cores)
        ]
        if found:
            return found
    return []


def _beside(rows: Sequence[ConditionRow], choice: frozenset[int], is_reached: Question) -> tuple[int, ...]:
    """A core where those that are chosen may hold or not."""
    chosen = [rows[number] for number in sorted(choice)]
    left = [number for number in range(len(rows)) if number not in choice]
    found = core([rows[number] for number in left], lambda relaxed: is_reached([*chosen, *relaxed]))
    return tuple(left[number] for number in found)


def _with_others(
    rows: Sequence[ConditionRow],
    cores: Sequence[tuple[int, ...]],
    choice: frozenset[int],
    is_enough: Callable[[Collection[int]], bool],
) -> tuple[tuple[ConditionRow, ...], ...]:
    """Each condition of a choice that is enough, with those of its cores that can stand for it."""
    sets: list[tuple[int, ...]] = []
    for number in sorted(choice):
        others = {other for each in cores if number in each for other in each} - choice
        standing = [other for other in sorted(others) if is_enough({*choice - {number}, other})]
        sets.append(tuple(sorted((number, *standing))))
    return tuple(tuple(rows[number] for number in each) for each in sorted(sets))
