"""Accepted findings: matching suppressions to findings, and saying which suppress nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from ..grammar.light_dataclass import dataclass
from ..grammar.model import Element, Orchestration
from ..grammar.source import Source
from .finding import Finding
from .place import finding_of
from .prose import did_you_mean
from .rule import Found, Rule

if TYPE_CHECKING:
    from ..grammar.declaration import Suppression

NOT_SUPPRESSIBLE = frozenset({"syntax-error", "unreadable-file", "rule-crashed"})
WITHOUT_REASON = "accepted without a reason"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A suppression with the element path that it covers, itself and everything below.

    `path`: only in files that this glob matches; None: in any file.
    """

    element: str
    suppression: "Suppression"
    path: str | None = None


def suppressions(orchestration: Orchestration) -> Iterator[Accepted]:
    """Every suppression written in a definition."""
    root = orchestration.name
    elements: list[tuple[str, Element]] = [(root, orchestration)]
    for stage in orchestration.stages:
        elements.append((f"{root}/{stage.name}", stage))
        elements += [(f"{root}/{stage.name}/{step.name}", step) for step in stage.steps]
    for decision in orchestration.decisions:
        elements.append((f"{root}/{decision.name}", decision))
        elements += [(f"{root}/{decision.name}/{outcome.name}", outcome) for outcome in decision.outcomes]
    resources = (
        *orchestration.variables,
        *orchestration.constants,
        *orchestration.formulas,
        *orchestration.templates,
    )
    elements += [(f"{root}/{resource.name}", resource) for resource in resources]
    for element, node in elements:
        yield from (Accepted(element, suppression) for suppression in node.suppressions)
    if orchestration.start:
        yield from (Accepted(root, suppression) for suppression in orchestration.start.suppressions)
        for path in orchestration.start.paths:
            yield from (Accepted(f"{root}/{path.name}", suppression) for suppression in path.suppressions)


def apply(findings: Iterable[Finding], accepted: Iterable[Accepted]) -> tuple[list[Finding], set[Accepted]]:
    """The findings with `suppressed` filled in, and the suppressions that were needed."""
    accepted = tuple(accepted)
    used: set[Accepted] = set()
    judged: list[Finding] = []
    for finding in findings:
        match = next((entry for entry in accepted if _covers(entry, finding)), None)
        if match is None:
            judged.append(finding)
        else:
            used.add(match)
            judged.append(replace(finding, suppressed=match.suppression.reason or WITHOUT_REASON))
    return judged, used


def _covers(entry: Accepted, finding: Finding) -> bool:
    return (
        entry.suppression.rule == finding.rule
        and finding.rule not in NOT_SUPPRESSIBLE
        and (entry.path is None or fnmatchcase(finding.path, entry.path))
        and (finding.element == entry.element or finding.element.startswith(entry.element + "/"))
    )


def judge_suppressions(
    accepted: Iterable[Accepted],
    used: set[Accepted],
    running: Iterable[Rule],
    known: Iterable[str],
    source: Source,
) -> Iterator[Finding]:
    """Findings about suppressions: of nothing, without a reason, of a rule that does not exist.

    `running` are the rules of this run; a suppression of a rule that does not run is not called unused.
    """
    by_id = {rule.id: rule for rule in running}
    known = frozenset(known)
    for entry in accepted:
        name = entry.suppression.rule
        if name not in known:
            if rule := by_id.get("unknown-rule-in-suppression"):
                found = Found(
                    entry.suppression,
                    f'There is no rule "{name}" to suppress.',
                    did_you_mean(name, known, "Run `stageproof explain` to see all rule ids."),
                )
                yield finding_of(rule, found, entry.element, source)
            continue
        if entry not in used and name in by_id and (rule := by_id.get("unused-suppression")):
            found = Found(
                entry.suppression,
                f"This suppression of {name} suppresses nothing: the rule finds nothing on {entry.element}.",
                "Remove it.",
            )
            yield finding_of(rule, found, entry.element, source)
        if not entry.suppression.reason and (rule := by_id.get("suppression-without-reason")):
            found = Found(
                entry.suppression,
                f"The suppression of {name} gives no reason.",
                f'Say why it is accepted: suppress {name} because "…".',
            )
            yield finding_of(rule, found, entry.element, source)
