"""`path:line:col: error[rule] message`, one finding a line."""

from ..report import Report
from .style import Style
from .words import one_line, ordered, summary


def concise(report: Report, *, color: bool = False, quiet: bool = False) -> str:
    """The report as lines that editors and problem matchers understand."""
    style = Style(color)
    lines = [
        f"{finding.path}:{finding.region.line}:{finding.region.column}: "
        f"{style.severity(finding.severity, f'{finding.severity.word}[{finding.rule}]')} {one_line(finding.message)}"
        for finding in ordered(report.shown())
    ]
    if not quiet:
        lines.append(summary(report))
    return "".join(f"{line}\n" for line in lines)
