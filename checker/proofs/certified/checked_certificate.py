"""A certificate with what the checker says of it, as it is reported and exported."""

from __future__ import annotations

from ....grammar.light_dataclass import dataclass
from ...certificates.verdicts import Checked, Fails
from ...certificates.words import told
from ...encoding.system import System
from .collect import Certified


@dataclass(frozen=True, slots=True)
class CheckedCertificate:
    """A certificate under a name, with the system it is about and what the checker says of it."""

    name: str
    system: System
    certified: Certified
    checked: Checked

    @property
    def is_wrong(self) -> bool:
        """Whether it fails: an error of Stageproof."""
        return bool(self.checked.problems) or any(
            isinstance(one.verdict, Fails) for one in self.checked.unmet
        )

    @property
    def told(self) -> str:
        """What came of its check, for people."""
        return f"{self.name}: {told(self.checked)}"

    def exported(self) -> tuple[tuple[str, str], ...]:
        """File names and texts: the certificate with its system as JSON, its obligations as SMT-LIB scripts, and where each
        claim is asked or what it rests on. Nothing where it could not be read.
        """
        from ...certificates.exchange import to_json
        from ...certificates.export import export

        if self.checked.problems:
            return ()
        certificate = self.certified.certificate
        subjects = [": ".join(filter(None, subject)) for subject in self.certified.subjects]
        made = export(self.system, certificate, subjects)
        return (
            (f"{self.name}/certificate.json", to_json(self.system, certificate)),
            (f"{self.name}/contents.txt", made.contents),
            *((f"{self.name}/{script.name}", script.text) for script in made.scripts),
        )
