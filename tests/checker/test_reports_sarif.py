"""SARIF holds to the published schema and to what GitHub asks for, whatever the report."""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_samples import REPORTS, finding, report

from stageproof.checker.finding import Severity, TraceStep
from stageproof.checker.report import FileResult, Report
from stageproof.checker.reports.formats import render

SCHEMA = Path(__file__).parents[1] / "data" / "sarif-2.1.0.json"


@cache
def _validator() -> Any:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return jsonschema.validators.validator_for(schema)(schema)


def _run(sample: Report) -> dict[str, Any]:
    log = json.loads(render(sample, "sarif"))
    errors = [error.message for error in _validator().iter_errors(log)]
    assert errors == []
    assert not list(_empty_texts(log))
    runs: list[dict[str, Any]] = log["runs"]
    (run,) = runs
    return run


def _empty_texts(value: object, path: str = "") -> Iterator[str]:
    """Where an empty message stands: GitHub refuses the file."""
    if isinstance(value, dict):
        for key, inner in cast("dict[str, object]", value).items():
            yield from _empty_texts(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for inner in cast("list[object]", value):
            yield from _empty_texts(inner, path)
    elif value == "" and path.endswith(
        ("/text", "/uri", "/id", "/ruleId", "/fullyQualifiedName", "/markdown")
    ):
        yield path


@settings(max_examples=40)
@given(REPORTS)
def test_any_report_is_valid_with_exactly_one_run_and_what_github_requires(sample: Report) -> None:
    run = _run(sample)
    driver = run["tool"]["driver"]
    assert driver["name"]
    for rule in driver["rules"]:
        assert rule["id"]
        assert rule["shortDescription"]["text"]
        assert rule["fullDescription"]["text"]
        assert rule["help"]["text"]
    assert len(run["results"]) == len(sample.findings)
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert min(region[key] for key in ("startLine", "startColumn", "endLine", "endColumn")) >= 1
        artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert urlsplit(artifact["uri"]).scheme in ("", "file")
        assert artifact["uri"].isascii()
        assert not set(' \n\\"<>') & set(artifact["uri"])


def test_no_findings_and_many_files_are_one_run_too() -> None:
    assert _run(report())["results"] == []
    assert len(_run(report(*(finding(path=f"{n}.xml") for n in range(30))))["results"]) == 30


def test_levels_stay_what_they_are() -> None:
    run = _run(report(*(finding(severity=severity, line=9 - severity) for severity in Severity)))
    assert {result["level"] for result in run["results"]} == {"error", "warning", "note"}
    assert [
        r["level"]
        for r in run["results"]
        if r["locations"][0]["physicalLocation"]["region"]["startLine"] == 6
    ] == ["error"]


def test_a_file_that_does_not_parse_is_a_result_and_a_crash_is_a_notification() -> None:
    run = _run(report(finding(rule="syntax-error"), finding(rule="rule-crashed", line=4), crashed=True))
    assert run["invocations"][0]["executionSuccessful"] is False
    assert run["invocations"][0]["toolExecutionNotifications"]
    assert {result["ruleId"] for result in run["results"]} == {"syntax-error", "rule-crashed"}


def test_a_trace_becomes_a_code_flow_and_a_suppression_says_why() -> None:
    (result,) = _run(report(finding(suppressed="known")))["results"]
    text = result["codeFlows"][0]["threadFlows"][0]["locations"][0]["location"]["message"]["text"]
    assert text == "Look completes: Look.Status = Completed"
    assert result["suppressions"] == [{"kind": "inSource", "justification": "known"}]
    assert result["partialFingerprints"]["primaryLocationLineHash"] == "abc:1"


def test_a_crash_without_a_finding_is_told_too_and_skipped_files_are_notes() -> None:
    skipped = FileResult("a b.flow", "flow-xml", None, "Flow", "skipped", "a flow")
    (invocation,) = _run(report(files=(skipped,), crashed=True))["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [note["level"] for note in invocation["toolExecutionNotifications"]] == ["error", "note"]
    assert _run(report())["invocations"] == [{"executionSuccessful": True}]


def test_every_rule_that_ran_is_described_with_what_github_recommends() -> None:
    (rule,) = _run(report())["tool"]["driver"]["rules"]
    assert rule["name"] == "DanglingTarget"
    assert rule["helpUri"] == "https://x.y/z"
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["properties"] == {"tags": ["x"], "precision": "very-high", "problem.severity": "error"}


def test_rules_without_words_are_valid_and_long_ones_are_cut() -> None:
    (rule,) = report().rules
    sample = replace(report(), rules=(replace(rule, summary="", description="x" * 5000, help="", url=""),))
    (described,) = _run(sample)["tool"]["driver"]["rules"]
    assert len(described["fullDescription"]["text"]) == 1024
    assert "helpUri" not in described


def test_the_run_names_its_category_column_unit_profile_and_obligations() -> None:
    run = _run(report())
    assert run["automationDetails"] == {"id": "stageproof/"}
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["properties"]["profile"] == "help-2026"
    assert run["properties"]["notChecked"] == ["Nothing is proved."]
    assert [entry["verdict"] for entry in run["properties"]["obligations"]] == ["proved"]


def test_a_region_is_1_based_with_an_exclusive_end() -> None:
    (result,) = _run(report(finding(line=1, column=1)))["results"]
    (location,) = result["locations"]
    assert location["physicalLocation"]["region"] == {
        "startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 6,
    }  # fmt: skip
    assert location["logicalLocations"] == [{"fullyQualifiedName": "Order/Check", "kind": "member"}]
    assert result["relatedLocations"][0]["message"] == {"text": "here too"}
    assert result["message"] == {"text": "Start leads to “Chekc”. Connect it."}


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("flows\\a.orch", "flows/a.orch"),
        ("/top/a b.orch", "file:///top/a%20b.orch"),
        ("C:\\x y\\a.orch", "file:///C:/x%20y/a.orch"),
        ("a:b/c%.orch", "a%3Ab/c%25.orch"),
        ("caf\udce9.orch", "caf%E9.orch"),
    ],
)
def test_any_path_is_a_uri(path: str, uri: str) -> None:
    (result,) = _run(report(finding(path=path)))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_a_relative_path_is_read_back_from_its_uri(path: str) -> None:
    path = "d/" + path.replace("\\", "_")
    (result,) = json.loads(render(report(finding(path=path)), "sarif"))["runs"][0]["results"]
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert unquote(artifact["uri"]) == path
    assert artifact["uriBaseId"] == "%SRCROOT%"


def test_no_message_is_empty_where_a_report_has_none() -> None:
    found = finding("\n", help="", related="", element="", suppressed="")
    (result,) = _run(report(replace(found, trace=(TraceStep(""),))))["results"]
    assert result["message"] == {"text": "dangling-target"}
    assert result["suppressions"][0]["justification"] == "accepted"
    assert "logicalLocations" not in result["locations"][0]


def test_paths_are_percent_encoded_and_relative() -> None:
    (result,) = _run(report(finding(path="./a b/ü#.xml")))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "a%20b/%C3%BC%23.xml",
        "uriBaseId": "%SRCROOT%",
    }
