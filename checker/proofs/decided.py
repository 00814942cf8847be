"""What `check` reports of proofs besides findings: obligations, certificates, the fault table."""

from __future__ import annotations

from ..budget import BudgetSpentError
from ..certificates.words import told
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
    wide = context.wide_proofs
    analysis = context.proofs.analysis if wide is None else wide.analysis
    if certify == "off" or analysis is None:
        return Proved(obligations, fault_table=table, left_out=left_out)
    from .certified.certification import attached, certification, exported, is_wrong
    from .certified.properties import CertifiedProperties, certified_properties
    from .certified.properties import attached as with_properties

    name = context.orchestration.name
    own = context.own_verdicts if context.orchestration.properties else ()
    try:
        made = certification(analysis)
        properties = certified_properties(own) if own else CertifiedProperties()
    except BudgetSpentError as spent:
        message = f"{name}: its certificate was not made: {spent}."
        return Proved(obligations, (UNDECIDED, message), fault_table=table, left_out=left_out)
    checked = [(name, made.analysis.system, made.certified, made.checked)]
    checked += (
        (f"{name}_{one.name}", one.system, one.certified, one.checked) for one in properties.certificates
    )
    wrong = next((each for each in checked if not each[-1].is_accepted), None)
    problem = None
    if wrong is not None:
        problem = REJECTED if is_wrong(wrong[-1]) else UNDECIDED, f"{wrong[0]}: {told(wrong[-1])}"
    return Proved(
        with_properties(attached(obligations, made, is_wide=wide is not None), own, properties, name),
        problem,
        any(is_wrong(each[-1]) for each in checked),
        tuple(
            file
            for each in checked
            if certify == "export" and not each[-1].problems
            for file in exported(*each[:3])
        ),
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
