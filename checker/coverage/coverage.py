"""How much of a definition runs came by, and of what they did not, why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from ...engine.error_kinds import ErrorKind
from ...engine.program.program import Program
from ...engine.tables.catalogue import row_named
from ...grammar.light_dataclass import dataclass
from ..random_runs.fault_model import FaultModel
from ..random_runs.features import Feature, parts_of
from .coverable import Measure, coverable
from .needs import left_out, missing_part


class Reason(StrEnum):
    """Why something was never reached."""

    LACKS = "the definition has nothing for it"
    PROVED = "proved unreachable"
    EXHAUSTED = "no run gets there: every run was looked at"
    OUTSIDE = "outside the fault model"
    NOT_YET = "not generated yet"


EXCUSED = (Reason.LACKS, Reason.PROVED, Reason.EXHAUSTED)
"""Reasons with which no other run could come by it: it does not count."""


class Looked(NamedTuple):
    """Runs that were looked at: some that a fault model allows, or all of them."""

    faults: FaultModel
    exhaustive: bool = False


class Missed(NamedTuple):
    """Something that no run came by. `detail` says more: which part the definition lacks, which model."""

    feature: str
    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure: how many features there are, those that were seen, and those that were not."""

    measure: Measure
    covered: tuple[str, ...]
    missed: tuple[Missed, ...]

    @property
    def possible(self) -> int:
        """How many features count: all but those that no run can come by."""
        return len(self.covered) + sum(each.reason not in EXCUSED for each in self.missed)

    @property
    def share(self) -> Fraction:
        """What part of those that count was seen; 1 where there are none."""
        return Fraction(len(self.covered), self.possible) if self.possible else Fraction(1)


def measure(
    program: Program,
    seen: Iterable[str],
    looked: Sequence[Looked],
    unreachable: Callable[[], frozenset[str]],
) -> tuple[Measured, ...]:
    """Every measure of a definition. `seen` are the features that any runs came by, `looked` says which runs those were, one for each
    campaign; `unreachable` is asked for what is proved unreachable only where something is missing.
    """
    exhaustive = all(each.exhaustive for each in looked)
    covered = frozenset(seen)
    proved: frozenset[str] | None = None
    found: list[Measured] = []
    for name, features in coverable(program).items():
        missed: list[Missed] = []
        for each in features:
            if each in covered:
                continue
            lacking = _lacking(program, each)
            if lacking is None and not exhaustive and proved is None:
                proved = unreachable()
            missed.append(lacking or _missed(each, looked, proved or frozenset()))
        found.append(Measured(name, tuple(each for each in features if each in covered), tuple(missed)))
    return tuple(found)


def _lacking(program: Program, word: str) -> Missed | None:
    kind, what = parts_of(word)
    row = row_named(what) if kind is Feature.ROW else None
    part = missing_part(program, row) if row is not None else None
    return None if part is None else Missed(word, Reason.LACKS, f"it needs {part}")


def _missed(word: str, looked: Sequence[Looked], proved: frozenset[str]) -> Missed:
    """Out of reach only where it was for every campaign; what one could have come by is not generated yet."""
    if word in proved:
        return Missed(word, Reason.PROVED)
    reasons = [_reason(word, each) for each in looked]
    for reason in (Reason.EXHAUSTED, Reason.NOT_YET):
        if reason in reasons:
            return Missed(word, reason)
    models = dict.fromkeys(each.faults.in_words for each in looked)
    return Missed(word, Reason.OUTSIDE, "; ".join(models))


def _reason(word: str, looked: Looked) -> Reason:
    faults = looked.faults
    kind, what = parts_of(word)
    row = row_named(what) if kind is Feature.ROW else None
    if row is not None and left_out(row, faults):
        return Reason.OUTSIDE
    if kind is Feature.ERROR:
        error = ErrorKind(what.rpartition("=")[2])
        if not faults.has_faults or (faults.kinds is not None and error not in faults.kinds):
            return Reason.OUTSIDE
    if looked.exhaustive:
        return Reason.EXHAUSTED if faults == FaultModel() else Reason.OUTSIDE
    return Reason.NOT_YET
