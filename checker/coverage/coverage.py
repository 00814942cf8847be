"""How much of a definition runs came by, and of what they did not, why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
    faults: FaultModel,
    *,
    exhaustive: bool,
    unreachable: Callable[[], frozenset[str]],
) -> tuple[Measured, ...]:
    """Every measure of a definition. `seen` are the features that runs came by; `exhaustive`: all runs under the fault model
    were looked at; `unreachable` is asked for what is proved unreachable only where something is missing.
    """
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
            missed.append(lacking or _reason(each, faults, proved or frozenset(), exhaustive=exhaustive))
        found.append(Measured(name, tuple(each for each in features if each in covered), tuple(missed)))
    return tuple(found)


def _lacking(program: Program, word: str) -> Missed | None:
    kind, what = parts_of(word)
    row = row_named(what) if kind is Feature.ROW else None
    part = missing_part(program, row) if row is not None else None
    return None if part is None else Missed(word, Reason.LACKS, f"it needs {part}")


def _reason(word: str, faults: FaultModel, proved: frozenset[str], *, exhaustive: bool) -> Missed:
    kind, what = parts_of(word)
    if word in proved:
        return Missed(word, Reason.PROVED)
    row = row_named(what) if kind is Feature.ROW else None
    if row is not None and left_out(row, faults):
        return Missed(word, Reason.OUTSIDE, str(faults))
    if kind is Feature.ERROR:
        error = ErrorKind(what.rpartition("=")[2])
        if not faults.has_faults or (faults.kinds is not None and error not in faults.kinds):
            return Missed(word, Reason.OUTSIDE, str(faults))
    if exhaustive:
        is_all = faults == FaultModel()
        return Missed(word, Reason.EXHAUSTED) if is_all else Missed(word, Reason.OUTSIDE, str(faults))
    return Missed(word, Reason.NOT_YET)
