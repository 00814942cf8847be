"""GitHub's annotations and job summary, and Markdown, read back by readers of our own."""

import re
from dataclasses import replace

from hypothesis import given
from report_samples import REPORTS, finding, report

from stageproof.checker.finding import Severity
from stageproof.checker.report import FileResult, Report
from stageproof.checker.reports.formats import render
from stageproof.checker.reports.github import job_summary

MIB = 1024 * 1024


def _commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Workflow commands as GitHub's runner reads them: name, properties, message."""
    commands: list[tuple[str, dict[str, str], str]] = []
    for line in text.split("\n"):
        if not line.strip().startswith("::"):
            continue
        head, _, data = line.strip()[2:].partition("::")
        name, _, written = head.partition(" ")
        properties = dict(pair.split("=", 1) for pair in written.split(","))
        commands.append(
            (name, {key: _unescaped(value) for key, value in properties.items()}, _unescaped(data))
        )
    return commands


def _unescaped(text: str) -> str:
    for code, character in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, character)
    return text


@given(REPORTS)
def test_every_annotation_is_ours_and_is_read_back_whole(sample: Report) -> None:
    commands = _commands(render(sample, "github"))
    shown = sorted(sample.shown(), key=lambda f: (-f.severity, *f.order))
    expected = [f for s in reversed(Severity) for f in [x for x in shown if x.severity is s][:10]]
    assert len(commands) == len(expected)
    for (name, properties, data), found in zip(commands, expected, strict=True):
        assert name == {"error": "error", "warning": "warning", "note": "notice"}[found.severity.word]
        assert properties["file"] == found.path.replace("\\", "/").removeprefix("./")
        assert properties["line"] == str(found.region.line)
        assert properties["title"] == found.rule
        assert f":{found.region.line}:" in data
        assert (
            ("col" in properties)
            == ("endColumn" in properties)
            == (found.region.end_line == found.region.line)
        )


def test_annotations_are_escaped_sorted_and_name_their_place() -> None:
    sample = report(
        finding("a note", severity=Severity.NOTE),
        finding("50% of: a, b\nc", path="a,b:c.xml", severity=Severity.ERROR),
    )
    first, second, *_ = render(sample, "github").splitlines()
    assert first == (
        "::error file=a%2Cb%3Ac.xml,line=3,col=5,endLine=3,endColumn=10,title=dangling-target::"
        "a,b:c.xml:3: 50%25 of: a, b c%0AConnect it."
    )
    assert second.startswith("::notice ")


def test_no_columns_over_several_lines() -> None:
    ((_, properties, _),) = _commands(render(report(finding(end_line=5)), "github"))
    assert (properties["line"], properties["endLine"]) == ("3", "5")
    assert "col" not in properties
    assert "endColumn" not in properties


def test_more_than_ten_findings_of_a_level_stay_visible_in_the_log() -> None:
    sample = report(*(finding(f"finding {n};", line=n + 1) for n in range(25)))
    text = render(sample, "github")
    assert len(_commands(text)) == 10
    assert "15 more errors" in text
    assert all(f"finding {n};" in text for n in range(25))


def test_a_plain_line_cannot_be_taken_for_a_command() -> None:
    sample = report(*(finding("##[error]x ::warning::y", path="::error::z", line=n + 1) for n in range(11)))
    sample = replace(sample, not_checked=("##[error]x", "a::error::b"))
    text = render(sample, "github")
    assert len(_commands(text)) == 10
    plain = [line for line in text.splitlines() if not line.startswith("::error file=")]
    assert not any("##[" in line or "::" in line for line in plain)


def test_the_job_summary_stays_below_githubs_limit_and_says_so() -> None:
    sample = report(*(finding("注" * 900, line=n + 1) for n in range(2000)))
    summary = job_summary(sample)
    assert MIB // 2 < len(summary.encode()) <= MIB
    assert "does not fit" in summary
    assert "does not fit" not in job_summary(report(finding()))


def _cells(row: str) -> list[str]:
    return re.split(r"(?<!\\)(?:\\\\)*\|", row)[1:-1]


@given(REPORTS)
def test_markdown_tables_have_four_cells_and_no_markup_from_a_definition(sample: Report) -> None:
    text = render(sample, "markdown")
    rows = [line for line in text.split("\n") if line.startswith("|")]
    assert all(len(_cells(row)) == 4 for row in rows)
    paths = {found.path for found in sample.shown()}
    assert len(rows) == len(sample.shown()) + 2 * len(paths)
    assert set(re.findall(r"<[^>]*>", text)) <= {"<br>", "<details>", "</details>", "<summary>", "</summary>"}


def test_markdown_escapes_pipes_html_and_formulas_and_links_rules() -> None:
    text = render(report(finding("a | b <script> $x$ &lt;")), "markdown")
    assert r"a \| b &lt;script&gt; \$x\$ &amp;lt;" in text
    assert "[dangling-target](https://x.y/z)" in text
    assert text.count("\n| 3 |") == 1
    assert "**Found 1 error in 1 orchestration.**" in text


def test_markdown_puts_the_gravest_first_in_a_file() -> None:
    sample = report(
        finding("a note", line=1, severity=Severity.NOTE),
        finding("an error", line=9, severity=Severity.ERROR),
    )
    text = render(sample, "markdown")
    assert text.index("an error") < text.index("a note")


def test_markdown_shows_the_run_and_related_places() -> None:
    text = render(report(finding()), "markdown")
    assert "<summary>dangling-target at line 3</summary>" in text
    assert "- here too (flows/Order.flow-meta.xml:1:1)" in text
    assert "1. Look completes: Look.Status = Completed" in text


def test_markdown_says_what_was_not_checked_and_where_nothing_was_found() -> None:
    clean = FileResult("a.orch", "orch", "A", "Orchestrator", "checked")
    text = render(report(files=(clean,)), "markdown")
    assert "Found nothing in 1 orchestration." in text
    assert "<summary>Not checked</summary>" in text
    assert "- Nothing is proved." in text
