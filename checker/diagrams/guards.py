"""Guards as sets of valuations, and sets as guards."""

from __future__ import annotations

from typing import Final, assert_never

from ..budget import BudgetSpentError
from ..encoding.guard import FALSE, TRUE, AllOf, AnyOf, Guard, In, Negation, all_of, any_of
from .diagrams import EMPTY, EVERYTHING, Diagrams

MOST_PARTS: Final = 10_000
"""So many parts a guard may have that is written from a set."""


class Guards:
    """Translates guards, each once."""

    def __init__(self, diagrams: Diagrams) -> None:
        """Begin with nothing translated."""
        self.diagrams = diagrams
        self._known: dict[Guard, int] = {}

    def set_of(self, guard: Guard) -> int:
        """The valuations in which a guard holds."""
        found = self._known.get(guard)
        if found is None:
            found = self._known[guard] = self._translated(guard)
        return found

    def _translated(self, guard: Guard) -> int:
        diagrams = self.diagrams
        match guard:
            case In(variable=variable, values=values):
                return diagrams.literal(variable, values)
            case AllOf(parts=parts):
                return diagrams.intersection_of(map(self.set_of, parts))
            case AnyOf(parts=parts):
                return diagrams.union_of(map(self.set_of, parts))
            case Negation(part=part):
                return diagrams.complement(self.set_of(part))
            case _:
                assert_never(guard)


def guard_of(diagrams: Diagrams, node: int) -> Guard:
    """A guard that holds in the valuations of a set, and in no other. Raises `BudgetSpentError` where it would be too long."""
    written: dict[int, Guard] = {EMPTY: FALSE, EVERYTHING: TRUE}
    parts: dict[int, int] = {EMPTY: 1, EVERYTHING: 1}
    for part in diagrams.below(node):
        level = diagrams.levels[part]
        values: dict[int, int] = {}
        for value, child in enumerate(diagrams.children[part]):
            values[child] = values.get(child, 0) | 1 << value
        parts[part] = 1 + sum(parts[child] for child in values)
        if parts[part] > MOST_PARTS:
            raise BudgetSpentError(f"a condition with more than {MOST_PARTS:,} parts was needed", (level,))
        written[part] = any_of(
            all_of((In(level, bits), written[child])) for child, bits in values.items() if child != EMPTY
        )
    return written[node]
