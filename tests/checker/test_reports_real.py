"""Reports of real definitions and of broken ones, from the text of a file to each format."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from stageproof.checker.check import report_of
from stageproof.checker.check_file import Settings, check_source
from stageproof.checker.fingerprint import line_hashes
from stageproof.checker.registry import all_rules
from stageproof.checker.report import Report
from stageproof.checker.reports.formats import FORMATS, render
from stageproof.grammar.source import Source

SCHEMA = Path(__file__).parents[1] / "data" / "sarif-2.1.0.json"
BROKEN = "orchestration A {\n  stage S {\n    step T calls\n  }\n"
TRUNCATED = '<?xml version="1.0"?>\n<Flow xmlns="http://soap.sforce.com/2006/04/metadata">\n  <label>A</la'


def _report(*sources: Source) -> Report:
    settings = Settings(tuple(rule.id for rule in all_rules()))
    return report_of(
        [check_source(source, settings, lambda _: None, explicit=True) for source in sources],
        settings,
        "0.1.0",
    )


@cache
def _validator() -> Any:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return jsonschema.validators.validator_for(schema)(schema)


def _results(report: Report) -> list[dict[str, Any]]:
    log = json.loads(render(report, "sarif"))
    assert [error.message for error in _validator().iter_errors(log)] == []
    (run,) = log["runs"]
    results: list[dict[str, Any]] = run["results"]
    return results


@pytest.mark.parametrize(("name", "text"), [("a.orch", BROKEN), ("a.flow-meta.xml", TRUNCATED)])
def test_a_file_that_does_not_parse_is_valid_sarif_with_its_error(name: str, text: str) -> None:
    results = _results(_report(Source(name, text)))
    errors = [result for result in results if result["ruleId"] == "syntax-error"]
    assert errors
    assert {result["level"] for result in errors} == {"error"}


def test_two_files_of_one_run_keep_their_findings_apart() -> None:
    both = _report(Source("a.orch", BROKEN), Source("b.orch", BROKEN.replace("A", "B")))
    alone = _report(Source("a.orch", BROKEN))
    assert [f for f in both.findings if f.path == "a.orch"] == list(alone.findings)
    assert {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in _results(both)} == {
        "a.orch", "b.orch",
    }  # fmt: skip


@pytest.mark.parametrize("format", FORMATS)
def test_every_finding_of_the_corpus_is_in_every_format(format: str, corpus: Path) -> None:
    text = render(_corpus_report(corpus), format)
    rules = {finding.rule for finding in _corpus_report(corpus).shown()}
    assert [rule for rule in rules if rule not in text] == []


def test_the_corpus_is_valid_sarif_whose_regions_lie_in_the_files(corpus: Path) -> None:
    report = _corpus_report(corpus)
    results = _results(report)
    assert len(results) == len(report.findings) > 0
    for result in results:
        physical = result["locations"][0]["physicalLocation"]
        lines = (corpus / physical["artifactLocation"]["uri"]).read_text(encoding="utf-8").split("\n")
        region = physical["region"]
        assert 1 <= region["startColumn"] <= len(lines[region["startLine"] - 1]) + 1
        assert 1 <= region["endColumn"] <= len(lines[region["endLine"] - 1]) + 1


def test_line_hashes_of_the_corpus_are_in_its_sarif(corpus: Path) -> None:
    for result in _results(_corpus_report(corpus)):
        physical = result["locations"][0]["physicalLocation"]
        text = (corpus / physical["artifactLocation"]["uri"]).read_bytes().decode("utf-8")
        line = physical["region"]["startLine"]
        prints = result["partialFingerprints"]
        assert prints["primaryLocationLineHash"] == line_hashes(text, (line,))[line]
        assert len(prints["stageproof/logicalPath/v1"]) == 32


def test_fingerprints_of_the_corpus_are_unique_and_survive_lines_above(corpus: Path) -> None:
    found = _corpus_report(corpus).findings
    marks = [finding.fingerprint for finding in found]
    assert len(set(marks)) == len(marks)
    path = next(finding.path for finding in found if finding.related or finding.region.line > 20)
    text = (corpus / path).read_text(encoding="utf-8")
    head, _, rest = text.partition("\n")
    moved = _report(Source(path, f"{head}\n<!-- moved -->\n\n{rest}")).findings
    assert [finding.fingerprint for finding in moved] == [f.fingerprint for f in found if f.path == path]


@cache
def _corpus_report(corpus: Path) -> Report:
    files = sorted(
        path
        for path in corpus.rglob("*.flow-meta.xml")
        if "<processType>Flow<" not in path.read_text("utf-8")
    )
    sources = [
        Source(path.relative_to(corpus).as_posix(), path.read_bytes().decode("utf-8")) for path in files
    ]
    settings = Settings(tuple(rule.id for rule in all_rules()))
    return report_of(
        [check_source(source, settings, lambda _: None) for source in sources], settings, "0.1.0"
    )
