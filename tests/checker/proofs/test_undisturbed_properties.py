"""What has to happen in the end is asked of runs that nobody interferes with, and only such runs are shown against it."""

from __future__ import annotations

import pytest

from stageproof.checker.check_file import FileOutcome, Settings, check_source
from stageproof.checker.registry import select
from stageproof.grammar.source import Source

RULES = tuple(rule.id for rule in select((), ()))

MENDED = """
orchestration Mended {
  start autolaunched -> Work
  stage Work { background A calls Do async on error -> Mend then end }
  stage Mend { background B calls Do async on error -> end then Known }
  decision Known { when B is Completed -> end otherwise -> end, intended }
  flow Do { async }
  %s
}
"""

RECALLED = """
approval Recalled {
  start approval { path recall -> Undo -> Ask }
  stage Ask { approval A calls Look assigned to queue Desk then end }
  stage Undo {
    background Wait calls Do async starts when %s
    then end
  }
  flow Do { async }
  eventually "it ends": run is Completed or run is Error
}
"""


def _checked(text: str) -> FileOutcome:
    return check_source(
        Source("order.orch", text), Settings(RULES, prove=True, certify="on", traces=True), lambda _: None
    )


@pytest.mark.parametrize(
    "claim",
    ['eventually "it completes": run is Completed', 'always "then": A starts leads to run is Completed'],
)
def test_no_error_of_the_platform_shows_that_something_does_not_happen(claim: str) -> None:
    (found,) = [one for one in _checked(MENDED % claim).findings if one.rule == "property-violated"]
    assert found.trace
    assert not any("platform" in step.event for step in found.trace)
    assert found.trace[-1].event == "complete B and fail Known with decision"
    assert found.help is not None
    assert "Known fails, which no fault path catches" in found.help


def test_a_platform_that_alone_could_break_a_promise_is_assumed_not_to() -> None:
    text = MENDED.replace("otherwise -> end, intended", "otherwise -> end").replace("then Known", "then end")
    (proved,) = [
        one
        for one in _checked(text % 'eventually "it completes": run is Completed').obligations
        if one.property == "eventually"
    ]
    assert (proved.verdict, proved.certificate) == ("proved", "fair rank")


@pytest.mark.parametrize("waits", ["Undo is Completed", "A is Completed"])
def test_what_only_a_recall_leads_into_breaks_no_promise(waits: str) -> None:
    outcome = _checked(RECALLED % waits)
    (proved,) = [one for one in outcome.obligations if one.property == "eventually"]
    assert (proved.verdict, proved.certificate) == ("proved", "fair rank")
    assert "property-violated" not in {finding.rule for finding in outcome.findings}


def test_a_stage_that_waits_for_ever_without_a_recall_still_breaks_it() -> None:
    text = (RECALLED % "A is Completed").replace("then end }\n  stage", "then Undo }\n  stage")
    text = text.replace("starts when A is Completed", "starts when Undo is Completed")
    (refuted,) = [one for one in _checked(text).obligations if one.property == "eventually"]
    assert refuted.verdict == "refuted"
