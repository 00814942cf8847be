"""SARIF holds to the published schema and to what GitHub asks for, whatever the report."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
from hypothesis import given, settings
from report_samples import REPORTS, finding, report

from stageproof.checker.finding import Severity
from stageproof.checker.fingerprint import fingerprint, line_hashes
from stageproof.checker.report import Report
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
    runs: list[dict[str, Any]] = log["runs"]
    (run,) = runs
    return run


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
        assert " " not in result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


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


def test_paths_are_percent_encoded_and_relative() -> None:
    (result,) = _run(report(finding(path="./a b/ü#.xml")))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "a%20b/%C3%BC%23.xml",
        "uriBaseId": "%SRCROOT%",
    }


def test_line_hashes_are_those_of_githubs_own_action() -> None:
    # Values that the action's own tests expect for these texts (codeql-action, fingerprints tests).
    assert line_hashes(" a\nb\n  \t\tc\n d", (1, 2, 3, 4)) == {
        1: "271789c17abda88f:1", 2: "54703d4cd895b18:1", 3: "180aee12dab6264:1", 4: "a23a3dc5e078b07b:1",
    }  # fmt: skip
    assert line_hashes(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End", (3, 6)) == {
        3: "bff680108adb0fcc:1", 6: "e6ceba753e1a442:1",
    }  # fmt: skip


def test_equal_lines_are_counted_and_line_ends_do_not_matter() -> None:
    text = "".join(f"{'x' * 120}\n" for _ in range(3))
    hashes = line_hashes(text, (1, 3))
    assert hashes[1].endswith(":1")
    assert hashes[3].rpartition(":")[0] != ""
    assert line_hashes("a\r\nb\r\n", (1, 2)) == line_hashes("a\nb\n", (1, 2)) == line_hashes("a\rb\r", (1, 2))


def test_fingerprints_differ_by_everything_but_lines() -> None:
    base = fingerprint("r", "p", "e", "m", 0)
    assert len(base) == 32
    others = {fingerprint(*arguments) for arguments in (("s", "p", "e", "m", 0), ("r", "q", "e", "m", 0), ("r", "p", "e", "m", 1))}  # fmt: skip
    assert base not in others
    assert len(others) == 3
