"""A documented table, from which rows are made that share its address, copy and evidence."""

from __future__ import annotations

from ...grammar.light_dataclass import dataclass
from .demand import Demand, NotCheckable
from .profiles import PROFILES
from .row import Evidence, TableRow


@dataclass(frozen=True, slots=True)
class Table:
    """What the rows of one table have in common; `row` makes one of them, and may say otherwise for it."""

    document: str
    title: str
    edition: str
    evidence: Evidence = Evidence.DOCUMENTED
    profiles: tuple[str, ...] = PROFILES

    def row(
        self,
        id: str,
        label: str,
        text: str,
        cell: str,
        demand: Demand,
        *,
        edition: str | None = None,
        evidence: Evidence | None = None,
        profiles: tuple[str, ...] | None = None,
        decisions: tuple[str, ...] = (),
        readings: tuple[tuple[str, str], ...] = (),
    ) -> TableRow:
        """One row, in the table's copy and with its evidence unless given. Decisions of `readings` touch it, too."""
        touching = (*decisions, *(decision for decision, _ in readings if decision not in decisions))
        return TableRow(
            id=id,
            document=self.document,
            table=self.title,
            label=label,
            text=text,
            cell=cell,
            edition=edition or self.edition,
            evidence=evidence or self.evidence,
            profiles=profiles or self.profiles,
            demand=demand,
            decisions=touching,
            readings=readings,
        )

    def lost(self, id: str, label: str) -> TableRow:
        """A cell of the current edition whose bullets no stored copy holds."""
        return self.row(
            id,
            label,
            f"The bullets of {label} in the current edition ({self.title}) are lost: no stored copy holds them.",
            "",
            NotCheckable("no copy holds the current text of this cell"),
            profiles=PROFILES[:1],
            decisions=("recovered-bullets",),
        )
