"""What the JSON report of a campaign says, to be put together with others."""

from __future__ import annotations

from ...grammar.light_dataclass import dataclass
from ..random_runs.tally import Failure, Tally
from .outcome import Origin


@dataclass(frozen=True, slots=True)
class Part:
    """What a report says of one definition: how it was judged, the campaigns that were run (several where the report itself was put
    together), and what came of them. `failures` are made short, and those found by exploring are among them; `tolerated` counts
    moments of exploring, too.
    """

    path: str
    digest: str
    accepted: tuple[str, ...]
    profile: str
    decisions: tuple[tuple[str, str], ...]
    shard: tuple[int, int]
    origins: tuple[Origin, ...]
    tally: Tally
    covered: frozenset[str]
    premises: frozenset[str]
    untold: frozenset[str]
    tolerated: tuple[tuple[str, int], ...]
    failures: tuple[Failure, ...]
    notes: tuple[str, ...]
