"""What came of many runs, counted: small, and the same however the runs were shared out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import field
from typing import NamedTuple

from ...engine.events import Event
from ...grammar.light_dataclass import dataclass
from .flaw import Flaw


class Failure(NamedTuple):
    """A mistake that runs showed: its flaw, how many runs showed it, and the first of them with its events.

    `run` is the number of that run in the campaign; None where it was found by exploring. `minimal`: whether no run with
    fewer events shows it, which is proved.
    """

    flaw: Flaw
    times: int
    run: int | None
    events: tuple[Event, ...]
    minimal: bool = False

    def merged(self, other: Failure) -> Failure:
        """The two counted together; the earlier run, or the one that is proved to be shortest, is kept."""
        first = min((self, other), key=_precedence)
        return first._replace(times=self.times + other.times)


def _precedence(failure: Failure) -> tuple[bool, float, int]:
    number = -1.0 if failure.run is None else float(failure.run)
    return not failure.minimal, number, len(failure.events)


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of runs, of their events, and of what they covered. `features` count runs by; `premises` and `untold` count
    moments, by the title of a property. Failures by fingerprint. `reached_limit`: runs that were cut off.
    `tolerated`: moments that are right only by another reading of a decision, which is accepted.
    """

    runs: int = 0
    events: int = 0
    reached_limit: int = 0
    features: Mapping[str, int] = field(default_factory=dict[str, int])
    premises: Mapping[str, int] = field(default_factory=dict[str, int])
    untold: Mapping[str, int] = field(default_factory=dict[str, int])
    tolerated: Mapping[str, int] = field(default_factory=dict[str, int])
    failures: Mapping[str, Failure] = field(default_factory=dict[str, Failure])

    def merged(self, other: Tally) -> Tally:
        """Two tallies as one: associative and commutative, so that it does not matter who counted what."""
        failures = dict(self.failures)
        for fingerprint, failure in other.failures.items():
            known = failures.get(fingerprint)
            failures[fingerprint] = failure if known is None else known.merged(failure)
        return Tally(
            self.runs + other.runs,
            self.events + other.events,
            self.reached_limit + other.reached_limit,
            _sum(self.features, other.features),
            _sum(self.premises, other.premises),
            _sum(self.untold, other.untold),
            _sum(self.tolerated, other.tolerated),
            dict(sorted(failures.items())),
        )


def _sum(these: Mapping[str, int], those: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted((Counter(these) + Counter(those)).items()))
