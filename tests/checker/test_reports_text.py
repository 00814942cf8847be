"""What people read at a terminal: full and concise."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import REPORTS, finding, report

from stageproof.checker.finding import Region, Severity
from stageproof.checker.report import FileResult, Report
from stageproof.checker.reports.formats import FORMATS, render
from stageproof.checker.reports.frame import WIDTH, width

CLEAN = FileResult("a.orch", "orch", "A", "Orchestrator", "checked")
SKIPPED = FileResult("x.flow-meta.xml", "flow-xml", None, "Flow", "skipped", "no orchestration in it")


def _frame(rendered: str) -> tuple[str, str]:
    """The first source line of a report, and the line of carets below it."""
    lines = rendered.split("\n")
    at = next(index for index, line in enumerate(lines) if re.match(r"\d+ \|", line))
    return lines[at], lines[at + 1]


def _framed(text: str, column: int) -> tuple[str, str]:
    return _frame(render(report(finding(text=text, column=column)), "full"))


def _marked(source: str, carets: str) -> str:
    """What stands above the carets, found by terminal columns."""
    columns = [index for index, character in enumerate(source) for _ in range(width(character))]
    begin, end = carets.index("^"), carets.rindex("^")
    last = columns[end] + 1
    while last < len(source) and width(source[last]) == 0:
        last += 1
    return source[columns[begin] : last]


def test_full_shows_place_frame_caret_related_trace_help_and_page() -> None:
    text = render(report(finding(column=22)), "full")
    assert (
        text
        == """\
error[dangling-target]: Start leads to “Chekc”.
 --> flows/Order.flow-meta.xml:3:22 (Order/Check)
  |
3 |     <targetReference>Chekc</targetReference>
  |                      ^^^^^
  = here too (flows/Order.flow-meta.xml:1:1)
  = the run:
    1. Look completes
       → Look.Status = Completed
  = help: Connect it.
  = docs: https://x.y/z

Not checked:
  Nothing is proved.

1 claim about every run: 1 proved (--obligations lists them).

Found 1 error in 1 orchestration.
"""
    )


def test_quiet_shows_findings_only() -> None:
    text = render(report(finding()), "full", quiet=True)
    assert text.splitlines()[-1] == "  = help: Connect it."
    assert render(report(files=(CLEAN,)), "full", quiet=True) == ""


def test_the_page_of_a_rule_is_named_once() -> None:
    sample = report(*(finding(line=n) for n in (1, 2, 3)), finding(rule="no-fault-path", line=4))
    assert render(sample, "full").count("= docs: ") == 2


@pytest.mark.parametrize(
    ("before", "columns"),
    [
        ("\t", 1),
        ("注文 ", 5),
        ("e\u0301 ", 2),
        ("\t注e\u0301\u200d ", 5),
        ("\U0001f680", 2),
        ("ａ", 2),
        ("ä\u00a0", 2),
        ("\x1b[31m", 5),
        ("\u202e", 1),
    ],
)
def test_the_caret_stands_under_wide_and_after_combining_characters_tabs_and_controls(
    before: str, columns: int
) -> None:
    source, carets = _framed(f"{before}Chekc after", len(before) + 1)
    assert carets == "  | " + " " * columns + "^^^^^"
    assert source.endswith("Chekc after")


@given(st.text(max_size=400), st.text(max_size=400), st.sampled_from([40, 72, 80, 120]))
def test_the_caret_stands_under_its_text_on_any_line(before: str, after: str, columns: int) -> None:
    before, after = (re.sub(r"[\r\n]", "", part) for part in (before, after))
    found = finding(text=f"{before}Chekc {after}", column=len(before) + 1)
    text = render(report(found), "full", columns=columns)
    source, carets = _frame(text)
    assert _marked(source, carets) == "Chekc"
    assert width(source) <= columns


@pytest.mark.parametrize("letter", ["x", "注"])
def test_a_very_long_line_is_cut_around_the_caret(letter: str) -> None:
    source, carets = _framed(letter * 9000 + "Chekc" + letter * 9000, 9001)
    assert width(source) <= WIDTH + len("3 | ")
    assert _marked(source, carets) == "Chekc"
    assert source.count("…") == 2


def test_a_line_is_cut_only_at_its_end_when_that_is_enough() -> None:
    source, carets = _framed("    <a>Chekc</a>" + " " * 300 + "z", 8)
    assert source.startswith("3 |     <a>Chekc</a>")
    assert source.endswith("…")
    assert _marked(source, carets) == "Chekc"


def test_a_mark_longer_than_the_line_stays_inside_it() -> None:
    found = replace(finding(text="x" * 999 + "y" * 4001), region=Region(3, 1000, 3, 4000))
    source, carets = _frame(render(report(found), "full"))
    assert _marked(source, carets) == source.strip("3 |x…")
    assert "xxxxx" in source


def test_a_place_behind_the_end_of_a_line_has_a_caret() -> None:
    _, carets = _framed("stage A {", 10)
    assert carets == "  |          ^"


def test_a_region_of_many_lines_shows_its_first_line_and_where_it_ends() -> None:
    found = replace(finding(), region=Region(3, 1, 90, 4), frame=((3, "<a>"), (4, "  <b>"), (5, "  <c>")))
    lines = render(report(found), "full").splitlines()
    assert lines[3:6] == ["3 | <a>", "  | ^^^", "  | … to line 90"]
    assert not any("<b>" in line for line in lines)


def test_a_region_of_three_lines_is_shown_whole_without_marks_on_blank_lines() -> None:
    found = replace(finding(), region=Region(3, 2, 5, 4), frame=((3, "<a>"), (4, ""), (5, "  <c>")))
    lines = render(report(found), "full").splitlines()
    assert lines[3:8] == ["3 | <a>", "  |  ^^", "4 |", "5 |   <c>", "  |   ^"]


def test_a_finding_without_source_has_no_frame() -> None:
    lines = render(report(replace(finding(), frame=())), "full").splitlines()
    assert lines[2] == "  = here too (flows/Order.flow-meta.xml:1:1)"


def test_prose_is_wrapped_where_the_width_is_known_and_never_elsewhere() -> None:
    message = "Where Manager is empty, there is no such user: " * 6
    wrapped = render(report(finding(message, help=message, text="a" * 200)), "full", columns=80)
    assert max(width(line) for line in wrapped.splitlines()) <= 80
    assert message.strip() in " ".join(line.strip() for line in wrapped.splitlines())
    assert message.strip() in render(report(finding(message)), "full").splitlines()[0]


def test_full_says_what_was_not_checked_and_quiet_does_not() -> None:
    sample = report(finding(), files=(SKIPPED,))
    assert "  x.flow-meta.xml: skipped: no orchestration in it\n" in render(sample, "full")
    assert "  Nothing is proved.\n" in render(sample, "full")
    assert "Not checked" not in render(sample, "full", quiet=True)


def test_a_file_that_has_a_finding_is_not_told_a_second_time() -> None:
    unreadable = FileResult("a.orch", "orch", None, None, "unreadable", "It is empty.")
    text = render(
        report(finding("It is empty.", path="a.orch", rule="unreadable-file"), files=(unreadable,)), "full"
    )
    assert text.count("It is empty.") == 1


@pytest.mark.parametrize(
    ("sample", "sentence"),
    [
        (report(), "There is no orchestration here: nothing was checked."),
        (replace(report(), files_read=45), "There is no orchestration here: nothing was checked (45 files read)."),
        (report(files=(SKIPPED,)), "No orchestration was checked."),
        (report(files=(CLEAN,)), "Found nothing in 1 orchestration."),
        (report(finding("a", suppressed="known")), "Found nothing (1 suppressed) in 1 orchestration."),
        (
            replace(
                report(
                    *(finding(line=n) for n in (1, 2, 3)),
                    finding(severity=Severity.WARNING),
                    *(finding(line=n, severity=Severity.NOTE, path="b") for n in (1, 2)),
                    finding(suppressed="known"),
                ),
                files_read=45,
            ),
            "Found 3 errors, 1 warning, 2 notes (1 suppressed) in 2 orchestrations (45 files read).",
        ),
        (
            report(finding(path="x.flow-meta.xml"), files=(SKIPPED,)),
            "Found 1 error; no orchestration was checked.",
        ),
    ],
)  # fmt: skip
def test_the_last_line_reads_aloud(sample: Report, sentence: str) -> None:
    for format in ("full", "concise", "github"):
        assert render(sample, format).splitlines()[-1] == sentence


@pytest.mark.parametrize("format", ["full", "concise", "github", "markdown"])
def test_a_crash_of_ours_is_said(format: str) -> None:
    assert "the report is incomplete" in render(report(files=(CLEAN,), crashed=True), format)


@pytest.mark.parametrize("format", FORMATS)
def test_nobody_says_ok(format: str) -> None:
    assert not re.search(r"\bOK\b", render(report(files=(CLEAN,)), format), re.IGNORECASE)


@pytest.mark.parametrize("format", FORMATS)
def test_no_colour_and_no_link_unless_asked_for(format: str) -> None:
    assert "\x1b" not in render(report(finding()), format)


def test_links_and_colours_on_a_terminal_change_no_words() -> None:
    text = render(report(finding()), "full", color=True, links=True)
    assert "\x1b]8;;https://x.y/z\x1b\\[dangling-target]\x1b]8;;\x1b\\" in text
    assert "\x1b[1;31m" in text
    assert text.count("\x1b[0m") == len(re.findall(r"\x1b\[1", text))
    bare = re.sub(r"\x1b\[[\d;]*m|\x1b\]8;;[^\x1b]*\x1b\\", "", text)
    assert bare == render(report(finding()), "full").replace("  = docs: https://x.y/z\n", "")


@given(REPORTS)
def test_concise_has_one_line_a_finding_in_order(sample: Report) -> None:
    lines = render(sample, "concise", quiet=True).split("\n")[:-1]
    places = [(f.region.line, f.region.column, f.rule) for f in sorted(sample.shown(), key=lambda f: f.order)]
    found = [re.search(r":(\d+):(\d+): (?:error|warning|note)\[([a-z-]+)\] ", line) for line in lines]
    assert [(int(m[1]), int(m[2]), m[3]) for m in found if m] == places
    assert len(lines) == len(places)


def test_concise_is_what_a_problem_matcher_expects() -> None:
    assert render(report(finding("a\n  b")), "concise").splitlines() == [
        "flows/Order.flow-meta.xml:3:5: error[dangling-target] a b",
        "not checked: Nothing is proved.",
        "Found 1 error in 1 orchestration.",
    ]


@pytest.mark.parametrize("format", ["full", "concise", "markdown"])
def test_nothing_in_a_definition_can_turn_the_direction_of_text(format: str) -> None:
    text = "\u202eevil\u2066\u200f"
    sample = report(finding(text, path=text, element=text, help=text, related=text, event=text, text=text))
    assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", render(sample, format))
    assert "\u200d" in render(report(finding("क्\u200dष")), format)


def test_blanks_inside_a_quoted_value_are_kept() -> None:
    assert '"a  b "' in render(report(finding('"a  b " has blanks')), "concise")
