"""Sentences and spellings that several formats share."""

from typing import Final
from unicodedata import category

from ..finding import Finding, Severity
from ..report import FileResult, Report

REPLACEMENT: Final = "�"
_DIRECTION: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that reorder what stands around them: source text must not be able to disguise itself."""


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 error`, `2 errors`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def visible(text: str) -> str:
    """Text of the same length that cannot steer a terminal: a tab becomes a space, other controls a mark."""
    if text.isprintable():
        return text
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    if character == "\t":
        return " "
    hidden = character in _DIRECTION or category(character) in ("Cc", "Cs", "Zl", "Zp")
    return REPLACEMENT if hidden else character


def one_line(text: str) -> str:
    """Text without line breaks, controls, and blanks at its ends; blanks inside stay as they are."""
    if not text.isprintable():
        text = visible(" ".join(line.strip() for line in text.splitlines()))
    return text.strip()


def place(path: str, line: int, column: int) -> str:
    """`path:line:column`, 1-based."""
    return f"{visible(path)}:{line}:{column}"


def repository_path(path: str) -> str:
    """The path as services want it: forward slashes, without `./`."""
    return path.replace("\\", "/").removeprefix("./")


def checked(report: Report) -> tuple[FileResult, ...]:
    """The files whose orchestration was checked."""
    return tuple(file for file in report.files if file.status == "checked")


def not_checked_files(report: Report) -> tuple[FileResult, ...]:
    """The files that were skipped or could not be read."""
    return tuple(file for file in report.files if file.status != "checked")


def not_checked_reason(file: FileResult) -> str:
    """`path: skipped: reason`."""
    return one_line(f"{visible(file.path)}: {file.status}: {file.reason or 'no reason is known'}")


def remarks(report: Report) -> list[str]:
    """What was not checked: files with the reason, then the report's own words; nothing where nothing was there."""
    if not report.files:
        return []
    spoken = {finding.path for finding in report.shown()}
    files = [not_checked_reason(file) for file in not_checked_files(report) if file.path not in spoken]
    return files + [one_line(remark) for remark in report.not_checked]


def summary(report: Report) -> str:
    """What was found in how much, or that there was nothing to check; never that all is well."""
    count = len(checked(report))
    suppressed = len(report.findings) - len(report.shown())
    found = _found(report) + (f" ({suppressed} suppressed)" if suppressed else "")
    if count:
        text = f"{found} in {plural(count, 'orchestration')}"
    elif report.findings:
        text = f"{found}; no orchestration was checked"
    elif report.files:
        text = "No orchestration was checked"
    else:
        text = "There is no orchestration here: nothing was checked"
    read = f" ({plural(report.files_read, 'file')} read)" if report.files_read else ""
    crash = (
        " Stageproof itself failed on a part of this, so the report is incomplete." if report.crashed else ""
    )
    return f"{text}{read}.{crash}"


def _found(report: Report) -> str:
    counts = [(severity, report.count(severity)) for severity in sorted(Severity, reverse=True)]
    return "Found " + (", ".join(plural(count, level.word) for level, count in counts if count) or "nothing")


def ordered(findings: tuple[Finding, ...]) -> list[Finding]:
    """Findings by place."""
    return sorted(findings, key=lambda finding: finding.order)


def gravest_first(findings: tuple[Finding, ...]) -> list[Finding]:
    """Findings by severity, then place."""
    return sorted(findings, key=lambda finding: (-finding.severity, *finding.order))
