"""What the judge says of a run that breaks a row."""

from __future__ import annotations

from typing import NamedTuple


class Violation(NamedTuple):
    """A row that a run breaks: what it demands and what was seen instead.

    `row` is the id of the table row, `moment` the number of the moment (0: the definition itself), `element` the path
    of API names (`Stage#2/Step`, `run`).
    """

    row: str
    expected: str
    observed: str
    moment: int
    element: str
