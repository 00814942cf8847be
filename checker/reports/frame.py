"""A few source lines with carets under what is meant."""

from typing import Final
from unicodedata import category, east_asian_width

from ..finding import Finding
from .style import Style
from .words import visible

WIDTH: Final = 110
"""Terminal columns of source that are shown where the terminal's width is not known."""

CONTEXT: Final = 20
"""Columns around the caret that a cut line keeps, where they fit."""

ELLIPSIS: Final = "…"


def frame(finding: Finding, style: Style, gutter: int, columns: int = WIDTH) -> list[str]:
    """The lines of the frame; empty where the finding has no source text.

    Lines wider than `columns` are cut around the caret. Of a region that is longer than the source text at hand,
    only the first line is shown, and where it ends.
    """
    region = finding.region
    goes_on = bool(finding.frame) and region.end_line > finding.frame[-1][0] and region.end_column > 1
    margin = " " * gutter
    bar = style.paint("edge", "|")
    lines = [f"{margin} {bar}"] if finding.frame else []
    for number, text in finding.frame[:1] if goes_on else finding.frame:
        begin = region.column - 1 if number == region.line else len(text) - len(text.lstrip())
        end = region.end_column - 1 if number == region.end_line else len(text)
        shown, begin, end = _cut(text, begin, end, columns)
        lines.append(f"{style.paint('edge', f'{number:>{gutter}}')} {bar} {visible(shown)}".rstrip())
        if text.strip() or number == region.line:
            carets = "^" * max(1, width(visible(shown[begin:end])))
            indent = " " * width(visible(shown[:begin]))
            lines.append(f"{margin} {bar} {indent}{style.severity(finding.severity, carets)}")
    if goes_on:
        lines.append(f"{margin} {bar} {style.paint('dim', f'{ELLIPSIS} to line {region.end_line}')}")
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


def _cut(text: str, begin: int, end: int, columns: int) -> tuple[str, int, int]:
    """The part of a line around `begin` that fits, with an ellipsis where it was cut, and where begin and end are."""
    left_out = max(0, begin - 4 * columns)
    near = text[left_out : begin + 8 * columns]
    begin, end = begin - left_out, min(end - left_out, begin - left_out + 8 * columns)
    if not left_out and len(near) == len(text) and width(text) <= columns:
        return text, begin, end
    room = columns - 2
    behind = max(width(near[:end]) + CONTEXT - room, 0)
    first = _fitting(near, min(behind, max(width(near[:begin]) - CONTEXT, 0)))
    last = first + _fitting(near[first:], room)
    head = ELLIPSIS if left_out + first else ""
    tail = ELLIPSIS if left_out + last < len(text) else ""
    shift = len(head) - first
    return head + near[first:last] + tail, begin + shift, min(end, last) + shift


def _fitting(text: str, columns: int) -> int:
    """How many characters of a text fit into so many columns, combining ones with the letter before them."""
    if text.isascii():
        return min(columns, len(text))
    taken = 0
    for index, character in enumerate(text):
        taken += _columns(character)
        if taken > columns:
            return index
    return len(text)
