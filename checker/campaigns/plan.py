"""What a campaign is to do, and how it is cut into chunks that depend on nothing but the seed and their number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from ...grammar.light_dataclass import dataclass
from ..random_runs.closure import MOST_WAYS
from ..random_runs.fault_model import FaultModel
from ..random_runs.tally import Tally
from ..random_runs.walk import CHUNK, LONGEST, chunk
from .subject import Subject, known_runs_of

MOST_KNOWN: Final = 200_000
"""How many ways a worker keeps from chunk to chunk: memory does not grow with the number of runs."""
RUNS: Final = 10_000
"""How many random runs there are where nobody says otherwise."""


class Shard(NamedTuple):
    """One of several parts of a campaign: the first of one is the whole."""

    number: int = 1
    parts: int = 1


WHOLE: Final = Shard()


class Task(NamedTuple):
    """A chunk to be run: its number, and how many runs of it."""

    number: int
    runs: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Random runs of one definition. `longest`: events after which a run is cut off; `most_ways`: how far the breadth-first
    search goes that comes before them (0: there is none). `accepted`: ids of
    decisions whose other readings are tolerated.
    """

    subject: Subject
    faults: FaultModel
    seed: int = 0
    runs: int = RUNS
    longest: int = LONGEST
    most_ways: int = MOST_WAYS
    accepted: frozenset[str] = frozenset()
    shard: Shard = WHOLE

    def tasks(self) -> Iterator[Task]:
        """The chunks of this shard, in order."""
        for number, begin in enumerate(range(0, self.runs, CHUNK)):
            if number % self.shard.parts == self.shard.number - 1:
                yield Task(number, min(CHUNK, self.runs - begin))

    def do(self, task: Task) -> Tally:
        """Run one chunk."""
        known = known_runs_of(self.subject, self.faults, self.accepted)
        if known.way_count > MOST_KNOWN:
            known.forget()
        return chunk(known, self.seed, task.number, task.runs, self.longest)
