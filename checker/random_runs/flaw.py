"""What is wrong in one moment of a run."""

from __future__ import annotations

import hashlib
import re
from enum import StrEnum
from typing import Final, NamedTuple

from ..oracle.violation import Violation

_VISIT: Final = re.compile(r"#\d+")
FINGERPRINT_LENGTH: Final = 8


class Judge(StrEnum):
    """Who says so: a row of the documented tables, or a property of the author."""

    ROW = "row"
    PROPERTY = "property"


class Flaw(NamedTuple):
    """What is demanded and what was seen instead. `id` is that of the row or the title of the property, `element` a path
    of API names (`Stage#2/Step`, `run`). `tolerance`: the decision whose other reading says that it is right so.
    """

    judge: Judge
    id: str
    element: str
    expected: str
    observed: str
    tolerance: str | None = None

    @property
    def fingerprint(self) -> str:
        """The same for the same mistake: visits and values do not count, of a property only its title does."""
        element = "" if self.judge is Judge.PROPERTY else _VISIT.sub("", self.element)
        words = f"{self.judge}|{self.id}|{element}"
        return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:FINGERPRINT_LENGTH]


def flaw_of(violation: Violation) -> Flaw:
    """A row that is broken, as a flaw."""
    return Flaw(
        Judge.ROW,
        violation.row,
        violation.element,
        violation.expected,
        violation.observed,
        violation.tolerance,
    )
