"""The page of a table row: its address, what it says, how it is known, what it demands, which decisions touch it."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, cast

from stageproof.commands.explain import explanation
from stageproof.commands.explain_kind import Shown
from stageproof.commands.explain_rows import in_words, listing_of, page_of
from stageproof.engine.decisions.catalogue import decision_named
from stageproof.engine.decisions.choices import choices
from stageproof.engine.tables.catalogue import all_rows
from stageproof.engine.tables.row import Evidence, TableRow


class When(StrEnum):
    LATE = "the run was canceled"


@dataclass(frozen=True)
class EndsAs:
    status: str
    when: When | None = None
    fault_path: bool = False
    kinds: tuple[str, ...] = ()


ROW = TableRow(
    id="cancel-work-items",
    document="Orchestration Run",
    table="Status Set To",
    label="Work items",
    text="Open work items are completed.",
    cell="Completed",
    edition="the current Help",
    evidence=Evidence.SECOND_HAND,
    profiles=("help-2026",),
    demand=cast("Any", EndsAs("Completed", When.LATE)),
    decisions=("open-work-items", "C1"),
    readings=(("open-work-items", "completed"),),
)


def test_the_page_of_a_row_says_everything_of_it() -> None:
    page = page_of(ROW, Shown())
    for text in (ROW.id, ROW.document, ROW.table, ROW.label, ROW.text, ROW.edition, '"Completed"'):
        assert text in page
    assert "Demands: ends as (status Completed, when the run was canceled, fault path no).\n" in page
    assert "(second-hand)" in page
    assert "Belongs to: help-2026." in page
    assert "Holds under the reading open-work-items=completed." in page
    for name in ROW.decisions:
        decision = decision_named(name)
        assert decision is not None
        assert f"  {decision.id}: {decision.title}\n" in page


def test_a_row_without_cell_and_decisions_leaves_them_out() -> None:
    page = page_of(replace(ROW, cell="", decisions=()), Shown())
    assert "cell" not in page
    assert "ecisions" not in page


def test_a_demand_is_told_in_words() -> None:
    assert (
        in_words(EndsAs("", None, fault_path=True, kinds=("a", "b")))
        == "ends as (fault path yes, kinds a, b)"
    )


def test_the_list_groups_rows_by_document_and_table_and_keeps_to_a_profile() -> None:
    older = replace(ROW, id="older", table="Resume", profiles=("pdf-2025",))
    both = listing_of((ROW, older), Shown())
    assert "Orchestration Run: Status Set To\n  cancel-work-items  Work items\n" in both
    assert "Orchestration Run: Resume\n  older " in both
    assert both.endswith("2 rows.\n")
    newer = listing_of((ROW, older), Shown(profile="help-2026"))
    assert "older" not in newer
    assert newer.endswith("1 row in help-2026.\n")


def test_every_decision_and_reading_that_a_row_names_exists() -> None:
    unknown = [(row.id, name) for row in all_rows() for name in row.decisions if decision_named(name) is None]
    assert unknown == []
    for row in all_rows():
        assert {name for name, _ in row.readings} <= set(row.decisions), row.id
        assert set(row.readings) <= set(choices(overrides=dict(row.readings)).readings), row.id


def test_a_decision_lists_the_rows_that_it_touches() -> None:
    page = explanation("C4", Shown())
    touched = [row.id for row in all_rows() if "open-work-items" in row.decisions]
    assert touched
    assert all(f"  {id}\n" in page for id in touched)
