"""Sentences that several formats say."""

from ..finding import Finding, Severity
from ..report import FileResult, Report


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 error`, `2 errors`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def one_line(text: str) -> str:
    """Text without line breaks or other control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def checked(report: Report) -> tuple[FileResult, ...]:
    """The files whose orchestration was checked."""
    return tuple(file for file in report.files if file.status == "checked")


def not_checked_files(report: Report) -> tuple[FileResult, ...]:
    """The files that were skipped or could not be read."""
    return tuple(file for file in report.files if file.status != "checked")


def summary(report: Report) -> str:
    """One sentence on what was found, one where nothing was there to check."""
    count = len(checked(report))
    if count == 0 and not report.findings:
        return "There is no orchestration here: nothing was checked."
    counts = [plural(report.count(severity), severity.word) for severity in sorted(Severity, reverse=True)]
    accepted = len(report.findings) - len(report.shown())
    found = f"Found {', '.join(counts)}"
    if not report.shown():
        found = "Found nothing"
    if accepted:
        found += f" ({accepted} accepted)"
    return f"{found} in {plural(count, 'orchestration')}."


def ordered(findings: tuple[Finding, ...]) -> list[Finding]:
    """Findings by place."""
    return sorted(findings, key=lambda finding: finding.order)


def gravest_first(findings: tuple[Finding, ...]) -> list[Finding]:
    """Findings by severity, then place."""
    return sorted(findings, key=lambda finding: (-finding.severity, *finding.order))
