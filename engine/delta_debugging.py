"""Delta debugging (Zeller's ddmin): leaving out of a run what does not matter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Final, TypeVar

MAXIMUM_TRIES: Final = 400
"""How many shorter runs are tried."""
MAXIMUM_EVENTS: Final = 200_000
"""How many events these runs have together: of a long scenario fewer shorter ones are tried."""
Part = TypeVar("Part")


def minimal(
    events: list[Part], is_same: Callable[[list[Part]], bool], most: int = MAXIMUM_TRIES
) -> list[Part]:
    """Leave out ever smaller parts, from the end, then single events and pairs, until no such thing is left.

    Pairs: a `suspend` and its `resume` can only go together, whatever stands between them. `is_same` is asked at most
    `most` times.
    """
    tries, most = 0, min(most, MAXIMUM_EVENTS // (len(events) + 1))
    size = len(events)
    while events and tries < most:
        size = max(min(size, len(events)), 1)
        for places in _parts(len(events), size):
            tries += 1
            candidate = [event for place, event in enumerate(events) if place not in places]
            if is_same(candidate):
                events = candidate
                break
            if tries >= most:
                break
        else:
            if size == 1:
                break
            size //= 2
    return events


def _parts(count: int, size: int) -> Iterator[frozenset[int]]:
    """What to leave out: runs of `size` neighbours from the end; for one, single events and then any two."""
    for start in range(count - size, -1, -max(size // 2, 1)):
        yield frozenset(range(start, start + size))
    if size == 1:
        yield from map(frozenset, combinations(reversed(range(count)), 2))
