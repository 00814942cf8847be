"""From the text of an `.orch` file to the model."""

import re
from typing import Any

from ..diagnostic import Diagnostic, Problem
from ..light_dataclass import dataclass
from ..model import Orchestration
from ..source import Source
from ..span import Node, Span
from .building.parts import Members
from .collector import without_collector
from .driver import Driver
from .lexer import read_tokens
from .table import table

_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class ParseResult:
    """What was read: the orchestration without its damaged members (None where there is none), and every mistake."""

    orchestration: Orchestration | None
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class MembersResult:
    """Declarations read from a part of a text, in order, and every mistake."""

    members: tuple[Node, ...]
    diagnostics: tuple[Diagnostic, ...]


def parse(source: Source) -> ParseResult:
    """Read one orchestration. Never raises: every mistake in the text is a diagnostic."""
    _, value, diagnostics = parse_text(source)
    return ParseResult(value if isinstance(value, Orchestration) else None, diagnostics)


def parse_text(source: Source) -> tuple[Driver | None, Any, tuple[Diagnostic, ...]]:
    """As `parse`, with the driver, which knows tokens and comments; None where the file is no text."""
    refusal = _no_text(source, 0, len(source.text))
    if refusal is not None:
        return None, None, (refusal,)
    start = 1 if source.text.startswith(BYTE_ORDER_MARK) else 0
    driver, value = drive(source, start, len(source.text), "orchestration")
    return driver, value, in_order(driver.diagnostics)


def parse_members(source: Source, start: int, end: int) -> MembersResult:
    """Read declarations (contracts, fields, known, parameters, properties, scenarios, suppressions).

    They stand in `source.text[start:end]` without a header, as in an XML comment; places are those of the whole text.
    """
    refusal = _no_text(source, start, end)
    if refusal is not None:
        return MembersResult((), (refusal,))
    driver, value = drive(source, start, end, "declarations")
    members = tuple(member.value for member in value.items) if isinstance(value, Members) else ()
    return MembersResult(members, in_order(driver.diagnostics))


def drive(source: Source, start: int, end: int, entry: str) -> tuple[Driver, Any]:
    """Read a part of a text as `entry`: the driver after its work, and what it made."""
    compiled = table()
    with without_collector():
        driver = Driver(source, compiled, read_tokens(source, compiled, start, end), entry)
        return driver, driver.run()


def _no_text(source: Source, start: int, end: int) -> Diagnostic | None:
    """What to say of something that is no text at all."""
    match = _NO_TEXT.search(source.text, start, end)
    if match is None:
        return None
    what = "a null character" if match.group() == "\x00" else f"half a character (U+{ord(match.group()):04X})"
    message = f"This is not a text file: it holds {what}."
    return Diagnostic(Span(*match.span()), Problem.UNREADABLE_FILE, message, "Save it as UTF-8 text.")


def in_order(diagnostics: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each diagnostic once, in the order of the text."""
    return tuple(sorted(set(diagnostics)))
