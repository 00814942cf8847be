"""JUnit XML: a suite a file, a failing case a finding; a clean file has one passing case."""

from xml.sax.saxutils import escape

from ..finding import Finding
from ..report import FileResult, Report
from .words import not_checked_reason, one_line, ordered


def junit(report: Report) -> str:
    """The report as CI servers read test results. Line numbers are 1-based."""
    by_path: dict[str, list[Finding]] = {}
    for finding in ordered(report.shown()):
        by_path.setdefault(finding.path, []).append(finding)
    files = {file.path: file for file in report.files}
    suites: list[str] = []
    tests = failures = skipped = 0
    for path in sorted(files.keys() | by_path.keys()):
        findings = by_path.get(path, [])
        file = files.get(path)
        left_out = file is not None and file.status != "checked" and not findings
        tests += max(1, len(findings))
        failures += len(findings)
        skipped += left_out
        suites += _suite(path, findings, file if left_out else None)
    head = (
        f'<testsuites name="stageproof" tests="{tests}" failures="{failures}" errors="0" skipped="{skipped}">'
    )
    return "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', head, *suites, "</testsuites>")) + "\n"


def _suite(path: str, findings: list[Finding], skipped: FileResult | None) -> list[str]:
    tests = max(1, len(findings))
    head = (
        f'  <testsuite name={attribute(path)} tests="{tests}" failures="{len(findings)}" errors="0" '
        f'skipped="{int(skipped is not None)}">'
    )
    name = attribute(path.rpartition(".")[0] or path)
    lines = [head]
    for finding in findings:
        lines += _case(finding, name)
    if not findings:
        case = f"    <testcase name={attribute('stageproof')} classname={name} file={attribute(path)}"
        reason = (
            f"><skipped message={attribute(not_checked_reason(skipped))}/></testcase>" if skipped else "/>"
        )
        lines.append(case + reason)
    return [*lines, "  </testsuite>"]


def _case(finding: Finding, name: str) -> list[str]:
    title = finding.rule + (f" ({finding.element})" if finding.element else "")
    file = f'file={attribute(finding.path)} line="{finding.region.line}"'
    failure = f"message={attribute(one_line(finding.message))} type={attribute(finding.severity.word)}"
    place = f"line {finding.region.line}, col {finding.region.column}"
    text = element_text("\n".join(filter(None, (f"{place}, {finding.message}", finding.help))))
    return [
        f"    <testcase name={attribute(title)} classname={name} {file}>",
        f"      <failure {failure}>{text}</failure>",
        "    </testcase>",
    ]


def attribute(text: str) -> str:
    """A value of an attribute, in quotes; characters that XML does not allow are replaced."""
    return '"' + escape(_legal(text), {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}) + '"'


def element_text(text: str) -> str:
    """Text of an element; characters that XML does not allow are replaced."""
    return escape(_legal(text))


def _legal(text: str) -> str:
    return "".join(
        c
        if c in "\t\n\r" or "\x20" <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000"
        else "�"
        for c in text
    )
