"""The certificates of one definition: that of its own claims, and those of the author's properties."""

from __future__ import annotations

from collections.abc import Sequence

from ....grammar.light_dataclass import dataclass
from ...context import Context
from ...report import Obligation
from .certification import attached, certification
from .checked_certificate import CheckedCertificate
from .properties import attached as with_properties
from .properties import certified_properties


@dataclass(frozen=True, slots=True)
class CertifiedDefinition:
    """The obligations, each with what certifies it, and all certificates."""

    obligations: tuple[Obligation, ...]
    certificates: tuple[CheckedCertificate, ...]

    @property
    def rejected(self) -> CheckedCertificate | None:
        """The first certificate that was not accepted."""
        return next((one for one in self.certificates if not one.checked.is_accepted), None)

    @property
    def is_ours(self) -> bool:
        """Whether some certificate is wrong."""
        return any(one.is_wrong for one in self.certificates)

    def exported(self) -> tuple[tuple[str, str], ...]:
        """File names and texts of those that could be read."""
        return tuple(file for one in self.certificates for file in one.exported())


def certified(context: Context, obligations: Sequence[Obligation]) -> CertifiedDefinition:
    """Make the certificates of what was decided and have them checked. Raises `BudgetSpentError`."""
    name = context.orchestration.name
    wide = context.wide_proofs
    analysis = context.proofs.analysis if wide is None else wide.analysis
    found: list[CheckedCertificate] = []
    told_of = tuple(obligations)
    if analysis is not None:
        made = certification(analysis)
        found.append(CheckedCertificate(name, analysis.system, made.certified, made.checked))
        told_of = attached(told_of, made, is_wide=wide is not None)
    own = context.own_verdicts if context.orchestration.properties else ()
    properties = certified_properties(own, name)
    found += properties.certificates
    return CertifiedDefinition(with_properties(told_of, own, properties, name), tuple(found))
