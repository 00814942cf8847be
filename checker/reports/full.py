"""The report for people at a terminal: what is wrong, where, and what to do."""

from ..finding import Finding, Related, TraceStep
from ..report import Report
from .frame import frame
from .style import Style
from .words import not_checked_files, one_line, ordered, summary


def full(report: Report, *, color: bool = False, links: bool = False, quiet: bool = False) -> str:
    """Every finding with its source frame, then what was not checked, then the counts."""
    style = Style(color, links)
    blocks = ["\n".join(_finding(finding, style)) for finding in ordered(report.shown())]
    if not quiet:
        blocks += _ending(report, style)
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _finding(finding: Finding, style: Style) -> list[str]:
    gutter = max((len(str(number)) for number, _ in finding.frame), default=1)
    word = finding.severity.word
    head = style.severity(finding.severity, word + style.link(f"[{finding.rule}]", finding.url))
    arrow = style.paint("edge", "-->")
    place = f"{finding.path}:{finding.region.line}:{finding.region.column}"
    element = f" ({finding.element})" if finding.element else ""
    lines = [
        f"{head}: {style.paint('bold', one_line(finding.message))}",
        f"{' ' * gutter}{arrow} {place}{element}",
    ]
    lines += frame(finding, style, gutter)
    lines += [_related(related, style, gutter) for related in finding.related]
    lines += _trace(finding.trace, gutter)
    if finding.help:
        lines.append(
            f"{' ' * gutter} {style.paint('edge', '=')} {style.paint('help', 'help')}: {one_line(finding.help)}"
        )
    return lines


def _related(related: Related, style: Style, gutter: int) -> str:
    place = f"{related.path}:{related.region.line}:{related.region.column}"
    return f"{' ' * gutter} {style.paint('edge', '=')} {one_line(related.message)} ({place})"


def _trace(trace: tuple[TraceStep, ...], gutter: int) -> list[str]:
    if not trace:
        return []
    number_width = len(str(len(trace)))
    event_width = max(len(step.event) for step in trace)
    lines = [f"{' ' * gutter} = the run:"]
    for number, step in enumerate(trace, 1):
        changes = ", ".join(f"{what} = {value}" for what, value in step.changes)
        lines.append(
            f"{' ' * gutter}   {number:>{number_width}}. {step.event:<{event_width}}  {changes}".rstrip()
        )
    return lines


def _ending(report: Report, style: Style) -> list[str]:
    blocks: list[str] = []
    silent = {finding.path for finding in report.shown()}
    files = [file for file in not_checked_files(report) if file.path not in silent]
    remarks = [f"  {file.path}: {file.status}: {file.reason}" for file in files]
    remarks += [f"  {remark}" for remark in report.not_checked]
    if remarks:
        blocks.append("\n".join((style.paint("bold", "Not checked:"), *remarks)))
    blocks.append(style.paint("bold", summary(report)))
    return blocks
