"""What was decided is counted in every report for people, and listed on demand."""

from dataclasses import replace

from report_samples import report

from stageproof.checker.report import FileResult, Obligation
from stageproof.checker.reports.decided import counted, listed
from stageproof.checker.reports.formats import render

CLEAN = FileResult("a.orch", "orch", "A", "Orchestrator", "checked")
OBLIGATIONS = (
    Obligation("O/A:reachable", "reachable", "O/A", "proved"),
    Obligation(
        "O/A:never-waits-forever", "never-waits-forever", "O/A", "assumed", reason="somebody publishes"
    ),
    Obligation("O:can-complete", "can-complete", "O", "proved", certificate="ranked choice"),
)
SAMPLE = replace(report(files=(CLEAN,)), obligations=OBLIGATIONS)


def test_verdicts_are_counted() -> None:
    assert counted(SAMPLE) == "3 claims about every run: 2 proved, 1 assumed"
    assert "3 claims about every run: 2 proved, 1 assumed (--obligations lists them)." in render(
        SAMPLE, "full"
    )
    assert "3 claims about every run: 2 proved, 1 assumed." in render(SAMPLE, "markdown")


def test_nothing_is_said_where_nothing_was_asked() -> None:
    empty = replace(SAMPLE, obligations=())
    assert counted(empty) == ""
    assert "Decided" not in render(empty, "full")


def test_every_claim_is_listed_with_reason_and_certificate() -> None:
    assert listed(SAMPLE) == [
        "Claims about O:",
        "  proved     reachable            A",
        "  assumed    never-waits-forever  A (somebody publishes)",
        "  proved     can-complete         the whole run (certificate: ranked choice)",
    ]
    both = replace(SAMPLE, lists_obligations=True)
    assert "\n".join(listed(SAMPLE)) in render(both, "full")
    assert "never-waits-forever" in render(both, "markdown")


def test_quiet_leaves_out_the_counts_but_not_the_list_that_was_asked_for() -> None:
    text = render(replace(SAMPLE, lists_obligations=True), "full", quiet=True)
    assert text.startswith("Claims about O:")
    assert "never-waits-forever" in text
    assert "claims about every run" not in text
    assert render(SAMPLE, "full", quiet=True) == ""
