"""Text in columns for a terminal: wrapped, never cut off."""

from collections.abc import Sequence
from typing import Final

from ..reports.frame import width

GAP: Final = "  "
NARROWEST: Final = 12
DEFAULT_COLUMNS: Final = 100
"""How wide text is laid out where nobody knows how wide the terminal is."""
BREAKS: Final = "-/.,;:=_"
"""A word that is too long is broken behind one of these, where it can be."""


def wrapped(text: str, room: int, indent: str = "") -> list[str]:
    """The text in lines of at most `room` columns, broken at blanks, else within words; later lines are indented."""
    lines: list[str] = []
    line = text[: len(text) - len(text.lstrip(" "))]
    for word in text.split():
        longer = f"{line} {word}" if line.strip() else line + word
        if width(longer) <= room:
            line = longer
            continue
        if line.strip():
            lines.append(line)
        margin = indent if lines else ""
        line = margin + word
        while width(line) > room:
            head = _head(line, room, len(margin))
            margin = indent
            lines.append(head)
            line = indent + line[len(head) :]
    return [*lines, line] if line.strip() or not lines else lines


def widths(rows: Sequence[Sequence[str]], room: int, shares: Sequence[int]) -> list[int]:
    """How wide each column is, so that all fit into `room`: as wide as its text, or its share (in percent) of it.

    What one column does not need the others get, the last first: ids are best left whole.
    """
    natural = [max((width(row[place]) for row in rows), default=0) for place in range(len(shares))]
    room -= len(GAP) * (len(shares) - 1)
    if sum(natural) <= room:
        return natural
    taken = [
        min(wide, max(NARROWEST, room * share // 100)) for wide, share in zip(natural, shares, strict=True)
    ]
    for place in reversed(range(len(taken))):
        spare = room - sum(taken)
        taken[place] += max(0, min(spare, natural[place] - taken[place]))
    return taken


def padded(text: str, room: int) -> str:
    """The text with blanks behind it up to a width."""
    return text + " " * (room - width(text))


def _head(text: str, room: int, at_least: int) -> str:
    """The beginning of a text that fits, at best up to a sign behind which it may be broken."""
    end = at_least + 1
    while end < len(text) and width(text[: end + 1]) <= room:
        end += 1
    for place in range(end, at_least + max(1, (end - at_least) // 2), -1):
        if text[place - 1] in BREAKS:
            return text[:place]
    return text[:end]
