"""A run as a Markdown table."""

from collections.abc import Iterable

from ..reports.words import one_line
from .text_table import HEADS
from .trace import Block

_SPECIAL = str.maketrans({character: f"\\{character}" for character in "\\|`*_<>[]#&~"})


def markdown_table(blocks: Iterable[Block]) -> str:
    """The table: a row for each changed cell, the event in the first row of its block, ids as code."""
    lines = [f"| {' | '.join(HEADS)} |", "| --- | --- | --- |"]
    for block in blocks:
        arrow = "↳ " if block.synchronous else ""
        event = f"{block.number}. {arrow}{escaped(block.event)}"
        event += "".join(f"<br>and {escaped(fault)}" for fault in block.faults)
        if block.message:
            event += f"<br>error: {escaped(block.message)}"
        for change in block.shown:
            lines.append(f"| {event} | {escaped(change.words)} | `{change.because}` |")
            event = ""
        if event:
            lines.append(f"| {event} | nothing | |")
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Text that Markdown shows as it is."""
    return one_line(text).translate(_SPECIAL)
