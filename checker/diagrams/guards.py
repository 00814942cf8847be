"""Guards as sets of valuations."""

from __future__ import annotations

from typing import assert_never

from ..encoding.guard import AllOf, AnyOf, Guard, In, Negation
from .diagrams import EMPTY, EVERYTHING, Diagrams


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
                result = EVERYTHING
                for part in reversed(parts):
                    result = diagrams.intersection(result, self.set_of(part))
                return result
            case AnyOf(parts=parts):
                result = EMPTY
                for part in reversed(parts):
                    result = diagrams.union(result, self.set_of(part))
                return result
            case Negation(part=part):
                return diagrams.complement(self.set_of(part))
            case _:
                assert_never(guard)
