"""The report for people at a terminal: what is wrong, where, and what to do."""

from textwrap import wrap
from typing import Final

from ..finding import Finding, Related, TraceStep
from ..report import Report
from .decided import counted, listed
from .frame import WIDTH, frame, width
from .style import Style
from .words import one_line, ordered, place, remarks, summary, visible

TRACE_WIDTH: Final = 110
"""How wide the events of a run get where nobody says how wide a line may be."""


def full(
    report: Report,
    *,
    color: bool = False,
    links: bool = False,
    quiet: bool = False,
    columns: int | None = None,
) -> str:
    """Every finding with its source frame, then what was not checked, then the counts.

    `columns`: prose is wrapped and source cut to this width; None: prose stays on one line. Where links cannot be
    shown, the first finding of each rule names the page that explains it. `quiet`: findings, and what was asked for
    beside them (the fault table, the list of claims).
    """
    style = Style(color, links)
    columns = None if columns is None else max(columns, 40)
    explained: set[str] = set()
    blocks: list[str] = []
    for finding in ordered(report.shown()):
        lines = _finding(finding, style, columns)
        if finding.url and not links and not quiet and finding.rule not in explained:
            lines.append(_remark("docs", finding.url, style, _gutter(finding), None))
            explained.add(finding.rule)
        blocks.append("\n".join(lines))
    if report.shows_fault_table and report.fault_table:
        from .fault_table_text import fault_tables

        blocks += fault_tables(report.fault_table, style, columns)
    if not quiet:
        blocks += _left_out(report, style, columns)
    if report.lists_obligations and report.obligations:
        blocks.append("\n".join(listed(report)))
    if not quiet:
        blocks += _ending(report, style, columns)
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _gutter(finding: Finding) -> int:
    return max((len(str(number)) for number, _ in finding.frame), default=1)


def _finding(finding: Finding, style: Style, columns: int | None) -> list[str]:
    gutter = _gutter(finding)
    word = finding.severity.word
    title = f"{word}[{finding.rule}]: "
    first, *rest = _wrapped(one_line(finding.message), columns, len(title), "  ")
    head = style.severity(finding.severity, word + style.link(f"[{finding.rule}]", finding.url))
    where = place(finding.path, finding.region.line, finding.region.column)
    element = f" ({visible(finding.element)})" if finding.element else ""
    lines = [f"{head}: {style.paint('bold', first)}", *(style.paint("bold", line) for line in rest)]
    lines.append(f"{' ' * gutter}{style.paint('edge', '-->')} {where}{element}")
    lines += frame(finding, style, gutter, WIDTH if columns is None else columns - gutter - 3)
    lines += [_related(related, style, gutter) for related in finding.related]
    lines += _trace(finding.trace, style, gutter, columns)
    if finding.help:
        lines.append(_remark("help", one_line(finding.help), style, gutter, columns))
    return lines


def _remark(kind: str, text: str, style: Style, gutter: int, columns: int | None) -> str:
    lead = f"{' ' * gutter} {style.paint('edge', '=')} {style.paint('help', kind)}: "
    indent = " " * (gutter + 3)
    return lead + "\n".join(_wrapped(text, columns, gutter + 5 + len(kind), indent))


def _related(related: Related, style: Style, gutter: int) -> str:
    where = place(related.path, related.region.line, related.region.column)
    return f"{' ' * gutter} {style.paint('edge', '=')} {one_line(related.message)} ({where})"


def _trace(trace: tuple[TraceStep, ...], style: Style, gutter: int, columns: int | None) -> list[str]:
    if not trace:
        return []
    digits = len(str(len(trace)))
    room = min(columns or TRACE_WIDTH, TRACE_WIDTH)
    margin = " " * (gutter + 3)
    lines = [f"{' ' * gutter} {style.paint('edge', '=')} the run:"]
    for number, step in enumerate(trace, 1):
        if step.repeats:
            lines.append(f"{margin}{style.paint('warning', 'from here on, for ever:')}")
        event = ("↳ " if step.own else "") + one_line(step.event)
        by = style.paint("dim", f"  ({step.by})") if step.by else ""
        lines.append(f"{margin}{number:>{digits}}. {style.paint('bold', event)}{by}")
        indent = margin + " " * (digits + 2)
        for mark, changes in (("  ", step.told_of_world), ("→ ", step.told_of_run)):
            if changes:
                lines += wrap(
                    one_line(", ".join(changes)),
                    room,
                    initial_indent=indent + mark,
                    subsequent_indent=indent + "  ",
                    break_long_words=False,
                    break_on_hyphens=False,
                )
    return lines


def _left_out(report: Report, style: Style, columns: int | None) -> list[str]:
    """What was not checked, as one block; none where nothing was left out."""
    lines = [line for remark in remarks(report) for line in _wrapped("  " + remark, columns, 0, "    ")]
    return ["\n".join((style.paint("bold", "Not checked:"), *lines))] if lines else []


def _ending(report: Report, style: Style, columns: int | None) -> list[str]:
    blocks: list[str] = []
    told = counted(report)
    if told:
        hint = "" if report.lists_obligations else " (--obligations lists them)"
        blocks.append("\n".join(_wrapped(f"{told}{hint}.", columns, 0, "")))
    blocks.append(style.paint("bold", "\n".join(_wrapped(summary(report), columns, 0, ""))))
    return blocks


def _wrapped(text: str, columns: int | None, used: int, indent: str) -> list[str]:
    """The text in lines that fit, broken at blanks; `used` columns of the first line are taken already."""
    if columns is None or used + width(text) <= columns:
        return [text]
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line.strip() and used + width(longer) > columns:
            lines.append(line)
            line, used = indent + word, 0
        else:
            line = longer
    return [*lines, line]
