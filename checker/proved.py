"""What proofs give a report besides findings; plain data, so that reading it needs no prover."""

from __future__ import annotations

from typing import Final

from ..grammar.light_dataclass import dataclass
from .fault_row import FaultRow
from .report import Obligation

REJECTED: Final = "certificate-rejected"
UNDECIDED: Final = "undecided-proof"
HELP: Final = {
    REJECTED: "Please report it with this file. --certify off leaves the check of certificates out.",
    UNDECIDED: "Declare fewer values for what conditions compare, or leave the check of certificates out (--certify off).",
}
"""What to do about a certificate that was not accepted, by the rule that says so."""


@dataclass(frozen=True, slots=True)
class Proved:
    """`problem`: the id of the rule that says what is wrong with the certificate, and the message; `is_ours`: it is our
    bug. `exports` (certificates) and `witnesses` (scenarios) are file names and texts. `left_out` says in words what was
    asked for and is missing.
    """

    obligations: tuple[Obligation, ...] = ()
    problem: tuple[str, str] | None = None
    is_ours: bool = False
    exports: tuple[tuple[str, str], ...] = ()
    fault_table: tuple[FaultRow, ...] = ()
    left_out: tuple[str, ...] = ()
