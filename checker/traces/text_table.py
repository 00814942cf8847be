"""A run as a table for a terminal: event, what changed, why."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from ...engine.events import Wait
from ...engine.scenarios.event_words import duration
from ..reports.style import Style
from ..reports.words import one_line
from .columns import DEFAULT_COLUMNS, GAP, padded, widths, wrapped
from .trace import Block

HEADS = ("event", "what changed", "why")
SHARES = (25, 35, 40)
NARROWEST_TABLE = 50


def text_table(blocks: Iterable[Block], style: Style | None = None, columns: int | None = None) -> str:
    """The table, at most `columns` wide (100): a block for each event, a line for each changed cell.

    What the engine goes on with after a synchronous step is told as part of the burst: `↳ complete Badge`.
    """
    style = style or Style()
    blocks = tuple(blocks)
    room = max(columns or DEFAULT_COLUMNS, NARROWEST_TABLE)
    told = [(_events(block), _changes(block)) for block in blocks]
    cells = [(line, "", "") for events, _ in told for line in events]
    cells += [("", *change) for _, changes in told for change in changes]
    sizes = widths([HEADS, *cells], room, SHARES)
    lines = [
        style.paint("bold", GAP.join(map(padded, HEADS, sizes)).rstrip()),
        GAP.join("-" * size for size in sizes),
    ]
    for number, (block, (events, changes)) in enumerate(zip(blocks, told, strict=True)):
        if number and not block.synchronous:
            lines.append("")
        lines += _block(events, changes, sizes, style)
        if block.message:
            text = wrapped(f"error: {one_line(block.message)}", room - 4, "  ")
            lines += [f"    {style.paint('error', line)}" for line in text]
    return "\n".join(lines) + "\n"


def _block(
    events: list[str], changes: list[tuple[str, str]], sizes: list[int], style: Style
) -> Iterator[str]:
    left = [line for text in events for line in wrapped(text, sizes[0], "   ")]
    right = [
        pair
        for what, why in changes
        for pair in zip_longest(wrapped(what, sizes[1], "  "), wrapped(why, sizes[2], "  "), fillvalue="")
    ]
    for place in range(max(len(left), len(right))):
        event = left[place] if place < len(left) else ""
        what, why = right[place] if place < len(right) else ("", "")
        first = style.paint("bold", padded(event, sizes[0]))
        yield GAP.join((first, padded(what, sizes[1]), style.paint("dim", why))).rstrip()


def _events(block: Block) -> list[str]:
    """The event, the errors that struck on the way, and the time where it passes."""
    lead = "↳ " if block.synchronous else ""
    events = [f"{block.number}. {lead}{one_line(block.event)}"]
    events += [f"   and {one_line(fault)}" for fault in block.faults]
    if isinstance(block.happening, Wait):
        events.append(f"   ({duration(block.minutes)} in all)")
    return events


def _changes(block: Block) -> list[tuple[str, str]]:
    return [(one_line(change.words), change.because) for change in block.shown] or [("nothing", "")]
