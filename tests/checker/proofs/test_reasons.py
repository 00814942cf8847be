"""Reasons why something is never reached: as few as there are changes needed, and what people read of them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from running import program_of

from stageproof.checker.proofs.why import cores
from stageproof.checker.proofs.why.cores import core, reasons
from stageproof.checker.proofs.why.rows import ConditionRow, rows
from stageproof.checker.proofs.why.why_not import Blamed, Reason, WhyNot


def _row(name: str) -> ConditionRow:
    program = program_of(f"""
      start autolaunched -> Work
      stage Work {{ background {name} calls F starts when {name} is Completed then end }}
    """)
    return next(iter(rows(program.orchestration)))


ROWS = tuple(map(_row, "ABCD"))


@pytest.mark.parametrize(
    ("kept_by", "told"),
    [
        (("AB",), ("AB",)),
        (("A", "B"), ("A", "B")),
        (("A", "BC"), ("A", "BC")),
        (("AB", "BC"), ("B",)),
        (("AB", "CD"), ("AB", "CD")),
        (("AB", "AC", "AD"), ("A",)),
        (("ABD", "ACD", "ABC"), ("A",)),
        (("AB", "BC", "CD", "DA"), ("A", "C")),
        (("A", "B", "C"), ("A", "B", "C")),
        (("CD", "A", "B"), ("A", "B", "CD")),
    ],
)
def test_as_few_reasons_are_told_as_there_are_changes_needed(
    kept_by: tuple[str, ...], told: tuple[str, ...]
) -> None:
    def is_reached(relaxed: Sequence[ConditionRow]) -> bool:
        return all({row.owner.name for row in relaxed} & set(each) for each in kept_by)

    found = reasons(ROWS, is_reached)
    assert found.is_whole
    assert tuple("".join(row.owner.name for row in each) for each in found.sets) == told


@pytest.mark.parametrize(("name", "most"), [("MOST_REASONS", 2), ("MOST_CORES", 3), ("MOST_CHOICES", 3)])
def test_what_takes_more_changes_than_are_tried_is_told_as_one_core(
    name: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_reached(relaxed: Sequence[ConditionRow]) -> bool:
        return len({row.owner.name for row in relaxed}) == len(ROWS)

    monkeypatch.setattr(cores, "MOST_REASONS", len(ROWS))
    assert len(reasons(ROWS, is_reached).sets) == len(ROWS)
    monkeypatch.setattr(cores, name, most)
    found = reasons(ROWS, is_reached)
    assert not found.is_whole
    assert [[row.owner.name for row in each] for each in found.sets] in ([["A"]], [["B"]], [["C"]], [["D"]])


def test_the_advice_says_how_many_changes_it_takes() -> None:
    told = tuple(Reason((Blamed(row),)) for row in ROWS[:2])
    assert WhyNot(told).what_to_do.startswith("Change one condition of each of the 2 reasons")
    assert WhyNot(told[:1]).what_to_do.startswith("Change one of the conditions that are named here")
    assert WhyNot(told[:1], takes_more=True).what_to_do.startswith(
        "Change several of the conditions on the way there"
    )


def test_reasons_that_read_the_same_are_told_once() -> None:
    reason = Reason((Blamed(ROWS[0], truth=False),))
    assert WhyNot((reason, reason)).sentence == "on the way there, A is Completed never holds, in 2 places"


def test_no_more_is_asked_than_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "MOST_TRIES", 9)
    asked: list[int] = []

    def is_reached(relaxed: Sequence[ConditionRow]) -> bool:
        asked.append(len(relaxed))
        return bool(relaxed)

    found = core([ROWS[0]] * 40, is_reached)
    assert len(found) == 40
    assert len(asked) == 9
