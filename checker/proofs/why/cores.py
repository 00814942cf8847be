"""The smallest set of conditions because of which something is never reached, found by leaving conditions out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from .rows import ConditionRow

MOST_TRIES: Final = 200
"""How often a definition is worked out anew, at most."""


def core(
    rows: Sequence[ConditionRow], is_reached: Callable[[Sequence[ConditionRow]], bool]
) -> tuple[ConditionRow, ...] | None:
    """A set of conditions that keep it from being reached, none of which can be left out.

    `is_reached(relaxed)` says whether it is reached where these conditions may hold or not. None: it is not reached
    even where all may. Conditions are left out in ever smaller groups; after `MOST_TRIES` questions the rest stays in.
    """
    if not is_reached(rows):
        return None
    kept = list(range(len(rows)))
    tries = 1
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
            return tuple(rows[number] for number in kept)
        size = max(1, size // 2)
