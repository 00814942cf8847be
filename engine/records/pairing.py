"""Which change each row of the log goes with: a history keeps both, each in its own order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..history import Change, LogRow
from ..kinds import Kind

_SAYS: Final[dict[Kind, tuple[str, str]]] = {
    Kind.START_INSTANCE: ("run", "InProgress"),
    Kind.END_INSTANCE: ("run", "Completed"),
    Kind.SUSPEND_INSTANCE: ("run", "Suspended"),
    Kind.CANCEL_INSTANCE: ("run", "Canceled"),
    Kind.RESUME_INSTANCE: ("run", "InProgress"),
    Kind.FAIL_INSTANCE: ("run", "Error"),
    Kind.START_STAGE: ("stage", "InProgress"),
    Kind.END_STAGE: ("stage", "Completed Canceled"),
    Kind.SUSPEND_STAGE: ("stage", "Suspended"),
    Kind.DISCONTINUE_STAGE: ("stage", "Discontinued"),
    Kind.FAIL_STAGE: ("stage", "Error"),
    Kind.START_STEP: ("step", "InProgress"),
    Kind.END_STEP: ("step", "Completed"),
    Kind.DISCONTINUE_STEP: ("step", "Discontinued"),
    Kind.FAIL_STEP: ("step", "Error"),
    Kind.START_WORK_ITEM: ("item", "Assigned"),
    Kind.END_WORK_ITEM: ("item", "Completed"),
    Kind.REASSIGN_WORK_ITEM: ("item", "Assigned"),
    Kind.RUN_RECALL_PATH: ("submission", "Recalled"),
}
"""What a milestone says: which kind of thing reached which status (API values, apart by blanks)."""


def paired(
    changes: tuple[Change, ...], log: tuple[LogRow, ...]
) -> Iterator[tuple[Change | None, tuple[LogRow, ...]]]:
    """Each change of a moment with the rows that log it; None with rows that stand before every change.

    A row that logs no change (the additional StartInstance of decision C8) goes with the change of the row before.
    """
    rows: dict[int, list[LogRow]] = {}
    place = -1
    for row in log:
        place = next((at for at in range(place + 1, len(changes)) if _is_of(row, changes[at])), place)
        rows.setdefault(place, []).append(row)
    if -1 in rows:
        yield None, tuple(rows[-1])
    for at, change in enumerate(changes):
        yield change, tuple(rows.get(at, ()))


def _is_of(row: LogRow, change: Change) -> bool:
    part, statuses = _SAYS[row.kind]
    subject = change.subject
    return (
        subject.part == part
        and change.attribute == "Status"
        and (subject.stage, subject.step) == (row.stage, row.step)
        and str(change.after) in statuses.split()
    )
