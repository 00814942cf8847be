"""The certificates of one definition: that of its own claims, and those of the author's properties."""

from __future__ import annotations

from collections.abc import Sequence

from ....grammar.light_dataclass import dataclass
from ...certificates.verdicts import Checked
from ...certificates.words import told
from ...context import Context
from ...encoding.system import System
from ...report import Obligation
from .certification import attached, certification, exported, is_wrong
from .collect import Certified
from .properties import attached as with_properties
from .properties import certified_properties


@dataclass(frozen=True, slots=True)
class Named:
    """A certificate under a name, with the system it is about and what the checker says of it."""

    name: str
    system: System
    certified: Certified
    checked: Checked

    @property
    def is_wrong(self) -> bool:
        """Whether it fails: an error of Stageproof."""
        return is_wrong(self.checked)

    @property
    def told(self) -> str:
        """What came of its check, for people."""
        return f"{self.name}: {told(self.checked)}"


@dataclass(frozen=True, slots=True)
class CertifiedDefinition:
    """The obligations, each with what certifies it, and all certificates."""

    obligations: tuple[Obligation, ...]
    certificates: tuple[Named, ...]

    @property
    def rejected(self) -> Named | None:
        """The first certificate that was not accepted."""
        return next((one for one in self.certificates if not one.checked.is_accepted), None)

    @property
    def is_ours(self) -> bool:
        """Whether some certificate is wrong."""
        return any(one.is_wrong for one in self.certificates)

    def exported(self) -> tuple[tuple[str, str], ...]:
        """File names and texts of those that could be read."""
        return tuple(
            file
            for one in self.certificates
            if not one.checked.problems
            for file in exported(one.name, one.system, one.certified)
        )


def certified(context: Context, obligations: Sequence[Obligation]) -> CertifiedDefinition:
    """Make the certificates of what was decided and have them checked. Raises `BudgetSpentError`."""
    name = context.orchestration.name
    wide = context.wide_proofs
    analysis = context.proofs.analysis if wide is None else wide.analysis
    found: list[Named] = []
    told_of = tuple(obligations)
    if analysis is not None:
        made = certification(analysis)
        found.append(Named(name, analysis.system, made.certified, made.checked))
        told_of = attached(told_of, made, is_wide=wide is not None)
    own = context.own_verdicts if context.orchestration.properties else ()
    properties = certified_properties(own)
    found += (
        Named(f"{name}_{one.name}", one.system, one.certified, one.checked) for one in properties.certificates
    )
    return CertifiedDefinition(with_properties(told_of, own, properties, name), tuple(found))
