"""What only several files together show."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from .check_file import FileOutcome, Settings
from .finding import Finding, Severity
from .place import finding_without_source
from .report import FileResult
from .rule import Rule


def findings_across(outcomes: Iterable[FileOutcome], settings: Settings) -> Iterator[Finding]:
    """Definitions of one name in one project, and what the configuration says against a flow."""
    outcomes = tuple(outcomes)
    rules = {rule.id: rule for rule in settings.rules}
    twice = rules.get("definition-twice")
    if twice:
        for finding in _defined_twice(outcomes, twice):
            yield _adjusted(finding, settings)
    contradicts = rules.get("declaration-contradicts-flow")
    if contradicts:
        told = {entry for outcome in outcomes for entry in outcome.contradictions}
        for origin, message in sorted(told):
            text = "Correct the contract in the configuration, or leave it to the flow's own XML."
            yield _adjusted(finding_without_source(contradicts, origin, message, text), settings)


def _defined_twice(outcomes: tuple[FileOutcome, ...], rule: Rule) -> Iterator[Finding]:
    by_name: dict[tuple[str, str], list[FileResult]] = {}
    for outcome in outcomes:
        result = outcome.result
        if result and result.orchestration and result.format == "flow-xml":
            by_name.setdefault((outcome.root, result.orchestration.casefold()), []).append(result)
    for results in by_name.values():
        paths = sorted(result.path for result in results)
        for result in results if len(paths) > 1 else ():
            others = ", ".join(path for path in paths if path != result.path)
            message = f"{result.orchestration} is defined in {others} too; a deploy takes one of them."
            finding = finding_without_source(rule, result.path, message, "Rename or delete one of the files.")
            yield replace(finding, element=result.orchestration or "")


def _adjusted(finding: Finding, settings: Settings) -> Finding:
    severity: Severity | None = settings.severities.get(finding.rule)
    return finding.with_severity(severity) if severity else finding
