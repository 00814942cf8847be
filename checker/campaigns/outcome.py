"""What came of a campaign."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from ...grammar.light_dataclass import dataclass
from ..coverage.coverage import Measured
from ..random_runs.fault_model import FaultModel
from ..random_runs.tally import Failure, Tally
from .plan import Plan


class StopReason(StrEnum):
    """Why a campaign ended."""

    EXHAUSTIVE = "exhaustive"
    RUNS = "runs"
    TIME = "max-time"
    FAILURES = "max-failures"
    INTERRUPTED = "interrupted"
    LOST = "chunk-lost"
    NO_START = "no-run-begins"


class Explored(NamedTuple):
    """How far the breadth-first search came: places and ways, and whether that is all there is. Every run with fewer than
    `distance` events was looked at.
    """

    complete: bool
    places: int
    ways: int
    distance: int


class Discovery(NamedTuple):
    """After so many runs, so many features had been seen."""

    runs: int
    features: int


class Origin(NamedTuple):
    """One of the campaigns that were put together: what was planned and how far it came. `files` are the reports that tell of it,
    `chunks` the numbers of those that were run; `runs` and `events` how many that were.
    """

    files: tuple[str, ...]
    seed: int
    planned: int
    faults: FaultModel
    longest: int
    stop_reason: StopReason
    explored: Explored | None
    chunks: tuple[int, ...]
    runs: int
    events: int


@dataclass(frozen=True, slots=True)
class Campaign:
    """What came of a campaign. `explored` is None where no breadth-first search was made. `covered` are the features seen
    by exploring or by runs; `tally` counts runs alone. `tolerated` counts moments that are right
    by another reading of a decision, which is accepted. `failures` are made short, sorted by fingerprint. `chunks` are the
    numbers of those that were run, `coverage` says what of the definition was
    seen and why the rest was not. `notes` say, for people, what was left out. `merged` are the campaigns that this one is put
    together from, none where it is one; then `plan` allows what any of them did, with the seed of the first.
    """

    plan: Plan
    orchestration: str
    stop_reason: StopReason
    explored: Explored | None
    tally: Tally
    covered: frozenset[str]
    premises: frozenset[str]
    untold: frozenset[str]
    tolerated: Mapping[str, int]
    failures: tuple[Failure, ...]
    coverage: tuple[Measured, ...] = ()
    chunks: tuple[int, ...] = ()
    discoveries: tuple[Discovery, ...] = ()
    notes: tuple[str, ...] = ()
    merged: tuple[Origin, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether everything was done that was asked for, or everything there is."""
        return self.stop_reason in (StopReason.EXHAUSTIVE, StopReason.RUNS)

    @property
    def is_exhaustive(self) -> bool:
        """Whether there is no other run, but for other values than the representative ones."""
        return self.explored is not None and self.explored.complete

    @property
    def is_one_sample(self) -> bool:
        """Whether all random runs were drawn in one way, so that they can be counted for one estimate."""
        return len({(origin.faults, origin.longest) for origin in self.merged if origin.runs}) < 2

    @property
    def is_empty(self) -> bool:
        """Whether nothing was played."""
        searches = (self.explored, *(origin.explored for origin in self.merged))
        return not self.tally.events and all(each is None or not each.ways for each in searches)

    @property
    def seeds(self) -> tuple[int, ...]:
        """The seeds of the random runs, of which campaigns that were put together have several."""
        return tuple(sorted({origin.seed for origin in self.merged})) or (self.plan.seed,)
