"""`path:line:col: error[rule] message`, one finding a line."""

from ..finding import Finding
from ..report import Report
from .style import Style
from .words import one_line, ordered, place, remarks, summary


def concise(report: Report, *, color: bool = False, quiet: bool = False) -> str:
    """The report as lines that editors and problem matchers understand."""
    style = Style(color)
    lines = [_line(finding, style) for finding in ordered(report.shown())]
    if not quiet:
        lines += [f"not checked: {remark}" for remark in remarks(report)]
        lines.append(summary(report))
    return "".join(f"{line}\n" for line in lines)


def _line(finding: Finding, style: Style) -> str:
    where = place(finding.path, finding.region.line, finding.region.column)
    what = style.severity(finding.severity, f"{finding.severity.word}[{finding.rule}]")
    return f"{where}: {what} {one_line(finding.message)}"
