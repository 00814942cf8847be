"""One row of a documented table, as a record."""

from __future__ import annotations

from enum import StrEnum

from ...grammar.light_dataclass import dataclass
from .demand import Demand


class Evidence(StrEnum):
    """How a row is known."""

    DOCUMENTED = "documented"
    SECOND_HAND = "second-hand"
    OBSERVED = "observed"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row of a table, or one bullet of a cell.

    `document`, `table` and `label` are its address: the page's title, the table's title or section, the row's
    first cell (`Completed, bullet 2` for the second bullet of a cell; `Running steps / Canceled run` for a cell
    of a matrix). `text` says in our words what it says, `cell` quotes its short cell ("" where no text was
    recovered). `edition` names the copy it was read from. `decisions` are the ids of the decisions that touch it.
    `readings` pairs switchable decisions with the reading under which the row holds: where another is chosen, the
    row demands nothing.
    """

    id: str
    document: str
    table: str
    label: str
    text: str
    cell: str
    edition: str
    evidence: Evidence
    profiles: tuple[str, ...]
    demand: Demand
    decisions: tuple[str, ...] = ()
    readings: tuple[tuple[str, str], ...] = ()
