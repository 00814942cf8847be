"""What a violation rests on: the documented row with its address, and the decisions that touch it."""

from __future__ import annotations

from ...engine.decisions.catalogue import decision_named
from ...engine.decisions.decision import Decision
from ...engine.tables.catalogue import row_named
from ...engine.tables.row import TableRow
from ...grammar.light_dataclass import dataclass
from .violation import Violation


@dataclass(frozen=True, slots=True)
class Citation:
    """A violation with the row it breaks, and the decisions that touch the row; that of its tolerance comes first."""

    violation: Violation
    row: TableRow
    decisions: tuple[Decision, ...]


def cite(violation: Violation) -> Citation:
    """What a violation rests on. Raises KeyError where it names a row that does not exist."""
    row = row_named(violation.row)
    if row is None:
        raise KeyError(violation.row)
    ids = dict.fromkeys((*filter(None, (violation.tolerance,)), *row.decisions))
    found = (decision_named(id) for id in ids)
    return Citation(violation, row, tuple(decision for decision in found if decision is not None))


def in_words(violation: Violation) -> str:
    """A violation for people, in a few lines: what, where, which row, which decision, and what can be done."""
    cited = cite(violation)
    row = cited.row
    where = f"moment {violation.moment}, {violation.element}" if violation.moment else violation.element
    lines = [
        f"{where}: expected {violation.expected}; observed {violation.observed}",
        f"  row {row.id} ({row.document}, {row.table}, {row.label}): {row.text}",
    ]
    for decision in cited.decisions:
        readings = "; ".join(
            f"{reading.id}{' (taken)' if reading.id == decision.taken else ''}: {reading.text}"
            for reading in decision.readings
        )
        lines.append(f"  decision {named(decision)}: {readings}")
    if violation.tolerance is not None:
        lines.append(f"  {_tolerance_in_words(violation, cited.decisions[0])}")
    return "\n".join(lines)


def named(decision: Decision) -> str:
    """A decision by its first alias and its id: `C4 open-work-items`."""
    return " ".join((*decision.aliases[:1], decision.id))


def _tolerance_in_words(violation: Violation, decision: Decision) -> str:
    reading = f"this is the other reading of {named(decision)} ({violation.reading})"
    if violation.is_tolerated:
        return f"{reading}; accepted"
    return f"{reading}; accept with --accept {(*decision.aliases, decision.id)[0]}"


def as_data(violation: Violation) -> dict[str, object]:
    """A violation as JSON has it."""
    cited = cite(violation)
    row = cited.row
    return {
        "row": row.id,
        "document": row.document,
        "table": row.table,
        "label": row.label,
        "text": row.text,
        "edition": row.edition,
        "evidence": str(row.evidence),
        "expected": violation.expected,
        "observed": violation.observed,
        "moment": violation.moment,
        "element": violation.element,
        "decisions": [
            {
                "id": decision.id,
                "aliases": list(decision.aliases),
                "taken": decision.taken,
                "readings": {reading.id: reading.text for reading in decision.readings},
            }
            for decision in cited.decisions
        ],
        "tolerance": violation.tolerance,
        "reading": violation.reading,
        "tolerated": violation.is_tolerated,
    }
