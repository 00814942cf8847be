"""Everything one `check` has to say: the value that every output format renders."""

from dataclasses import field, replace

from ..grammar.light_dataclass import dataclass
from .fault_row import FaultRow
from .finding import Finding, Severity, TraceStep
from .portable import Portable

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class FileResult(Portable):
    """What happened to one file. `status`: checked, skipped or unreadable; `reason` says why it was not checked."""

    path: str
    format: str
    orchestration: str | None
    kind: str | None
    status: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Obligation:
    """One claim and its verdict (design contract: proved, refuted, undecided, assumed, vacuous).

    `is_wide`: decided of more runs than there are, with conditions left open that regions of values do not decide.
    """

    id: str
    property: str
    element: str
    verdict: str
    assumptions: tuple[str, ...] = ()
    certificate: str | None = None
    trace: tuple[TraceStep, ...] | None = None
    reason: str | None = None
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """What a report needs to know of a rule that was run (SARIF lists them all)."""

    id: str
    summary: str
    description: str
    help: str
    severity: Severity
    confidence: str
    tags: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Report:
    """The result of one run over all paths, sorted. `crashed` is True when a rule or reader failed on our side.

    `timings` are `(what, seconds)`, filled only when they were asked for. `files_read` counts every file that was
    read, also those of which there is nothing to say; 0: not counted. `lists_obligations`: reports for
    people list every claim. `exports` and
    `witnesses` are certificates and scenarios that were asked for: file names and texts. `fault_table` holds the rows of
    all files, where it was asked for; `shows_fault_table`: reports for people show it.
    """

    version: str
    profile: str
    files: tuple[FileResult, ...]
    findings: tuple[Finding, ...]
    obligations: tuple[Obligation, ...] = ()
    not_checked: tuple[str, ...] = ()
    rules: tuple[RuleInfo, ...] = ()
    crashed: bool = False
    timings: tuple[tuple[str, float], ...] = field(default=(), compare=False)
    files_read: int = 0
    lists_obligations: bool = False
    exports: tuple[tuple[str, str], ...] = ()
    witnesses: tuple[tuple[str, str], ...] = ()
    fault_table: tuple[FaultRow, ...] = ()
    shows_fault_table: bool = False

    def shown(self) -> tuple[Finding, ...]:
        """The findings that were not suppressed."""
        return tuple(finding for finding in self.findings if finding.suppressed is None)

    def from_level(self, level: str) -> "Report":
        """The report without findings below a level (`error`, `warning`, `note`)."""
        least = next(severity for severity in Severity if severity.word == level)
        return replace(
            self, findings=tuple(finding for finding in self.findings if finding.severity >= least)
        )

    def count(self, severity: Severity) -> int:
        """How many findings of this severity are not suppressed."""
        return sum(
            1 for finding in self.findings if finding.suppressed is None and finding.severity == severity
        )

    def summary(self) -> dict[str, int]:
        """The counts of the JSON contract."""
        verdicts = [obligation.verdict for obligation in self.obligations]
        return {
            "errors": self.count(Severity.ERROR),
            "warnings": self.count(Severity.WARNING),
            "notes": self.count(Severity.NOTE),
        } | {
            verdict: verdicts.count(verdict)
            for verdict in ("proved", "refuted", "undecided", "assumed", "vacuous")
        }
