"""From spans to what is shown: regions, frames, findings."""

from dataclasses import replace

from ..grammar.diagnostic import Diagnostic
from ..grammar.source import Source
from ..grammar.span import Node, Span
from .finding import Confidence, Finding, Region, Related, Severity
from .rule import Found, Rule

FRAME_LINES = 3


def span_of(at: Node | Span) -> Span:
    """The span of what a rule points at."""
    return at if isinstance(at, Span) else at.span


def region(source: Source, span: Span) -> Region:
    """Lines, columns and bytes of a span."""
    begin = source.position(span.start)
    end = source.position(max(span.start, span.end))
    return Region(begin.line, begin.column, end.line, end.column, begin.byte, end.byte)


def frame(source: Source, place: Region) -> tuple[tuple[int, str], ...]:
    """The source lines of a region, at most three."""
    last = min(place.end_line, place.line + FRAME_LINES - 1)
    if place.end_column == 1 and last == place.end_line and last > place.line:
        last -= 1
    return tuple((line, source.line_text(line)) for line in range(place.line, last + 1))


def finding_of(rule: Rule, found: Found, element: str, source: Source) -> Finding:
    """What a rule yielded, placed in its file."""
    place = region(source, span_of(found.at))
    return Finding(
        rule=rule.id,
        severity=found.severity or rule.severity,
        confidence=found.confidence or rule.confidence,
        message=found.message,
        path=source.path,
        region=place,
        element=element,
        help=found.help,
        url=rule.url,
        related=tuple(Related(source.path, region(source, span_of(at)), text) for at, text in found.related),
        frame=frame(source, place),
        trace=tuple(
            step if step.span is None else replace(step, region=region(source, step.span))
            for step in found.trace
        ),
    )


def finding_of_diagnostic(rule: Rule, diagnostic: Diagnostic, source: Source) -> Finding:
    """What a reader had to say, placed in its file."""
    return finding_of(
        rule, Found(diagnostic.span, diagnostic.message, diagnostic.help), diagnostic.element, source
    )


def finding_without_source(rule: Rule, path: str, message: str, help: str = "") -> Finding:
    """A finding about a file whose text could not be read: line 1, column 1."""
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        confidence=Confidence.CERTAIN,
        message=message,
        path=path,
        region=Region(1, 1, 1, 1),
        help=help,
        url=rule.url,
    )


def worst(findings: tuple[Finding, ...]) -> Severity | None:
    """The greatest severity among findings that are not suppressed."""
    return max((finding.severity for finding in findings if finding.suppressed is None), default=None)
