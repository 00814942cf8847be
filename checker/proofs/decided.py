"""What `check` reports of proofs besides findings: obligations, certificates, and certificates that were not accepted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ..context import Context
from ..report import Obligation
from .obligations import obligations_of

REJECTED: Final = "certificate-rejected"
UNDECIDED: Final = "undecided-proof"


@dataclass(frozen=True, slots=True)
class Decided:
    """`problem`: the id of the rule that says what is wrong with the certificate, and the message; `is_ours`: it is our
    bug. `exports` are file names and texts.
    """

    obligations: tuple[Obligation, ...]
    problem: tuple[str, str] | None = None
    is_ours: bool = False
    exports: tuple[tuple[str, str], ...] = ()


def decided(context: Context, certify: str = "off") -> Decided:
    """Everything that was decided of a definition. `certify`: off, on, or export."""
    obligations = obligations_of(context)
    analysis = context.proofs.analysis
    if certify == "off" or analysis is None:
        return Decided(obligations)
    from .certified.certification import attached, certification, exported

    made = certification(analysis)
    name = context.orchestration.name
    problem = None
    if not made.checked.is_accepted:
        problem = REJECTED if made.is_wrong else UNDECIDED, f"{name}: {made.told}"
    return Decided(
        attached(obligations, made),
        problem,
        made.is_wrong,
        exported(name, made) if certify == "export" and not made.checked.problems else (),
    )
