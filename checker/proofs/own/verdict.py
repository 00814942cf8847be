"""What is decided of one property of the author."""

from __future__ import annotations

from ....grammar.light_dataclass import dataclass
from ....grammar.property import Property
from ...certificates.claims import Countdown, FairRank
from ...diagrams.diagrams import EMPTY
from ...fixpoint.paths import Path
from ..analysis import Analysis
from ..countdown import CountedLoops


@dataclass(frozen=True, slots=True, eq=False)
class OwnVerdict:
    """`verdict`: proved, refuted, assumed, vacuous or undecided. `path` is a run of `analysis` that shows it, from edge `loop` on for
    ever where that is not None. `reason` is a clause for people; `good_values` say for which values of open parameters
    it holds, where that makes a difference. `trivial`: why a proved property says nothing of this definition, as a clause.

    What a verdict without a run rests on, for its certificate: `never` are states, by location, that no run gets into;
    `owing` are states of the memory beside the run, in which it stays only while it is still under way, `counted`
    the loops that are counted down meanwhile. `rank` is the rank that says so, and `alone` the states of runs that nobody interferes with, by location, where these were guessed.
    """

    claim: Property
    verdict: str
    analysis: Analysis
    path: Path | None = None
    loop: int | None = None
    reason: str = ""
    good_values: str = ""
    trivial: str = ""
    never: tuple[tuple[int, int], ...] = ()
    owing: int = EMPTY
    counted: CountedLoops | None = None
    rank: FairRank | Countdown | None = None
    alone: tuple[int, ...] = ()
