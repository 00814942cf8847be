"""The good twins are silent; each planted mistake is found by the rule that names it."""

from pathlib import Path

import pytest

from stageproof.checker.check_file import FileOutcome, Settings, check_source
from stageproof.checker.finding import Severity
from stageproof.checker.registry import select
from stageproof.grammar.source import Source

SPECS = Path(__file__).parents[2] / "specs"
FOLDERS = sorted(path.parent for path in SPECS.glob("*/good.orch"))

FOUND_BY = {
    "quote_transfer_approval": "rejection-ignored",
    "grant_management": "parallel-writers",
    "order_fallout": "fault-path-returns-to-its-stage",
    "transaction_dispute": "repeats-on-resume",
    "contract_approval": "two-locks-at-once",
    "leaver_handover": "dangling-reference",
    "ringi_approval": "flag-left-behind",
    "vendor_onboarding": "retriggers-itself",
    "employee_onboarding": "stage-waits-forever",
    "quote_discount_approval": "stage-waits-forever",
    "client_due_diligence": "decides-on-nothing",
    "trial_site_activation": "value-falls-to-default",
    "major_incident": "value-falls-to-default",
    "case_escalation": "value-falls-to-default",
    "loan_origination": "gap-between-outcomes",
}


def _check(path: Path) -> FileOutcome:
    rules = tuple(rule.id for rule in select((), ()))
    source = Source(path.name, path.read_text(encoding="utf-8"))
    return check_source(source, Settings(rules, prove=True), lambda name: None)


def _loud(path: Path) -> list[str]:
    found = _check(path).findings
    return [f"{finding.rule}: {finding.message}" for finding in found if finding.severity >= Severity.WARNING]


def test_there_are_fifteen_pairs_and_each_is_accounted_for_once() -> None:
    names = {folder.name for folder in FOLDERS}
    assert len(names) >= 15
    assert names == FOUND_BY.keys()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_good_twin_is_silent(folder: Path) -> None:
    assert _loud(folder / "good.orch") == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_twins_parse_and_differ(folder: Path) -> None:
    for name in ("good.orch", "seeded.orch"):
        result = _check(folder / name).result
        assert result is not None
        assert (result.status, result.reason) == ("checked", None)
    good, seeded = ((folder / name).read_text(encoding="utf-8") for name in ("good.orch", "seeded.orch"))
    assert good != seeded


@pytest.mark.parametrize(("name", "rule"), sorted(FOUND_BY.items()))
def test_the_planted_mistake_is_found_by_its_rule(name: str, rule: str) -> None:
    findings = [finding for finding in _check(SPECS / name / "seeded.orch").findings if finding.rule == rule]
    assert findings
    assert max(finding.severity for finding in findings) >= Severity.WARNING


@pytest.mark.parametrize("path", sorted(SPECS.glob("*/*.flow-meta.xml")), ids=lambda path: path.stem)
def test_the_xml_twin_is_what_convert_writes(path: Path) -> None:
    from stageproof.grammar.convert import to_xml
    from stageproof.grammar.language.parse import parse

    good = path.parent / "good.orch"
    orchestration = parse(Source(good.name, good.read_text(encoding="utf-8"))).orchestration
    assert orchestration is not None
    assert to_xml(orchestration).text == path.read_text(encoding="utf-8")


def test_five_specs_come_as_xml_too() -> None:
    assert len(list(SPECS.glob("*/*.flow-meta.xml"))) >= 5
