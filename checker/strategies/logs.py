"""Hypothesis strategies of logs in which rows are hidden, lost or out of order, as logs of real runs are."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Final, NamedTuple

from hypothesis import strategies as st

from ...engine.history import LogRow
from ...engine.kinds import Kind
from ...grammar.light_dataclass import dataclass
from ..random_runs.fault_model import FaultModel
from .events import ANY_FAULTS
from .paths import MOST_EVENTS, below
from .pretty import Printer
from .random_run import RandomRun
from .runs import runs
from .spec import Spec

NOTHING_HIDDEN: Final[frozenset[Kind]] = frozenset()


class Damage(StrEnum):
    """What is done to a row of a log."""

    HIDDEN = "hidden"
    DROPPED = "dropped"
    SWAPPED = "swapped with the next"


class Damaged(NamedTuple):
    """What was done to the row at this place, from 0. Places are those of the log as it was when it was done."""

    damage: Damage
    place: int
    row: LogRow


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class DamagedLog:
    """`rows` are what is left of the log of `run`; `done` tells, in order, what was done to `run.log`."""

    run: RandomRun
    rows: tuple[LogRow, ...]
    done: tuple[Damaged, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing was done to it."""
        return not self.done

    def __repr__(self) -> str:
        lines = [f"{self.run!r}", f"# the log, {len(self.rows)} of {len(self.run.log)} rows:"]
        lines += [f"#   {_words(row)}" for row in self.rows]
        lines += [f"# {each.damage}: {_words(each.row)}" for each in self.done]
        return "\n".join(lines)

    def _repr_pretty_(self, printer: Printer, _is_cycle: bool) -> None:
        """How Hypothesis prints a log."""
        printer.text(f"\n{self!r}")


def logs(
    spec: Spec,
    *,
    hide: Collection[Kind] = NOTHING_HIDDEN,
    drop: int = 1,
    swap: int = 1,
    max_events: int = MOST_EVENTS,
    faults: FaultModel = ANY_FAULTS,
) -> st.SearchStrategy[DamagedLog]:
    """Logs of random runs: rows of the kinds in `hide` are left out, then at most `drop` rows are lost and at most `swap`
    pairs of neighbours change places. The simplest log is that of a run that only begins, with nothing else done to it.

    `max_events` and `faults` are those of `runs`. Raises ValueError where `drop` or `swap` is below 0.
    """
    if drop < 0 or swap < 0:
        raise ValueError(f"drop={drop!r}, swap={swap!r}: expected 0 or more of each.")
    return _logs(runs(spec, max_events=max_events, faults=faults), frozenset(hide), drop, swap)


@st.composite
def _logs(
    draw: st.DrawFn, drawn_runs: st.SearchStrategy[RandomRun], hide: frozenset[Kind], drop: int, swap: int
) -> DamagedLog:
    run = draw(drawn_runs)
    rows, done = list[LogRow](), list[Damaged]()
    for place, row in enumerate(run.log):
        if row.kind in hide:
            done.append(Damaged(Damage.HIDDEN, place, row))
        else:
            rows.append(row)
    for _ in range(draw(below(drop + 1))):
        if rows:
            place = draw(below(len(rows)))
            done.append(Damaged(Damage.DROPPED, place, rows.pop(place)))
    for _ in range(draw(below(swap + 1))):
        if len(rows) > 1:
            place = draw(below(len(rows) - 1))
            done.append(Damaged(Damage.SWAPPED, place, rows[place]))
            rows[place], rows[place + 1] = rows[place + 1], rows[place]
    return DamagedLog(run, tuple(rows), tuple(done))


def _words(row: LogRow) -> str:
    where = "/".join(name for name in (row.stage, row.step) if name)
    return f"{row.kind} {where}".rstrip()
