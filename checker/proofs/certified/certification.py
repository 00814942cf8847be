"""The certificate of a definition, checked apart from the prover, and what that says of each obligation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ....grammar.light_dataclass import dataclass
from ...certificates.check import check
from ...certificates.claims import Countdown
from ...certificates.verdicts import Checked
from ...report import Obligation
from ..analysis import Analysis
from ..obligations import ENDINGS
from .collect import Certified, certify
from .collection import collection_put_off

KINDS: Final = {
    ("never-waits-forever", "proved"): "invariant",
    ("never-waits-forever", "assumed"): "ranked choice",
    ("completes-after-steps", "proved"): "invariant",
    ("can-complete", "proved"): "ranked choice",
    ("can-complete", "refuted"): "closed set",
    ("always-ends", "proved"): "fair rank",
    ("errors-end", "proved"): "fair rank",
    ("fault-path-ends", "proved"): "fair rank",
}
"""What certifies a verdict on a property (design contract: what each verdict must show)."""

COUNTED: Final = "countdown"
"""What certifies an end where a loop is counted down."""

NOT_MADE: Final = "its certificate was not made: a loop may go round too often without being counted"

NEVER: Final = "invariant"
"""What certifies that something is never reached."""

RUN_CLAIMS: Final = {
    ("can-complete", "proved"): "can complete",
    ("can-complete", "refuted"): "trap",
    ("always-ends", "proved"): "ends",
    ("errors-end", "proved"): "ends with errors",
    ("fault-path-ends", "proved"): "fault paths end",
    ("never-waits-forever", "assumed"): "help",
}


@dataclass(frozen=True, slots=True)
class Certification:
    """A certificate with the system it is about, and what the checker says of it."""

    analysis: Analysis
    certified: Certified
    checked: Checked


def certification(analysis: Analysis) -> Certification:
    """Make the certificate and have it checked."""
    with collection_put_off():
        certified = certify(analysis)
        return Certification(analysis, certified, check(analysis.system, certified.certificate))


def attached(
    obligations: Sequence[Obligation], certification: Certification, *, is_wide: bool = False
) -> tuple[Obligation, ...]:
    """The obligations, each with the kind of certificate that was accepted for it. `is_wide`: the certificate is about a
    system with open conditions, and says nothing of what was decided otherwise.

    Where it was not accepted the verdict is undecided: nothing is said that was not checked.
    """
    return tuple(
        _attached(obligation, certification) if obligation.is_wide is is_wide else obligation
        for obligation in obligations
    )


def _attached(obligation: Obligation, certification: Certification) -> Obligation:
    kind = KINDS.get((obligation.property, obligation.verdict))
    if kind is None and obligation.verdict == "refuted":
        kind = NEVER
    if kind is None:
        return obligation
    numbers = _claims(certification.certified, obligation)
    claims = certification.certified.certificate.claims
    if not numbers:
        is_counted = obligation.property in ENDINGS and certification.analysis.counted_loops is not None
        return replace(obligation, verdict="undecided", reason=NOT_MADE) if is_counted else obligation
    if any(isinstance(claims[number], Countdown) for number in numbers):
        kind = COUNTED
    if all(certification.checked.is_proved(number) for number in numbers):
        return replace(obligation, certificate=kind)
    return replace(obligation, verdict="undecided", reason="its certificate was not accepted")


def _claims(certified: Certified, obligation: Obligation) -> tuple[int, ...]:
    """The numbers of the claims behind an obligation. A fault path may end though another one does not."""
    found = certified.claims_about(*_subject(obligation))
    if found or (obligation.property, obligation.verdict) != ("fault-path-ends", "proved"):
        return found
    return certified.claims_about("fault path ends", obligation.element.partition("/")[2])


def _subject(obligation: Obligation) -> tuple[str, str]:
    """What the claims behind an obligation are about."""
    of_run = RUN_CLAIMS.get((obligation.property, obligation.verdict))
    if of_run is not None:
        return of_run, ""
    _, *path = obligation.element.split("/")
    if obligation.property == "never-waits-forever":
        return "never waits", path[0]
    return f"never {obligation.property}", "/".join(path)
