"""What the judge says of a run that breaks a row."""

from __future__ import annotations

from typing import NamedTuple


class Violation(NamedTuple):
    """A row that a run breaks: what it demands and what was seen instead.

    `row` is the id of the table row, `moment` the number of the moment (0: the definition itself), `element` the path
    of API names (`Stage#2/Step`, `run`).

    `tolerance` is the id of a decision by whose other documented `reading` the run does right here; None where no
    decision explains it. `is_tolerated`: that decision is accepted, and this is told but counts as no failure.
    """

    row: str
    expected: str
    observed: str
    moment: int
    element: str
    tolerance: str | None = None
    reading: str | None = None
    is_tolerated: bool = False
