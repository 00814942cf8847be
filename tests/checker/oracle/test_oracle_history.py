"""Every moment of a history is judged: what stands in no table may follow nothing, whatever it is a status or row of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

import pytest
from late_writer import BY_FIELD, late_writer
from observed_runs import OTHER_STATUSES, SeenMoment, altered, meddled, seen_moments
from running import done, failed, play, program_of

from stageproof.checker.oracle.facts import Facts
from stageproof.checker.oracle.judge import judge, judge_moment
from stageproof.checker.oracle.observation import STATUS, ObservedMoment, SeenChange, observe
from stageproof.checker.oracle.rulebook import rulebook
from stageproof.checker.oracle.standing import Standing
from stageproof.engine.decisions.choices import choices
from stageproof.engine.events import Cancel, Event, Publish, Reassign, Recall, Resume, Suspend
from stageproof.engine.kinds import Kind
from stageproof.engine.tables.catalogue import all_rows
from stageproof.engine.tables.demand import PossibleStatuses

RUNS: Final = 60
EACH: Final = 11
"""Every so many damages one is tried: another of each moment, since a moment has another number of them."""
FLOW: Final = """
  start autolaunched -> Main
  stage Main {
    background Work calls F async
    interactive Ask calls G assigned to queue Q
    background Late calls F async starts when Work is Completed
    then Last
  }
  stage Last { background Rest calls F async then end }
"""
APPROVAL: Final = """
approval Test { api 67
  start approval -> Main { path recall -> Back }
  stage Main {
    approval Ask calls Ask assigned to queue Q
    background Work calls F async
    on error -> Repair
    then end
  }
  stage Repair { background Mend calls F async then end }
  stage Back { background Undo calls F async then end }
}
"""
APPROVED: Final = done("Ask", approvalDecision="Approve")
REJECTED: Final = done("Ask", approvalDecision="Reject")
PATHS: Final[tuple[tuple[str, tuple[Event, ...]], ...]] = (
    (FLOW, (done("Work"), done("Ask"), done("Late"), done("Rest"))),
    (FLOW, (Suspend(), done("Ask"), Resume(), failed("Work"), Resume(), Cancel())),
    (FLOW, (Reassign("Ask", "User", "ben@example.com"), failed("run", "platform"))),
    (FLOW, (Publish(), done("Work"), failed("Ask"), Resume(), Suspend())),
    (APPROVAL, (APPROVED, done("Work"))),
    (APPROVAL, (REJECTED, failed("Work"), done("Mend"))),
    (APPROVAL, (failed("Work"), failed("Mend"))),
    (APPROVAL, (Recall(), done("Undo"))),
    (APPROVAL, (APPROVED, Recall(), failed("Undo"))),
    (APPROVAL, (Suspend(), REJECTED, Resume(), Cancel())),
)


def is_found(seen: SeenMoment) -> bool:
    """Whether the judge finds anything in a moment."""
    return any(True for _ in judge_moment(rulebook(choices()), seen.scene()))


def is_reassigned(seen: SeenMoment, changes: tuple[SeenChange, ...]) -> bool:
    """Whether only a change is missing that is none: a work item that is Assigned is given to somebody else."""
    missing = [change for change in seen.moment.changes if change not in changes]
    return any(change.before == change.after and change.part == "item" for change in missing)


@cache
def played(number: int) -> tuple[SeenMoment, ...]:
    """The moments of one of the runs above."""
    text, events = PATHS[number]
    program = program_of(text)
    facts, standing = Facts.of(program.orchestration, choices()), Standing()
    found: list[SeenMoment] = []
    for moment in observe(play(program, *events).moments()):
        found.append(SeenMoment(facts, standing, moment))
        standing = found[-1].scene().timeline.after
    return tuple(found)


def moments() -> list[SeenMoment]:
    """The moments of them all."""
    return [seen for number in range(len(PATHS)) for seen in played(number)]


def changed_once_more() -> Iterator[tuple[str, str, str, SeenMoment]]:
    """Every moment with one status changed once more: the element's kind, the status it has, the one it is given."""
    for seen in moments():
        for other in meddled(seen):
            last = other.moment.changes[-1]
            yield last.part, str(last.before), str(last.after), other


def test_a_status_follows_another_only_where_a_row_or_decision_says_so() -> None:
    assert [
        (part, before, after, other.moment.event)
        for part, before, after, other in changed_once_more()
        if not is_found(other)
    ] == []


@pytest.mark.parametrize("part", sorted(OTHER_STATUSES))
def test_every_pair_of_statuses_of_a_table_is_tried(part: str) -> None:
    tried = {(before, after) for kind, before, after, _ in changed_once_more() if kind == part}
    assert tried == {
        (before, after)
        for before in OTHER_STATUSES[part]
        for after in OTHER_STATUSES[part]
        if before != after
    }


def test_every_status_table_is_among_those_tried() -> None:
    listed = [set(row.demand.statuses) for row in all_rows() if isinstance(row.demand, PossibleStatuses)]
    assert all(any(statuses <= set(known) for known in OTHER_STATUSES.values()) for statuses in listed)


@pytest.mark.parametrize("number", range(len(PATHS)))
def test_every_damage_to_a_played_run_is_found(number: int) -> None:
    for seen in played(number):
        assert not is_found(seen)
        missed = [other.moment.changes for other in altered(seen) if not is_found(other)]
        assert all(is_reassigned(seen, changes) for changes in missed), missed


def test_every_damage_to_a_random_run_is_found() -> None:
    number = 0
    for seen in seen_moments(RUNS):
        for other in (*altered(seen), *meddled(seen)):
            number += 1
            if number % EACH == 0:
                assert is_found(other) or is_reassigned(seen, other.moment.changes), (
                    seen.moment,
                    other.moment,
                )
    assert number > 1000 * EACH


def test_a_row_of_any_kind_that_nothing_explains_is_found_at_every_place() -> None:
    for seen in moments():
        added = [other for other in altered(seen) if len(other.moment.log) > len(seen.moment.log)]
        assert {other.moment.log[-1].kind for other in added} == set(Kind)
        assert all(map(is_found, added))


def test_a_status_that_changed_while_nobody_looked_is_found() -> None:
    program = program_of(FLOW)
    seen = observe(play(program, done("Work")).moments())
    last = seen[-1]
    changes = tuple(
        change._replace(before="Discontinued")
        if change.name == "Main/Work" and change.attribute == STATUS
        else change
        for change in last.changes
    )
    found = judge(program.orchestration, (*seen[:-1], replace(last, changes=changes)))
    assert [(violation.expected, violation.observed) for violation in found] == [
        ("In Progress until a row demands another status", "Discontinued before it became Completed")
    ]


def test_a_step_record_that_is_missing_as_its_stage_starts_is_found() -> None:
    program = program_of(FLOW)
    first = observe(play(program).moments())[0]
    changes = tuple(change for change in first.changes if change.step != "Late")
    found = judge(program.orchestration, (replace(first, changes=changes),))
    assert {(violation.row, violation.element) for violation in found} == {
        ("step-status-not-started", "Main/Late")
    }


def test_a_work_item_that_stays_open_when_its_exit_condition_completes_the_step_is_found() -> None:
    program = program_of(FLOW.replace("queue Q", "queue Q { completes when Work is Completed }"))
    seen = observe(play(program, done("Work")).moments())
    assert judge(program.orchestration, seen) == ()
    changes = tuple(change for change in seen[-1].changes if change.part != "item")
    found = judge(program.orchestration, (*seen[:-1], replace(seen[-1], changes=changes)))
    assert {violation.row for violation in found} >= {"open-work-item-of-completed-step"}


def test_a_submission_of_a_run_that_is_no_approval_is_found() -> None:
    program = program_of(FLOW)
    first = observe(play(program).moments())[0]
    odd = SeenChange("submission", "submission", None, None, STATUS, None, "InProgress")
    assert judge(program.orchestration, (replace(first, changes=(*first.changes, odd)),))


def test_a_run_whose_submission_nobody_sees_is_the_other_reading_of_its_decision() -> None:
    program = program_of(APPROVAL)
    seen = tuple(
        replace(
            moment,
            changes=tuple(
                change for change in moment.changes if change.part not in ("submission", "approval")
            ),
        )
        for moment in observe(play(program, APPROVED, done("Work")).moments())
    )
    found = judge(program.orchestration, seen, accepted=("approval-status",))
    assert found
    assert all(violation.is_tolerated for violation in found)
    wrong = SeenChange("submission", "submission", None, None, STATUS, "InProgress", "Rejected")
    last = ObservedMoment(4, Publish(), (wrong,), ())
    assert not all(
        violation.is_tolerated
        for violation in judge(program.orchestration, (*seen, last), accepted=("approval-status",))
    )


def test_a_run_that_a_late_write_wakes_has_to_look_at_its_conditions() -> None:
    program = late_writer(BY_FIELD)
    seen = observe(play(program, done("Quick"), done("Slow")).moments())
    assert judge(program.orchestration, seen) == ()
    last = seen[-1]
    slept = replace(
        last, changes=tuple(change for change in last.changes if change.attribute != STATUS), log=()
    )
    found = judge(program.orchestration, (*seen[:-1], slept))
    assert {violation.element for violation in found} == {"Next/After"}


def test_a_stored_answer_after_which_a_step_waits_for_its_exit_condition_was_worked_off() -> None:
    program = program_of("""
      start autolaunched -> Main
      stage Main {
        background Work calls F async
        interactive Ask calls G assigned to queue Q { completes when Late is Completed }
        background Late calls F async starts when Late is Completed
      }
    """)
    seen = observe(play(program, Suspend(), done("Ask"), failed("Work"), Resume(), Resume()).moments())
    assert [change.after for change in seen[-1].changes if change.name == "Main/Ask"][:1] == ["InProgress"]
    assert judge(program.orchestration, seen) == ()
