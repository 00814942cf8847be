"""Each output format, read back by an independent reader, for ordinary and awkward reports."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from report_samples import REPORTS, finding, report

from stageproof.checker.finding import Severity
from stageproof.checker.report import FileResult, Report
from stageproof.checker.reports.formats import FORMATS, render

CLEAN = FileResult("a.orch", "orch", "A", "Orchestrator", "checked")
SKIPPED = FileResult("x.flow-meta.xml", "flow-xml", None, "Flow", "skipped", "no orchestration in it")
UNREADABLE = FileResult("y.orch", "orch", None, None, "unreadable", "permission denied")


@pytest.mark.parametrize("format", FORMATS)
@given(REPORTS)
def test_every_format_renders_any_report_the_same_way_twice(format: str, sample: Report) -> None:
    text = render(sample, format)
    assert text == render(sample, format)
    assert text.endswith("\n")
    if format in ("json", "sarif", "gitlab", "junit"):
        text.encode("utf-8")


@pytest.mark.parametrize("format", ["full", "concise", "markdown"])
@given(REPORTS)
def test_no_text_of_a_definition_can_steer_a_terminal(format: str, sample: Report) -> None:
    assert not {"\x1b", "\x07", "\x9b", "\r"} & set(render(sample, format))


@pytest.mark.parametrize("format", FORMATS)
def test_the_order_of_findings_in_the_report_does_not_matter(format: str) -> None:
    found = [finding(f"finding {n % 7}", line=n % 5 + 1, path=f"{n % 3}.orch") for n in range(40)]
    assert render(report(*found), format) == render(report(*reversed(found)), format)


@pytest.mark.parametrize("format", FORMATS)
def test_thousands_of_findings_are_all_in_the_output(format: str) -> None:
    text = render(report(*(finding(f"finding {n};", line=n + 1) for n in range(3000))), format)
    assert all(f"finding {n};" in text for n in range(3000))


@pytest.mark.parametrize("format", FORMATS)
def test_a_suppressed_finding_is_shown_only_where_its_reason_is(format: str) -> None:
    text = render(report(finding("what was accepted", suppressed="we know")), format)
    assert ("what was accepted" in text) == (format in ("json", "sarif")) == ("we know" in text)


def test_a_format_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="xml"):
        render(report(), "xml")


def test_one_format_does_not_import_the_others() -> None:
    code = (
        "import sys; from stageproof.checker.report import Report; from stageproof.checker.reports.formats import render;"
        "render(Report('1', 'p', (), ()), 'concise');"
        "print([m for m in sys.modules if m.startswith('stageproof.checker.reports.')], 'json' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not any(
        name in done.stdout for name in ("sarif", "junit", "markdown", "full", "json_format", "True")
    )


@given(REPORTS)
def test_json_has_the_keys_of_the_contract_in_order_and_every_finding(sample: Report) -> None:
    text = render(sample, "json")
    document = json.loads(text, parse_float=lambda number: pytest.fail(f"a float: {number}"))
    assert list(document) == [
        "schema_version", "tool", "profile", "files", "findings", "obligations", "fault_table", "not_checked",
        "summary",
    ]  # fmt: skip
    assert document["schema_version"] == 1
    assert len(document["findings"]) == len(sample.findings)
    assert document["summary"]["errors"] == sample.count(Severity.ERROR)
    assert document["summary"]["proved"] == 1
    for entry in document["findings"]:
        assert list(entry) == [
            "rule", "severity", "confidence", "message", "path", "element", "line", "column", "end_line", "end_column",
            "related", "trace", "help", "url", "fingerprint", "suppressed",
        ]  # fmt: skip
        assert entry["line"] >= 1


def test_json_keeps_messages_as_they_are_and_letters_readable() -> None:
    text = render(report(finding('注文 "x"\n\t|')), "json")
    assert json.loads(text)["findings"][0]["message"] == '注文 "x"\n\t|'
    assert "注文" in text


def test_json_shows_traces_and_related_places() -> None:
    (entry,) = json.loads(render(report(finding()), "json"))["findings"]
    assert entry["trace"] == [
        {"event": "Look completes", "changes": {"Look.Status": "Completed"}, "steps": [{"cell": "Look.Status", "after": "Completed"}], "by": "", "world": [], "same_moment": False, "repeats": False}
    ]  # fmt: skip
    assert entry["related"] == [
        {"path": "flows/Order.flow-meta.xml", "line": 1, "column": 1, "end_line": 1, "end_column": 2, "message": "here too"}
    ]  # fmt: skip


@given(REPORTS)
def test_gitlab_entries_have_unique_fingerprints_and_known_severities(sample: Report) -> None:
    text = render(sample, "gitlab")
    entries = json.loads(text)
    assert not text.startswith("\ufeff")
    assert len(entries) == len(sample.shown())
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    for entry in entries:
        assert entry["description"].startswith(f"{entry['check_name']}: ")
        assert entry["location"]["lines"]["begin"] >= 1
        assert not entry["location"]["path"].startswith("./")


def test_gitlab_severities_and_lines() -> None:
    sample = report(*(finding(severity=severity, line=int(severity)) for severity in Severity))
    entries = json.loads(render(sample, "gitlab"))
    assert [(e["severity"], e["location"]["lines"]["begin"]) for e in entries] == [
        ("info", 1), ("minor", 2), ("major", 3),
    ]  # fmt: skip


def test_gitlab_fingerprints_survive_moved_lines() -> None:
    marks = {json.loads(render(report(finding(line=n)), "gitlab"))[0]["fingerprint"] for n in (3, 40)}
    assert len(marks) == 1


@given(REPORTS)
def test_junit_counts_are_those_of_its_cases(sample: Report) -> None:
    root = ET.fromstring(render(sample, "junit"))
    cases = root.findall(".//testcase")
    assert int(root.get("tests", "-1")) == len(cases)
    assert int(root.get("failures", "-1")) == len(root.findall(".//failure")) == len(sample.shown())
    for suite in root:
        assert int(suite.get("tests", "-1")) == len(suite.findall("testcase")) > 0


def test_junit_keeps_any_text_that_xml_can_hold() -> None:
    root = ET.fromstring(render(report(finding('a ]]> <b> & "c" \x00\ufffe 注文 \U0001f680')), "junit"))
    (failure,) = root.findall(".//failure")
    assert 'a ]]> <b> & "c" �� 注文 \U0001f680' in (failure.text or "")
    assert failure.get("type") == "error"


def test_junit_names_the_rule_the_element_and_the_place() -> None:
    (case,) = ET.fromstring(render(report(finding()), "junit")).findall(".//testcase")
    assert case.get("name") == "dangling-target (Order/Check)"
    assert case.get("classname") == "flows/Order.flow-meta"
    assert (case.get("file"), case.get("line")) == ("flows/Order.flow-meta.xml", "3")
    assert (case.findtext("failure") or "").startswith("line 3, col 5, Start leads")


def test_junit_gives_a_clean_file_one_passing_case_and_what_was_not_checked_a_reason() -> None:
    root = ET.fromstring(render(report(files=(CLEAN, SKIPPED, UNREADABLE)), "junit"))
    assert [len(suite) for suite in root] == [1, 1, 1]
    skipped = [case.find("skipped") for case in root.findall(".//testcase")]
    assert [mark is not None for mark in skipped] == [False, True, True]
    assert "permission denied" in str(skipped[2].get("message") if skipped[2] is not None else "")
    assert root.get("skipped") == "2"
