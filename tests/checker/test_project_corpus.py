"""In the corpus of real definitions, the flows of 50 of 55 steps lie beside the definitions."""

import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

import pytest

from stageproof.checker.project.discovery import discover
from stageproof.checker.project.project import Projects

ORCHESTRATIONS = ("Orchestrator", "ApprovalWorkflow")


def calls(path: Path) -> list[tuple[str, str]]:
    """Tag and flow of every call in a definition, read without the project's own reader."""
    root = ElementTree.parse(path).getroot()
    nodes = [(node.tag.rpartition("}")[2], (node.text or "").strip()) for node in root.iter()]
    if not any(tag == "processType" and text in ORCHESTRATIONS for tag, text in nodes):
        return []
    return [(tag, text) for tag, text in nodes if tag in ("actionName", "entryActionName", "exitActionName")]


def test_the_called_flows_of_the_corpus_are_found(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    discovery = discover([str(corpus)], cwd=Path.cwd())
    projects = Projects(given=[corpus])
    counts: Counter[tuple[bool, bool]] = Counter()
    missing: list[str] = []
    for file in discovery.files:
        project = projects.of(file.real)
        for tag, name in calls(file.real):
            contract = project.contract(name, file.real)
            counts[tag == "actionName", contract is not None] += 1
            if contract is None:
                missing.append(f"{name}, called by a step of {file.real.name}")
    with capsys.disabled():
        for line in missing:
            print(f"\nnot in the corpus: {line}", end="")
    by_steps = {found: counts[True, found] for found in (True, False)}
    evaluations = {found: counts[False, found] for found in (True, False)}
    assert by_steps == {True: 50, False: 5}
    assert evaluations == {True: 10, False: 0}
    assert all(line.startswith("standard_approvals__") for line in missing)
    assert projects.problems == ()
