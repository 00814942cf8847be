"""A few source lines with carets under what is meant."""

from typing import Final
from unicodedata import category, east_asian_width

from ..finding import Finding, Severity
from .style import Style

WIDTH: Final = 110
"""Columns of source that are shown; longer lines are cut around the caret."""

ELLIPSIS: Final = "…"


def frame(finding: Finding, style: Style, gutter: int) -> list[str]:
    """The lines of the frame; empty where the finding has no source text."""
    if not finding.frame:
        return []
    bar = style.paint("edge", "|")
    lines = [f"{' ' * gutter} {bar}"]
    last = finding.frame[-1][0]
    for number, text in finding.frame:
        begin = finding.region.column - 1 if number == finding.region.line else _indent(text)
        end = finding.region.end_column - 1 if number == finding.region.end_line else len(text)
        end = min(max(end, begin + 1), max(len(text), begin + 1))
        shown, begin, end = _cut(text, begin, end)
        head = style.paint("edge", f"{number:>{gutter}}")
        lines.append(f"{head} {bar} {_visible(shown)}".rstrip())
        if begin < end or number == finding.region.line:
            marks = " " * width(_visible(shown[:begin])) + _marks(finding.severity, shown[begin:end], style)
            lines.append(f"{' ' * gutter} {bar} {marks}")
    if finding.region.end_line > last:
        lines.append(f"{' ' * gutter} {bar} {style.paint('dim', f'… to line {finding.region.end_line}')}")
    return lines


def width(text: str) -> int:
    """Terminal columns that a text takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def _marks(severity: Severity, text: str, style: Style) -> str:
    return style.severity(severity, "^" * max(1, width(_visible(text))))


def _visible(text: str) -> str:
    return "".join(" " if c == "\t" else c if c.isprintable() or category(c) == "Cf" else "�" for c in text)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _cut(text: str, begin: int, end: int) -> tuple[str, int, int]:
    if len(text) <= WIDTH:
        return text, begin, end
    end = min(end, begin + WIDTH - 20)
    first = max(0, min(begin - 20, len(text) - WIDTH))
    shown = text[first : first + WIDTH]
    head = ELLIPSIS if first else ""
    tail = ELLIPSIS if first + WIDTH < len(text) else ""
    return head + shown + tail, begin - first + len(head), min(end - first + len(head), len(head + shown))
