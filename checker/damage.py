"""What of a definition could not be read, as text for people."""

from __future__ import annotations

from collections.abc import Iterable

from ..grammar.diagnostic import Diagnostic
from ..grammar.source import Source
from .place import finding_of_diagnostic
from .registry import rule_named
from .report import Report
from .reports.full import full


def damage_text(damage: Iterable[Diagnostic], source: Source, *, color: bool = False) -> str:
    """Each problem with its place and the line it is on, as `check` shows it."""
    found = [(rule_named(diagnostic.problem.value), diagnostic) for diagnostic in damage]
    findings = tuple(finding_of_diagnostic(rule, diagnostic, source) for rule, diagnostic in found if rule)
    return full(Report(version="", profile="", files=(), findings=findings), color=color, quiet=True)
