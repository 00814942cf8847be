"""Reports for tests of the output formats: built by hand, and drawn by Hypothesis."""

from hypothesis import strategies as st

from stageproof.checker.finding import Confidence, Finding, Region, Related, Severity, TraceStep
from stageproof.checker.report import FileResult, Obligation, Report, RuleInfo

RULE = RuleInfo(
    "dangling-target",
    "A connector leads nowhere.",
    "It does.",
    "Fix it.",
    Severity.ERROR,
    "certain",
    ("x",),
    "https://x.y/z",
)


def finding(
    message: str = "Start leads to “Chekc”.",
    *,
    path: str = "flows/Order.flow-meta.xml",
    line: int = 3,
    column: int = 5,
    severity: Severity = Severity.ERROR,
    rule: str = "dangling-target",
    suppressed: str | None = None,
    text: str = "    <targetReference>Chekc</targetReference>",
    end_line: int | None = None,
    element: str = "Order/Check",
    help: str = "Connect it.",
    related: str = "here too",
    event: str = "Look completes",
) -> Finding:
    """A finding with everything filled in."""
    region = Region(line, column, end_line or line, column + 5)
    return Finding(
        rule=rule,
        severity=severity,
        confidence=Confidence.CERTAIN,
        message=message,
        path=path,
        region=region,
        element=element,
        help=help,
        url="https://x.y/z",
        related=(Related(path, Region(1, 1, 1, 2), related),),
        trace=(TraceStep(event, (("Look.Status", "Completed"),)),),
        fingerprint="f" * 32,
        suppressed=suppressed,
        frame=((line, text),),
        line_hash="abc:1",
    )


def report(*findings: Finding, files: tuple[FileResult, ...] = (), crashed: bool = False) -> Report:
    """A report over these findings; every file in them counts as checked."""
    named = {f.path for f in findings} - {file.path for file in files}
    results = (
        *files,
        *(FileResult(path, "flow-xml", "Order", "Orchestrator", "checked") for path in sorted(named)),
    )
    return Report(
        version="0.1.0",
        profile="help-2026",
        files=tuple(sorted(results, key=lambda file: file.path)),
        findings=findings,
        obligations=(Obligation("o1", "reachable", "Order/Check", "proved"),),
        not_checked=("Nothing is proved.",),
        rules=(RULE,),
        crashed=crashed,
    )


ANY_TEXT = st.text(max_size=60)
AWKWARD_PATHS = st.sampled_from([
    "a b/ü#é.flow-meta.xml", "50%,x:y.orch", "a\nb.orch", "\x1b[31mred.orch", "./flows/Order.flow", "::error::.orch",
    "注文/e\u0301.orch", "C:/flows/a.orch", "/top/a.orch", "a|b`c`.orch", "]]>.orch", "caf\udce9.orch",
])  # fmt: skip
FINDINGS = st.builds(
    finding,
    ANY_TEXT | st.sampled_from(["", "%0A::error::x", "a\r\nb", "]]>", "\x00\x1b[31m", "$a$ <b> | `c`"]),
    path=st.text(min_size=1, max_size=30) | AWKWARD_PATHS,
    line=st.integers(1, 2000),
    column=st.integers(1, 80),
    end_line=st.none() | st.integers(2001, 4000),
    severity=st.sampled_from(list(Severity)),
    rule=st.sampled_from(["dangling-target", "syntax-error", "no-fault-path"]),
    suppressed=st.none() | ANY_TEXT,
    text=st.text(max_size=300).filter(lambda text: "\n" not in text and "\r" not in text),
    element=ANY_TEXT,
    help=ANY_TEXT,
    related=ANY_TEXT,
    event=ANY_TEXT,
)
REPORTS = st.lists(FINDINGS, max_size=12).map(lambda found: report(*found))
"""Any report: awkward texts, paths and places."""
