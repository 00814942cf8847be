"""The runs that findings show, each as a scenario file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ..context import Context
from ..finding import Finding

TOOL: Final = "stageproof check"


def witnesses_of(findings: Iterable[Finding], context: Context) -> tuple[tuple[str, str], ...]:
    """File names (`Orchestration/rule-Stage.json`) and texts, for the findings that have a run.

    A run with a value that no scenario can write is left out.
    """
    from .saved import scenario_file

    found: dict[str, str] = {}
    for finding in sorted(findings, key=lambda one: one.order):
        if not finding.trace:
            continue
        try:
            text = scenario_file(finding, context.orchestration, context.proofs.program, context.source, TOOL)
        except ValueError:
            continue
        root, *path = finding.element.split("/")
        name = f"{root}/{'-'.join((finding.rule, *path))}"
        same = sum(known == name or known.startswith(f"{name}-again-") for known in found)
        found[f"{name}-again-{same}" if same else name] = text
    return tuple((f"{name}.json", text) for name, text in found.items())
