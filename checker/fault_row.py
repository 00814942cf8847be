"""A row of the fault table: what becomes of a run where an error strikes at one place."""

from __future__ import annotations

from enum import StrEnum

from ..grammar.light_dataclass import dataclass
from .portable import Portable


class FaultPath(StrEnum):
    """What becomes of an error in a stage, by how its fault path is drawn."""

    NONE = "none"
    ENDS = "ends"
    JOINS = "joins back"
    ENDS_OR_JOINS = "ends or joins back"
    EMPTY_ENDS = "empty, ends"
    EMPTY_JOINS = "empty, joins back"
    CIRCLES = "neither ends nor joins back"
    OUTSIDE = "not caught"
    RECALL = "not caught after a recall"


class Ending(StrEnum):
    """How a run stands in the end. FOREVER: no end can be reached any more; ROUND: some end can, but nothing sees to it."""

    COMPLETED = "Completed"
    RESUMABLE = "Error, resumable"
    FINAL = "Error, not resumable"
    FOREVER = "InProgress forever"
    ROUND = "InProgress, round and round"


@dataclass(frozen=True, slots=True)
class FaultRow(Portable):
    """What happens where kinds of error strike at one place.

    `path` is the file. `stage` None: outside of stages; `step` None: the stage as a whole; `decision`: the decision or
    missing target that fails. `fault_path`: how the stage's fault path is drawn, or why none catches the error. `then`:
    how the run can end if nothing else fails; `then_with_errors`: and if more fails. `resumable`: whether the failed run
    can be resumed, None where the error is caught. `documented`: the table rows that say what becomes of the run;
    `agrees`: that is so.
    """

    path: str
    orchestration: str
    stage: str | None
    step: str | None
    decision: str | None
    errors: tuple[str, ...]
    fault_path: FaultPath
    then: tuple[Ending, ...]
    then_with_errors: tuple[Ending, ...]
    resumable: bool | None
    documented: tuple[str, ...]
    agrees: bool
