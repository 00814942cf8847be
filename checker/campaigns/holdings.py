"""Which random runs reports hold: a run is known by how it was drawn, its seed, its chunk and its place there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import NamedTuple

from ...grammar.light_dataclass import dataclass
from ..random_runs.fault_model import FaultModel
from ..random_runs.walk import CHUNK
from .outcome import Origin


class Drawn(NamedTuple):
    """A chunk of runs: the same ones wherever they were made."""

    seed: int
    chunk: int
    faults: FaultModel
    longest: int


@dataclass(frozen=True, slots=True)
class Holdings:
    """How many runs of each chunk there are; they are the first ones of it."""

    sizes: Mapping[Drawn, int] = field(default_factory=dict[Drawn, int])

    @classmethod
    def of(cls, origins: Iterable[Origin]) -> Holdings:
        """Those of campaigns."""
        found: dict[Drawn, int] = {}
        for origin in origins:
            for chunk in origin.chunks:
                drawn = Drawn(origin.seed, chunk, origin.faults, origin.longest)
                found[drawn] = max(found.get(drawn, 0), min(CHUNK, origin.planned - chunk * CHUNK))
        return cls(found)

    @property
    def runs(self) -> int:
        """How many that are."""
        return sum(self.sizes.values())

    def is_within(self, other: Holdings) -> bool:
        """Whether the other holds all of these."""
        return all(size <= other.sizes.get(drawn, 0) for drawn, size in self.sizes.items())

    def shared_with(self, other: Holdings) -> Drawn | None:
        """A chunk of which both hold runs; None where there is none."""
        return min(
            (drawn for drawn in self.sizes if drawn in other.sizes),
            default=None,
            key=lambda drawn: (drawn.seed, drawn.chunk),
        )

    def with_all(self, other: Holdings) -> Holdings:
        """Both together."""
        sizes = {drawn: max(size, other.sizes.get(drawn, 0)) for drawn, size in self.sizes.items()}
        return Holdings({**other.sizes, **sizes})
