"""A message about a place in a file: path, line and column, and the line itself with a caret."""

from collections.abc import Iterable

from ...grammar.source import Source
from ...grammar.span import Span
from ..finding import Confidence, Finding, Severity
from ..place import frame as lines_of
from ..place import region
from ..reports.frame import frame
from ..reports.style import Style
from ..reports.words import one_line, place
from .columns import DEFAULT_COLUMNS, wrapped

WORDS = {
    "unmet": Severity.ERROR,
    "refused": Severity.ERROR,
    "not playable": Severity.ERROR,
    "note": Severity.NOTE,
}
"""What is said of a place, and in which colour."""


def located(
    source: Source | None,
    span: Span,
    word: str,
    message: str,
    remarks: Iterable[tuple[str, str]] = (),
    style: Style | None = None,
    columns: int | None = None,
) -> str:
    """`unmet: …` with its frame, then remarks such as `= because: …`. Without a source there is no place to show."""
    style = style or Style()
    severity = WORDS[word]
    room = max(columns or DEFAULT_COLUMNS, 40)
    first, *rest = wrapped(f"{word}: {one_line(message)}", room, "  ")
    head = style.severity(severity, word) + style.paint("bold", first.removeprefix(word))
    lines = [head, *(style.paint("bold", line) for line in rest)]
    gutter = 1
    if source is not None:
        at = region(source, span)
        finding = Finding(
            "", severity, Confidence.CERTAIN, message, source.path, at, frame=lines_of(source, at)
        )
        gutter = max((len(str(number)) for number, _ in finding.frame), default=1)
        lines.append(f"{' ' * gutter}{style.paint('edge', '-->')} {place(source.path, at.line, at.column)}")
        lines += frame(finding, style, gutter, room - gutter - 3)
    for kind, text in remarks:
        first, *rest = wrapped(f"{kind}: {one_line(text)}", room - gutter - 3, "  ")
        shown = style.paint("help", kind) + first.removeprefix(kind)
        lines.append(f"{' ' * gutter} {style.paint('edge', '=')} {shown}")
        lines += [f"{' ' * gutter}   {line}" for line in rest]
    return "\n".join(lines)
