"""Regions: the points of a value that no condition tells apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product
from math import prod
from typing import Final

from ....engine.values import Value
from ....grammar.light_dataclass import dataclass
from ..statuses import StatusTerm
from .atoms import Atom
from .key import Key
from .meaning import Slot

MOST_COMBINATIONS: Final = 4096


@dataclass(frozen=True, slots=True)
class Regions:
    """The points of one value and the region that each lies in; the first point of a region stands for it."""

    points: tuple[Value, ...]
    region: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many regions there are."""
        return max(self.region) + 1

    def representative(self, region: int) -> Value:
        """The point that stands for a region."""
        return self.points[self.region.index(region)]

    def of_point(self, value: Value) -> int | None:
        """The region of a value that is a point; None for any other."""
        for place, point in enumerate(self.points):
            if point is value or (point.__class__ is value.__class__ and point == value):
                return self.region[place]
        return None

    def members(self, region: int) -> list[Value]:
        """The points of a region."""
        return [point for point, own in zip(self.points, self.region, strict=True) if own == region]


def merged(
    points: Sequence[Value],
    keys: Sequence[Key],
    atoms: Iterable[Atom],
    all_points: Mapping[Key, Sequence[Value]],
    images: Sequence[Callable[[Value], Value]],
) -> Regions:
    """Merge points on which every atom agrees, whatever else it looks at, and that stay so under the `images`.

    `keys` share the points (a field as it is seen, and as it is outside). Where an atom looks at too much to be tried
    out, its points stay apart.
    """
    signatures: list[tuple[object, ...]] = [() for _ in points]
    for atom in atoms:
        for key in keys:
            if key in atom.keys:
                told = _signatures(atom, key, points, all_points)
                signatures = [(*own, more) for own, more in zip(signatures, told, strict=True)]
    region = _numbered(signatures)
    while True:
        following = [
            (own, *(_region(points, region, image(point)) for image in images))
            for own, point in zip(region, points, strict=True)
        ]
        finer = _numbered(following)
        if finer == region:
            return Regions(tuple(points), tuple(region))
        region = finer


def _signatures(
    atom: Atom, key: Key, points: Sequence[Value], all_points: Mapping[Key, Sequence[Value]]
) -> list[object]:
    others: list[Slot] = [slot for slot in atom.looks_at if slot != key]
    choices = [_values(slot, all_points) for slot in others]
    if prod(map(len, choices)) * len(points) > MOST_COMBINATIONS:
        return list(range(len(points)))
    told: list[object] = []
    for point in points:
        state: dict[Slot, Value] = {key: point}
        truths: list[bool | None] = []
        for chosen in product(*choices):
            state.update(zip(others, chosen, strict=True))
            truths.append(atom.truth(state))
        told.append(tuple(truths))
    return told


def _values(slot: Slot, all_points: Mapping[Key, Sequence[Value]]) -> Sequence[Value]:
    return slot.values if isinstance(slot, StatusTerm) else all_points[slot]


def _numbered(signatures: Sequence[object]) -> list[int]:
    numbers: dict[object, int] = {}
    return [numbers.setdefault(signature, len(numbers)) for signature in signatures]


def _region(points: Sequence[Value], region: Sequence[int], value: Value) -> int:
    for place, point in enumerate(points):
        if point is value or (point.__class__ is value.__class__ and point == value):
            return region[place]
    return -1
