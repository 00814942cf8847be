"""What is found of an engine: a row that it breaks, or that it does otherwise than the reference interpreter."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Sort(StrEnum):
    """The two verdicts, which are apart: the documents say otherwise, or only the reference does otherwise."""

    BREAKS = "breaks"
    DIFFERS = "differs"


class Finding(NamedTuple):
    """One thing that an engine does wrongly or otherwise.

    `row` is the row that is broken, or the row or decision behind what the reference does ("" where nothing stands
    behind it). `moment` is the number of the event. `reading`, such as `canceled-steps=in-progress`: under this reading
    of a decision the reference does as the engine does.
    """

    sort: Sort
    row: str
    element: str
    expected: str
    observed: str
    moment: int
    reading: str = ""

    @property
    def fingerprint(self) -> tuple[str, str, str]:
        """What stays the same wherever the same mistake shows."""
        return self.sort, self.row, self.reading
