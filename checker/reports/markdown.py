"""Markdown for a pull request, a job summary or a wiki."""

from ..finding import Finding, Severity
from ..report import Report
from .words import checked, gravest_first, not_checked_files, one_line, plural, summary

MARKS = {Severity.ERROR: "🛑 error", Severity.WARNING: "⚠️ warning", Severity.NOTE: "💡 note"}


def markdown(report: Report) -> str:
    """The summary, a table of findings for each file, and what was not checked."""
    lines = ["### Stageproof", "", f"**{_text(summary(report))}**", ""]
    by_path: dict[str, list[Finding]] = {}
    for finding in gravest_first(report.shown()):
        by_path.setdefault(finding.path, []).append(finding)
    for path in sorted(by_path):
        lines += [
            f"#### `{path.replace('`', chr(39))}`",
            "",
            "| line | | what | where |",
            "| ---: | --- | --- | --- |",
        ]
        lines += [_row(finding) for finding in by_path[path]]
        lines.append("")
    clean = [file for file in checked(report) if file.path not in by_path]
    if clean:
        lines += [f"Nothing found in {plural(len(clean), 'orchestration')}.", ""]
    lines += _not_checked(report)
    return "\n".join(lines).rstrip("\n") + "\n"


def _row(finding: Finding) -> str:
    rule = f"[{finding.rule}]({finding.url})" if finding.url else finding.rule
    what = f"**{rule}** {_text(finding.message)}"
    if finding.help:
        what += f"<br>{_text(finding.help)}"
    return f"| {finding.region.line} | {MARKS[finding.severity]} | {what} | {_text(finding.element)} |"


def _not_checked(report: Report) -> list[str]:
    remarks = [f"{file.path}: {file.status}: {file.reason}" for file in not_checked_files(report)]
    remarks += report.not_checked
    if not remarks:
        return []
    return [
        "<details><summary>Not checked</summary>",
        "",
        *(f"- {_text(remark)}" for remark in remarks),
        "",
        "</details>",
    ]


def _text(text: str) -> str:
    plain = one_line(text)
    for character in "\\`*_[]<>|#~":
        plain = plain.replace(
            character, f"\\{character}" if character not in "<>" else {"<": "&lt;", ">": "&gt;"}[character]
        )
    return plain
