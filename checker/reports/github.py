"""GitHub workflow commands (annotations), and the job summary."""

from typing import Final

from ..finding import Finding, Severity
from ..report import Report
from .markdown import markdown
from .words import gravest_first, one_line, plural, remarks, repository_path, summary

PER_LEVEL: Final = 10
"""Annotations that GitHub shows of each level and step."""

SUMMARY_BYTES: Final = 1_000_000
"""GitHub refuses a job summary above 1 MiB."""

COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def github(report: Report) -> str:
    """Annotations, gravest first. Beyond ten of a level, a line says how many more there are; they follow as plain text."""
    lines: list[str] = []
    findings = gravest_first(report.shown())
    for severity in sorted(Severity, reverse=True):
        of_level = [finding for finding in findings if finding.severity == severity]
        lines += [_annotation(finding) for finding in of_level[:PER_LEVEL]]
        rest = of_level[PER_LEVEL:]
        if rest:
            lines.append(f"{plural(len(rest), 'more ' + severity.word)}; GitHub shows {PER_LEVEL} a step:")
            lines += [f"  {_plain(finding)}" for finding in rest]
    lines += [_harmless(f"Not checked: {remark}") for remark in remarks(report)]
    lines.append(summary(report))
    return "".join(f"{line}\n" for line in lines)


def job_summary(report: Report) -> str:
    """Markdown for `$GITHUB_STEP_SUMMARY`, cut at GitHub's limit."""
    text = markdown(report)
    if len(text.encode("utf-8", "replace")) <= SUMMARY_BYTES:
        return text
    kept = text.encode("utf-8", "replace")[: SUMMARY_BYTES - 200].decode("utf-8", "ignore")
    return kept.rpartition("\n")[0] + "\n\nThe rest does not fit into a job summary; see the log.\n"


def _annotation(finding: Finding) -> str:
    region = finding.region
    place = {"file": repository_path(finding.path), "line": str(region.line)}
    if region.line == region.end_line:
        place |= {"col": str(region.column), "endLine": str(region.end_line)}
        place |= {"endColumn": str(max(region.end_column, region.column))}
    else:
        place |= {"endLine": str(region.end_line)}
    place["title"] = finding.rule
    properties = ",".join(f"{key}={_property(value)}" for key, value in place.items())
    text = one_line(f"{finding.path}:{region.line}: {finding.message}")
    if finding.help:
        text += f"\n{one_line(finding.help)}"
    return f"::{COMMANDS[finding.severity]} {properties}::{_data(text)}"


def _plain(finding: Finding) -> str:
    text = f"{finding.path}:{finding.region.line}: {finding.severity.word}[{finding.rule}] {finding.message}"
    return _harmless(one_line(text))


def _harmless(text: str) -> str:
    """Text that the runner cannot take for a command."""
    return text.replace("::", ": :").replace("##[", "## [")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
