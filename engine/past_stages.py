"""The latest state of every stage, as a sequence of which a changed copy shares nearly everything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ..grammar.light_dataclass import dataclass

if TYPE_CHECKING:
    from .configuration import StageState

GROUP: Final = 32


@dataclass(frozen=True, slots=True)
class PastStages:
    """By stage index its latest state, None where there is none.

    Kept in groups of 32, so that a run of a definition with 1,000 stages copies 64 references where it changes one.
    """

    groups: tuple[tuple[StageState | None, ...], ...]

    @classmethod
    def none(cls, count: int) -> PastStages:
        """No stage of so many was visited."""
        return cls.of((None,) * count)

    @classmethod
    def of(cls, states: tuple[StageState | None, ...]) -> PastStages:
        """These states."""
        return cls(tuple(states[start : start + GROUP] for start in range(0, len(states), GROUP)))

    def __getitem__(self, index: int) -> StageState | None:
        return self.groups[index // GROUP][index % GROUP]

    def __len__(self) -> int:
        return sum(map(len, self.groups))

    def __iter__(self) -> Iterator[StageState | None]:
        for group in self.groups:
            yield from group

    def replaced(self, index: int, state: StageState | None) -> PastStages:
        """The same but for one stage."""
        number, place = divmod(index, GROUP)
        group = list(self.groups[number])
        group[place] = state
        groups = list(self.groups)
        groups[number] = tuple(group)
        return PastStages(tuple(groups))
