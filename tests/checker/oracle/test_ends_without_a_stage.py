"""Runs that decisions alone lead from Start to End."""

from __future__ import annotations

from dataclasses import replace

from running import play, program_of

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
