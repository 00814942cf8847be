"""Each output format, read back by an independent reader, for ordinary and awkward reports."""

import json
import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from report_samples import REPORTS, finding, report

from stageproof.checker.finding import Severity
from stageproof.checker.report import FileResult, Report
from stageproof.checker.reports.formats import FORMATS, render
from stageproof.checker.reports.frame import width
from stageproof.checker.reports.github import job_summary

SKIPPED = FileResult("x.flow-meta.xml", "flow-xml", None, "Flow", "skipped", "no orchestration in it")


@pytest.mark.parametrize("format", FORMATS)
@given(REPORTS)
def test_every_format_renders_any_report_the_same_way_twice_as_utf8(format: str, sample: Report) -> None:
    text = render(sample, format)
    assert text == render(sample, format)
    assert text.endswith("\n")
    if format in ("json", "sarif", "gitlab", "junit"):
        text.encode("utf-8")


@pytest.mark.parametrize("format", FORMATS)
def test_no_colour_unless_asked_for(format: str) -> None:
    assert "\x1b" not in render(report(finding()), format)


def test_a_format_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="xml"):
        render(report(), "xml")


def test_full_shows_place_frame_caret_related_trace_and_help() -> None:
    lines = render(report(finding(column=22)), "full").splitlines()
    assert lines[0] == "error[dangling-target]: Start leads to “Chekc”."
    assert lines[1] == " --> flows/Order.flow-meta.xml:3:22 (Order/Check)"
    source = next(line for line in lines if line.startswith("3 |"))
    caret = lines[lines.index(source) + 1]
    assert source[caret.index("^") : caret.rindex("^") + 1] == "Chekc"
    assert "  = here too (flows/Order.flow-meta.xml:1:1)" in lines
    assert any("1. Look completes  Look.Status = Completed" in line for line in lines)
    assert "  = help: Connect it." in lines
    assert lines[-1] == "Found 1 error in 1 orchestration."


def test_the_caret_stands_under_wide_and_after_combining_characters_and_tabs() -> None:
    text = "\t注文 e\u0301 Chekc"
    lines = render(report(finding(text=text, column=text.index("Chekc") + 1)), "full").splitlines()
    source = next(line for line in lines if line.startswith("3 |"))
    caret = lines[lines.index(source) + 1]
    assert width(caret[: caret.index("^")]) == width(source[: source.index("Chekc")])


def test_a_very_long_line_is_cut_around_the_caret() -> None:
    text = "x" * 900 + "Chekc" + "y" * 900
    lines = render(report(finding(text=text, column=901)), "full").splitlines()
    source = next(line for line in lines if line.startswith("3 |"))
    caret = lines[lines.index(source) + 1]
    assert len(source) < 130
    assert source[caret.index("^") : caret.rindex("^") + 1] == "Chekc"


def test_full_says_what_was_not_checked_and_quiet_does_not() -> None:
    sample = report(finding(), files=(SKIPPED,))
    assert "x.flow-meta.xml: skipped: no orchestration in it" in render(sample, "full")
    assert "Nothing is proved." in render(sample, "full")
    assert "Not checked" not in render(sample, "full", quiet=True)


def test_an_empty_run_says_that_nothing_was_checked_and_nobody_says_ok() -> None:
    nothing = render(report(), "full")
    assert "There is no orchestration here" in nothing
    clean = render(report(files=(FileResult("a.orch", "orch", "A", "Orchestrator", "checked"),)), "full")
    assert "Found nothing in 1 orchestration." in clean
    assert not re.search(r"\bOK\b", nothing + clean)


def test_links_and_colours_on_a_terminal() -> None:
    text = render(report(finding()), "full", color=True, links=True)
    assert "\x1b]8;;https://x.y/z\x1b\\" in text
    assert "\x1b[1;31m" in text


@given(REPORTS)
def test_concise_has_one_line_a_finding(sample: Report) -> None:
    lines = render(sample, "concise", quiet=True).split("\n")[:-1]
    assert len([line for line in lines if re.search(r": .*\[[a-z-]+\]", line)]) >= len(sample.shown()) or any(
        "\n" in f.path or "\r" in f.path for f in sample.shown()
    )


@given(REPORTS)
def test_json_has_the_keys_of_the_contract_and_every_finding(sample: Report) -> None:
    document = json.loads(render(sample, "json"))
    assert list(document) == [
        "schema_version", "tool", "profile", "files", "findings", "obligations", "not_checked", "summary",
    ]  # fmt: skip
    assert document["schema_version"] == 1
    assert len(document["findings"]) == len(sample.findings)
    assert document["summary"]["errors"] == sample.count(Severity.ERROR)
    assert document["summary"]["proved"] == 1
    for entry in document["findings"]:
        assert {
            "rule", "severity", "confidence", "message", "path", "element", "line", "column", "end_line", "end_column",
            "related", "trace", "help", "url", "fingerprint", "suppressed",
        } <= entry.keys()  # fmt: skip
        assert entry["line"] >= 1


def _unescaped(text: str) -> str:
    return (
        text.replace("%0A", "\n")
        .replace("%0D", "\r")
        .replace("%3A", ":")
        .replace("%2C", ",")
        .replace("%25", "%")
    )


def test_github_annotations_are_escaped_sorted_and_name_their_place() -> None:
    sample = report(
        finding("a note", severity=Severity.NOTE),
        finding("50% of: a, b\nc", path="a,b:c.xml", severity=Severity.ERROR),
    )
    first, second, *_ = render(sample, "github").splitlines()
    match = re.fullmatch(
        r"::error file=([^,]*),line=3,col=5,endLine=3,endColumn=10,title=dangling-target::(.*)", first
    )
    assert match
    assert _unescaped(match[1]) == "a,b:c.xml"
    assert _unescaped(match[2]).startswith("a,b:c.xml:3: 50% of: a, b c")
    assert second.startswith("::notice ")


def test_github_gives_no_columns_over_several_lines() -> None:
    (line,) = [x for x in render(report(finding(end_line=5)), "github").splitlines() if x.startswith("::")]
    assert "line=3,endLine=5," in line
    assert "col=" not in line


def test_more_than_ten_findings_of_a_level_stay_visible_in_the_log() -> None:
    sample = report(*(finding(f"finding {n}", line=n + 1) for n in range(25)))
    text = render(sample, "github")
    assert text.count("\n::error") + text.startswith("::error") == 10
    assert "15 more errors" in text
    assert all(f"finding {n}" in text for n in range(25))


def test_the_job_summary_stays_below_githubs_limit() -> None:
    sample = report(*(finding("x" * 900, line=n + 1) for n in range(2000)))
    assert len(job_summary(sample).encode()) <= 1_000_000
    assert "does not fit" in job_summary(sample)


@given(REPORTS)
def test_gitlab_entries_have_unique_fingerprints_and_known_severities(sample: Report) -> None:
    entries = json.loads(render(sample, "gitlab"))
    assert len(entries) == len(sample.shown())
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    assert {entry["severity"] for entry in entries} <= {"info", "minor", "major"}
    assert all(entry["location"]["lines"]["begin"] >= 1 for entry in entries)


def test_gitlab_fingerprints_survive_moved_lines() -> None:
    marks = {json.loads(render(report(finding(line=n)), "gitlab"))[0]["fingerprint"] for n in (3, 40)}
    assert len(marks) == 1


@given(REPORTS)
def test_junit_counts_are_those_of_its_cases(sample: Report) -> None:
    root = ET.fromstring(render(sample, "junit"))
    cases = root.findall(".//testcase")
    assert int(root.get("tests", "-1")) == len(cases)
    assert int(root.get("failures", "-1")) == len(root.findall(".//failure")) == len(sample.shown())


def test_junit_gives_a_clean_file_one_passing_case_and_a_skipped_one_a_reason() -> None:
    clean = FileResult("a.orch", "orch", "A", "Orchestrator", "checked")
    root = ET.fromstring(render(report(files=(clean, SKIPPED)), "junit"))
    assert [len(suite) for suite in root] == [1, 1]
    assert [case.find("skipped") is not None for case in root.findall(".//testcase")] == [False, True]


def test_markdown_escapes_pipes_and_links_rules() -> None:
    text = render(report(finding("a | b <script>")), "markdown")
    assert "a \\| b &lt;script&gt;" in text
    assert "[dangling-target](https://x.y/z)" in text
    assert "| 3 |" in text
