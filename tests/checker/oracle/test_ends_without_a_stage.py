"""Runs that decisions alone lead from Start to End."""

from __future__ import annotations

from dataclasses import replace

from running import done, failed, play, program_of

from stageproof.checker.oracle.judge import judge
from stageproof.checker.oracle.observation import observe

SKIPS = """
  field $Record.Flag__c: boolean not null
  start when Case is created -> Choose
  decision Choose { when $Record.Flag__c = true -> Work otherwise -> Again }
  decision Again { when $Record.Flag__c = true -> Work otherwise -> end }
  stage Work { background A calls F async  then end }
"""
WORKS = SKIPS.replace("otherwise -> end", "otherwise -> Work")


def test_a_run_that_comes_to_the_end_by_decisions_alone_is_completed() -> None:
    program = program_of(SKIPS)
    seen = observe(play(program).moments())
    assert [(change.part, change.after) for change in seen[-1].changes if change.part == "run"] == [
        ("run", "InProgress"),
        ("run", "Completed"),
    ]
    assert judge(program.orchestration, seen) == ()


def test_one_that_stays_in_progress_there_breaks_a_row() -> None:
    program = program_of(SKIPS)
    *before, last = observe(play(program).moments())
    stays = tuple(change for change in last.changes if change.after != "Completed")
    found = judge(program.orchestration, (*before, replace(last, changes=stays)))
    assert "run-status-completed" in {violation.row for violation in found}


def test_where_every_way_leads_to_a_stage_no_run_is_completed_without_one() -> None:
    program = program_of(SKIPS)
    seen = observe(play(program).moments())
    found = judge(program_of(WORKS).orchestration, seen)
    assert "run-status-completed" in {violation.row for violation in found}


def test_a_run_whose_start_leads_nowhere_is_completed() -> None:
    program = program_of("start autolaunched")
    seen = observe(play(program).moments())
    assert [change.after for change in seen[-1].changes if change.part == "run"] == [
        "InProgress",
        "Completed",
    ]
    assert {violation.row for violation in judge(program.orchestration, seen)} == {"limit-least-stages"}


def test_a_run_fails_where_a_connector_leads_to_nothing() -> None:
    for text, events in (
        ("start autolaunched -> Nowhere stage Work { background A calls F async then end }", ()),
        ("start autolaunched -> Work stage Work { background A calls F async then Nowhere }", (done("A"),)),
        (
            "start autolaunched -> Work stage Work { background A calls F async on error -> Nowhere }",
            (failed("A"),),
        ),
    ):
        program = program_of(text)
        seen = observe(play(program, *events).moments())
        assert ("run", "Error") in {(change.part, change.after) for change in seen[-1].changes}, text
        assert judge(program.orchestration, seen) == (), text
    works = program_of("start autolaunched -> Work stage Work { background A calls F async then end }")
    nowhere = program_of("start autolaunched -> Work stage Work { background A calls F async then Nowhere }")
    seen = observe(play(nowhere, done("A")).moments())
    assert "error-sets-run" in {violation.row for violation in judge(works.orchestration, seen)}
