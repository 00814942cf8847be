"""Saying each mistake once: what a rule of the text explains, no proof has to tell again."""

from __future__ import annotations

from ..finding import Finding, Severity
from ..registry import rule_named

SAME_CAUSE = frozenset({"cannot-complete", "never-reached"})
"""What follows from almost any other mistake."""


def not_explained(findings: list[Finding]) -> list[Finding]:
    """The findings without those of proofs that another finding at the same stage or decision explains.

    What follows from almost anything is dropped where anything else was found.
    """
    loud = [finding for finding in findings if finding.severity >= Severity.WARNING]
    by_text = {_place(finding) for finding in loud if not _proves(finding)}
    kept: list[Finding] = []
    for finding in findings:
        if _proves(finding):
            if _place(finding) in by_text:
                continue
            if finding.rule in SAME_CAUSE and any(other.rule not in SAME_CAUSE for other in loud):
                continue
        kept.append(finding)
    return kept


def _proves(finding: Finding) -> bool:
    rule = rule_named(finding.rule)
    return rule is not None and rule.proves


def _place(finding: Finding) -> tuple[str, ...]:
    """The orchestration and the stage or decision that a finding is about."""
    return tuple(finding.element.split("/")[:2])
