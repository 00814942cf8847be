"""Saying each mistake once: what a rule of the text explains, no proof has to tell again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from ..finding import Finding, Region, Severity, TraceStep
from ..registry import rule_named

TRAPS: Final = frozenset({"stage-waits-forever", "nobody-looks", "errors-repeat-forever"})
"""Findings of proofs from which it follows that some run cannot complete."""
STANDSTILL: Final = frozenset(
    {
        "stage-waits-forever",
        "waits-for-the-world",
        "nobody-looks",
        "cannot-complete",
        "goes-round-forever",
        "never-reached",
        "never-waits",
    }
)
"""What follows where a condition never holds, or nothing leads on."""
CIRCLES: Final = frozenset(
    {"errors-repeat-forever", "goes-round-forever", "rework-without-limit", "cannot-complete"}
)
ANSWERS: Final = frozenset(
    {
        "answer-changes-nothing",
        "decides-on-nothing",
        "gap-between-outcomes",
        "rejection-reaches-approval",
        "value-falls-to-default",
    }
)
"""What follows where a decision does not tell the answers of people apart."""

EXPLAINS: Final = (
    dict.fromkeys(
        (
            "circle-of-decisions",
            "condition-never-true",
            "condition-on-unset-variable",
            "conflicting-conditions",
            "dangling-reference",
            "dangling-target",
            "empty-stage",
            "invalid-custom-logic",
            "mutual-wait",
            "operator-needs-record-trigger",
            "outcome-always-true",
            "outcome-never-true",
            "output-compared-with-wrong-type",
            "stage-leads-to-itself",
            "unknown-element",
            "unknown-output-syntax",
            "unknown-value",
            "unreachable-element",
            "waits-for-later-stage",
            "wrong-decision-literal",
            "wrong-status-literal",
        ),
        STANDSTILL,
    )
    | dict.fromkeys(("cycle-without-exit", "fault-path-returns-to-its-stage"), CIRCLES | STANDSTILL)
    | dict.fromkeys(
        (
            "approver-ignored",
            "default-outcome-ends-run",
            "duplicate-outcome",
            "fail-open-gate",
            "gate-on-mapped-variable",
            "rejection-ignored",
        ),
        ANSWERS,
    )
    | {
        "condition-never-true": STANDSTILL | {"contradictory-assumptions"},
        "outcome-always-true": STANDSTILL | ANSWERS | {"decision-decides-nothing"},
        "outcome-never-true": STANDSTILL | ANSWERS,
        "wrong-decision-literal": STANDSTILL | ANSWERS,
        "error-path-approves": frozenset({"error-passes-approval"}),
        "approval-without-approval-step": frozenset({"approved-unasked"}),
    }
)
"""By rule of the text, the rules of proofs whose findings at the same stage or decision only tell what comes of it.
`error-path-approves` follows the text too, and asks proofs which of its ways runs take.
"""


def not_explained(findings: list[Finding]) -> list[Finding]:
    """The findings without those of proofs that another finding explains; the run that one of them shows passes over to the
    explanation.

    A finding at the same stage or decision explains, of what is never reached one at that very element or at a condition
    that is to blame. That a run cannot complete is dropped wherever a reason for it was found.
    """
    loud = [finding for finding in findings if finding.severity >= Severity.WARNING]
    texts = [finding for finding in loud if finding.rule in EXPLAINS]
    explained = {(_place(finding), rule) for finding in texts for rule in EXPLAINS.get(finding.rule, ())}
    has_trap = any(
        other.rule in TRAPS or (not _proves(other) and "cannot-complete" in EXPLAINS.get(other.rule, ()))
        for other in loud
    )
    runs = {
        (_place(finding), finding.rule): finding.trace
        for finding in reversed(findings)
        if _proves(finding) and finding.trace
    }

    def is_explained(finding: Finding) -> bool:
        match finding.rule:
            case "cannot-complete":
                return has_trap
            case "never-reached":
                return any(_blames(text, finding) for text in texts)
            case _:
                return (_place(finding), finding.rule) in explained

    return [
        _with_run(finding, runs) for finding in findings if not (_proves(finding) and is_explained(finding))
    ]


def _blames(text: Finding, unreached: Finding) -> bool:
    """Whether a finding of the text says why something is never reached: it is about it, or about a condition to blame."""
    if "never-reached" not in EXPLAINS.get(text.rule, ()):
        return False
    if f"{unreached.element}/".startswith(f"{text.element}/"):
        return True
    return any(_overlap(text.region, related.region) for related in unreached.related)


def _overlap(one: Region, other: Region) -> bool:
    """Whether two places have a character in common."""
    return (one.line, one.column) < (other.end_line, other.end_column) and (other.line, other.column) < (
        one.end_line,
        one.end_column,
    )


def _with_run(finding: Finding, runs: Mapping[tuple[tuple[str, ...], str], tuple[TraceStep, ...]]) -> Finding:
    """A finding of the text with the run that a proof shows of what comes of it."""
    if finding.rule not in EXPLAINS or finding.trace or finding.severity < Severity.WARNING:
        return finding
    for rule in sorted(EXPLAINS.get(finding.rule, ())):
        run = runs.get((_place(finding), rule))
        if run is not None:
            return replace(finding, trace=run)
    return finding


def _proves(finding: Finding) -> bool:
    rule = rule_named(finding.rule)
    return rule is not None and rule.proves


def _place(finding: Finding) -> tuple[str, ...]:
    """The orchestration and the stage or decision that a finding is about."""
    return tuple(finding.element.split("/")[:2])
