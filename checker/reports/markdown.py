"""Markdown for a pull request, a job summary or a wiki."""

from typing import Final

from ..finding import Finding, Severity
from ..report import Report
from .decided import counted, listed
from .words import (
    checked,
    gravest_first,
    one_line,
    place,
    plural,
    remarks,
    summary,
)

MARKS: Final = {Severity.ERROR: "🛑 error", Severity.WARNING: "⚠️ warning", Severity.NOTE: "💡 note"}
_ESCAPES: Final = str.maketrans(
    {character: f"\\{character}" for character in "\\`*_[]|#~$"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
)


def markdown(report: Report) -> str:
    """The summary, a table of findings and their details for each file, and what was not checked."""
    lines = ["### Stageproof", "", f"**{_text(summary(report))}**", ""]
    by_path: dict[str, list[Finding]] = {}
    for finding in gravest_first(report.shown()):
        by_path.setdefault(finding.path, []).append(finding)
    for path in sorted(by_path):
        lines += [f"#### {_text(path)}", "", "| line | | what | where |", "| ---: | --- | --- | --- |"]
        lines += [_row(finding) for finding in by_path[path]]
        lines.append("")
        for finding in by_path[path]:
            lines += _details(finding)
    clean = [file for file in checked(report) if file.path not in by_path]
    if clean:
        lines += [f"Nothing found in {plural(len(clean), 'orchestration')}.", ""]
    told = counted(report)
    if told:
        lines += [f"{told}.", ""]
    if report.lists_obligations and report.obligations:
        lines += _folded("What was decided", [f"- {_text(line)}" for line in listed(report)])
    lines += _not_checked(report)
    return "\n".join(lines).rstrip("\n") + "\n"


def _row(finding: Finding) -> str:
    rule = f"[{finding.rule}]({finding.url})" if finding.url else finding.rule
    what = f"**{rule}** {_text(finding.message)}"
    if finding.help:
        what += f"<br>{_text(finding.help)}"
    return f"| {finding.region.line} | {MARKS[finding.severity]} | {what} | {_text(finding.element)} |"


def _details(finding: Finding) -> list[str]:
    lines = [
        f"- {_text(related.message)} ({_text(place(related.path, related.region.line, related.region.column))})"
        for related in finding.related
    ]
    if lines and finding.trace:
        lines.append("")
    for number, step in enumerate(finding.trace, 1):
        changes = ", ".join(step.told)
        event = f"**from here on, for ever:** {_text(step.event)}" if step.repeats else _text(step.event)
        by = f" ({_text(step.by)})" if step.by else ""
        lines.append(f"{number}. {event}{by}" + (f": {_text(changes)}" if changes else ""))
    return _folded(f"{finding.rule} at line {finding.region.line}", lines)


def _not_checked(report: Report) -> list[str]:
    return _folded("Not checked", [f"- {_text(remark)}" for remark in remarks(report)])


def _folded(title: str, lines: list[str]) -> list[str]:
    if not lines:
        return []
    return [f"<details><summary>{_text(title)}</summary>", "", *lines, "", "</details>", ""]


def _text(text: str) -> str:
    return one_line(text).translate(_ESCAPES)
