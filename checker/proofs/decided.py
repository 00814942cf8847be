"""What `check` reports of proofs besides findings: obligations, certificates, the fault table."""

from __future__ import annotations

from ..budget import BudgetSpentError
from ..context import Context
from ..fault_row import FaultRow
from ..proved import REJECTED, UNDECIDED, Proved
from ..report import Obligation
from .obligations import obligations_of


def decided(
    context: Context, certify: str = "off", *, fault_table: bool = False, traces: bool = False
) -> Proved:
    """Everything that was decided of a definition. `certify`: off, on, or export. `traces`: with
    the shortest run to everything that is reached.
    """
    try:
        obligations = obligations_of(context, traces=traces)
    except BudgetSpentError as spent:
        name = context.orchestration.name
        everything = Obligation(f"{name}:everything", "everything", name, "undecided", reason=str(spent))
        return Proved((everything,), left_out=(f"{name}: its claims were not decided: {spent}.",))
    sampled = _samples(context) if any(one.verdict == "undecided" for one in obligations) else ()
    table, missing = _fault_rows(context) if fault_table else ((), ())
    left_out = (*missing, *sampled)
    if certify == "off":
        return Proved(obligations, fault_table=table, left_out=left_out)
    from .certified.everything import certified

    try:
        found = certified(context, obligations)
    except BudgetSpentError as spent:
        message = f"{context.orchestration.name}: its certificate was not made: {spent}."
        return Proved(obligations, (UNDECIDED, message), fault_table=table, left_out=left_out)
    rejected = found.rejected
    problem = None
    if rejected is not None:
        problem = REJECTED if rejected.is_wrong else UNDECIDED, rejected.told
    return Proved(
        found.obligations,
        problem,
        found.is_ours,
        found.exported() if certify == "export" else (),
        table,
        left_out,
    )


def _fault_rows(context: Context) -> tuple[tuple[FaultRow, ...], tuple[str, ...]]:
    from .fault_table import fault_rows

    return fault_rows(context)


def _samples(context: Context) -> tuple[str, ...]:
    """What is not exact in the proofs of a definition, in words."""
    analysis = context.proofs.analysis
    if analysis is None:
        return ()
    notes = dict.fromkeys(analysis.encoding.space.notes)
    name = context.orchestration.name
    return tuple(f"Proofs of {name} rest on samples of values: {note}." for note in notes)
