"""Logs that are drawn tell what was done to them, and nothing else was done."""

from __future__ import annotations

import pytest
from hired import PLAIN
from hypothesis import find, given, settings

from stageproof.engine.history import LogRow
from stageproof.engine.kinds import Kind
from stageproof.strategies import Damage, DamagedLog, logs

HIDDEN = frozenset({Kind.START_STEP, Kind.START_WORK_ITEM})


def repeated(log: DamagedLog) -> list[LogRow]:
    """The whole log with the damage done to it again."""
    rows = list(log.run.log)
    hidden = [each for each in log.done if each.damage is Damage.HIDDEN]
    for each in reversed(hidden):
        assert rows.pop(each.place) == each.row
    for each in log.done[len(hidden) :]:
        assert rows[each.place] == each.row
        if each.damage is Damage.DROPPED:
            del rows[each.place]
        else:
            rows[each.place], rows[each.place + 1] = rows[each.place + 1], rows[each.place]
    return rows


@settings(max_examples=150)
@given(logs(PLAIN, hide=HIDDEN, drop=2, swap=2))
def test_what_was_done_to_a_log_leads_to_its_rows(log: DamagedLog) -> None:
    assert repeated(log) == list(log.rows)
    assert log.is_whole is (not log.done)
    counts = [sum(each.damage is damage for each in log.done) for damage in Damage]
    assert counts[1] <= 2
    assert counts[2] <= 2


@settings(max_examples=50)
@given(logs(PLAIN, hide=HIDDEN))
def test_rows_of_hidden_kinds_are_not_there(log: DamagedLog) -> None:
    assert {row.kind for row in log.rows} & HIDDEN == set()


@settings(max_examples=50)
@given(logs(PLAIN, drop=0, swap=0))
def test_a_log_to_which_nothing_may_be_done_is_whole(log: DamagedLog) -> None:
    assert log.is_whole
    assert log.rows == log.run.log


def test_a_damaged_log_is_printed_with_its_run_and_what_was_done() -> None:
    quiet = settings(database=None, derandomize=True)
    found = find(
        logs(PLAIN),
        lambda log: {each.damage for each in log.done} >= {Damage.DROPPED, Damage.SWAPPED},
        settings=quiet,
    )
    printed = repr(found)
    assert 'scenario "drawn" {' in printed
    assert "# dropped: " in printed
    assert "# swapped with the next: " in printed
    assert f"{len(found.rows)} of {len(found.run.log)} rows" in printed


def test_the_simplest_log_is_whole() -> None:
    assert find(logs(PLAIN), lambda log: True, settings=settings(database=None)).is_whole


def test_fewer_than_no_rows_cannot_be_dropped() -> None:
    with pytest.raises(ValueError, match="drop=-1"):
        logs(PLAIN, drop=-1)
