"""What a mistake rests on: the documented row with its address, the decisions that touch it, what can be tolerated."""

from __future__ import annotations

from collections.abc import Iterator

from ...engine.records.values_json import Data
from ..oracle.citation import Citation, cite, named
from ..oracle.violation import Violation
from ..random_runs.flaw import Flaw, Judge


def grounds(flaw: Flaw) -> Iterator[tuple[str, str]]:
    """For people: `row`, `decision` or `but`, and what there is to say. Nothing for a property, which rests on its author."""
    cited = _cited(flaw)
    if cited is None:
        return
    if cited.row is not None:
        row = cited.row
        yield "row", f"{row.document}, {row.table}, {row.label}: {row.text} (stageproof explain {row.id})"
    for decision in cited.decisions:
        if decision.id != flaw.tolerance:
            yield "decision", f"{named(decision)}: {decision.title} (stageproof explain {decision.id})"
    if flaw.tolerance is not None:
        decision = cited.decisions[0]
        accepted = (*decision.aliases, decision.id)[0]
        yield "but", f"it is right by another reading of {named(decision)}; --accept {accepted} tolerates it"


def grounds_data(flaw: Flaw) -> Data:
    """The same for machines; None for a property."""
    cited = _cited(flaw)
    if cited is None:
        return None
    row = cited.row
    return {
        "document": None if row is None else row.document,
        "table": None if row is None else row.table,
        "label": None if row is None else row.label,
        "text": None if row is None else row.text,
        "decisions": [decision.id for decision in cited.decisions],
    }


def _cited(flaw: Flaw) -> Citation | None:
    if flaw.judge is not Judge.ROW:
        return None
    return cite(Violation(flaw.id, flaw.expected, flaw.observed, 0, flaw.element, flaw.tolerance))
