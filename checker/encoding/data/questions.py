"""Questions about values that have one answer: a condition, with the statuses in it fixed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from typing import Final

from ....engine.values import Value
from ....grammar.light_dataclass import dataclass
from ..statuses import StatusTerm
from .atoms import Atom
from .key import Key
from .meaning import Slot

Truth = bool | None
"""Whether it holds; None: judging it is an error."""
MOST_STATUSES: Final = 256


class TooManyStatusesError(Exception):
    """A condition looks at more combinations of statuses than can be asked."""


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """An atom with the statuses it looks at."""

    atom: Atom
    statuses: Mapping[Slot, Value]

    @property
    def keys(self) -> tuple[Key, ...]:
        """The values it looks at."""
        return self.atom.keys

    def truth(self, values: Mapping[Key, Value]) -> Truth:
        """The answer for these values."""
        state: dict[Slot, Value] = {key: values[key] for key in self.atom.keys}
        state.update(self.statuses)
        return self.atom.truth(state)


def questions_of(atom: Atom) -> Iterator[Question]:
    """The questions an atom asks: one for each combination of statuses. Raises TooManyStatusesError."""
    terms = [slot for slot in atom.looks_at if isinstance(slot, StatusTerm)]
    values = [list(dict.fromkeys(term.values)) for term in terms]
    if prod(map(len, values)) > MOST_STATUSES:
        raise TooManyStatusesError("a condition looks at too many statuses beside it")
    for chosen in product(*values):
        yield Question(atom, dict(zip(terms, chosen, strict=True)))
