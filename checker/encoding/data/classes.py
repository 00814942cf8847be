"""Several values as one variable: classes of combinations of values, none of which any run tells apart."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping

from ....engine.values import Value
from ....grammar.light_dataclass import dataclass
from .key import Key


@dataclass(frozen=True, slots=True)
class Trait:
    """Something that the combinations in a class have in common, and of which values it speaks."""

    keys: frozenset[Key]
    by_class: tuple[Hashable, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Classes:
    """Classes of combinations of values, each with one that stands for it.

    Where some of the values may become anything, every class can be reached that has the traits in common that speak of
    none of them.
    """

    keys: tuple[Key, ...]
    members: tuple[tuple[Value, ...], ...]
    traits: tuple[Trait, ...]

    @property
    def count(self) -> int:
        """How many classes there are."""
        return len(self.members)

    def value(self, number: int, key: Key) -> Value:
        """The value that stands for others in a class."""
        return self.members[number][self.keys.index(key)]

    def is_null(self, number: int, key: Key) -> bool:
        """Whether a value is null in a class."""
        return self.value(number, key) is None

    def images(self, changed: Collection[Key], nulls: Mapping[Key, bool | None]) -> tuple[int, ...]:
        """For each class, the classes (as bits) that may follow where some values change. `nulls`: which of them become
        null, or do not; None: they may.
        """
        kept = [trait for trait in self.traits if trait.keys.isdisjoint(changed)]
        by_rest: dict[tuple[Hashable, ...], int] = {}
        rests: list[tuple[Hashable, ...]] = []
        for number in range(self.count):
            rest = tuple(trait.by_class[number] for trait in kept)
            rests.append(rest)
            if all(
                nulls[key] is None or nulls[key] is self.is_null(number, key)
                for key in changed
                if key in self.keys
            ):
                by_rest[rest] = by_rest.get(rest, 0) | 1 << number
        return tuple(by_rest.get(rest, 0) for rest in rests)
