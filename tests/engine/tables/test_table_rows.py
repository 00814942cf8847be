"""The rows of the documented tables: addresses, words, profiles, and that nothing documented lacks one."""

import re
from collections import Counter
from itertools import groupby

import pytest

from stageproof.engine.decisions.catalogue import all_decisions, decision_named
from stageproof.engine.decisions.choices import choices
from stageproof.engine.kinds import MILESTONES, Kind
from stageproof.engine.statuses import RunStatus, StageStatus, StepStatus, WorkItemStatus
from stageproof.engine.tables.catalogue import all_rows, row_named, rows_of
from stageproof.engine.tables.demand import (
    AnyStatus,
    Becomes,
    Item,
    Keeps,
    Logs,
    NotCheckable,
    PossibleStatuses,
)
from stageproof.engine.tables.profiles import PROFILES
from stageproof.engine.tables.row import Evidence, TableRow
from stageproof.engine.tables.situation import Situation

PREFIXES = (
    "run-status",
    "stage-status",
    "step-status",
    "work-item-status",
    "run-milestone",
    "stage-milestone",
    "step-milestone",
    "work-item-milestone",
    "work-item",
    "log-kind",
    "fault-path",
    "error-sets",
    "error-kind",
    "resume",
    "suspend",
    "cancel",
    "recall",
    "matrix",
    "stage-exit",
    "step-entry",
    "step-exit",
    "automatic-output",
    "operators",
    "evaluation",
    "decision-outcome",
    "limit",
    "version",
)
LOST_CELLS = {
    "run-status-completed-current",
    "run-status-error-current",
    "stage-status-completed-current",
    "stage-status-error-current",
    "stage-milestone-discontinue-stage-current",
    "stage-milestone-fail-stage-current",
    "step-milestone-discontinue-step-current",
}
STATUSES: dict[Item, tuple[AnyStatus, ...]] = {
    Item.RUN: tuple(RunStatus),
    Item.STAGE: tuple(StageStatus),
    Item.STEP: tuple(StepStatus),
    Item.WORK_ITEM: tuple(WorkItemStatus),
}


def test_ids_are_unique_kebab_case_and_begin_with_their_table() -> None:
    ids = [row.id for row in all_rows()]
    assert [id for id, times in Counter(ids).items() if times > 1] == []
    assert [id for id in ids if not re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", id)] == []
    assert [id for id in ids if not any(id.startswith(f"{prefix}-") for prefix in PREFIXES)] == []


def test_ids_of_rows_and_decisions_never_clash() -> None:
    named = {decision.id for decision in all_decisions()}
    assert [row.id for row in all_rows() if row.id in named] == []


def test_addresses_are_unique() -> None:
    addresses = Counter((row.document, row.table, row.label) for row in all_rows())
    assert [address for address, times in addresses.items() if times > 1] == []


def test_the_rows_of_a_table_stand_together() -> None:
    runs = [address for address, _ in groupby((row.document, row.table) for row in all_rows())]
    assert len(runs) == len(set(runs))


def test_every_row_has_a_text_of_its_own_that_is_a_sentence() -> None:
    texts = Counter(row.text for row in all_rows())
    assert [text for text, times in texts.items() if times > 1] == []
    assert [row.id for row in all_rows() if not row.text.endswith(".")] == []
    assert [row.id for row in all_rows() if not row.label or not row.edition] == []


def test_only_short_cells_are_quoted() -> None:
    assert [row.id for row in all_rows() if len(row.cell) > 120] == []


def test_profiles_are_known_ordered_and_never_empty() -> None:
    for row in all_rows():
        assert row.profiles, row.id
        assert row.profiles == tuple(profile for profile in PROFILES if profile in row.profiles), row.id


@pytest.mark.parametrize("profile", PROFILES)
def test_the_rows_of_a_profile_are_those_that_name_it(profile: str) -> None:
    assert rows_of(profile) == tuple(row for row in all_rows() if profile in row.profiles)
    assert 0 < len(rows_of(profile)) < len(all_rows())


def test_a_profile_that_does_not_exist_has_no_rows_but_a_message() -> None:
    with pytest.raises(ValueError, match=r'no profile "help-2027"\. There are: help-2026, pdf-2025'):
        rows_of("help-2027")


def test_a_row_is_found_by_its_id_in_any_case() -> None:
    for row in all_rows():
        assert row_named(row.id) is row
        assert row_named(row.id.upper()) is row
    assert row_named("run-status-paused") is None


def test_every_decision_that_a_row_names_exists_and_is_named_once() -> None:
    for row in all_rows():
        assert len(set(row.decisions)) == len(row.decisions), row.id
        for name in row.decisions:
            decision = decision_named(name)
            assert decision is not None, (row.id, name)
            assert decision.id == name, row.id


@pytest.mark.parametrize("row", [row for row in all_rows() if row.readings], ids=lambda row: row.id)
def test_a_row_that_rests_on_a_reading_holds_in_each_of_its_profiles(row: TableRow) -> None:
    for profile in row.profiles:
        chosen = choices(profile)
        if all(chosen.chosen(decision) == reading for decision, reading in row.readings):
            break
    else:
        pytest.fail(f"{row.id} holds in no profile that it belongs to")
    for decision, reading in row.readings:
        found = decision_named(decision)
        assert found is not None
        assert found.switchable
        assert found.reading(reading) is not None
        assert decision in row.decisions


def test_every_kind_of_log_row_is_demanded_by_a_row() -> None:
    logged = {row.demand.kind for row in all_rows() if isinstance(row.demand, Logs)}
    assert logged == set(Kind)


def test_every_kind_has_its_row_in_the_object_reference() -> None:
    labels = [row.label for row in all_rows() if row.table == "Kind"]
    assert labels[: len(Kind)] == [kind.value for kind in Kind]


def test_only_the_recall_has_no_milestone_that_people_see() -> None:
    assert set(Kind) - set(MILESTONES) == {Kind.RUN_RECALL_PATH}
    assert len(set(MILESTONES.values())) == len(MILESTONES)


def test_every_milestone_that_people_see_is_the_label_of_a_row() -> None:
    labels = {row.label.partition(",")[0] for row in all_rows() if "-milestone-" in row.id}
    assert set(MILESTONES.values()) <= labels


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("item", STATUSES)
def test_every_status_is_demanded_by_a_row(item: Item, profile: str) -> None:
    demanded = {
        row.demand.status
        for row in rows_of(profile)
        if isinstance(row.demand, Becomes | Keeps) and row.demand.item is item
    }
    assert demanded == set(STATUSES[item])


@pytest.mark.parametrize("item", STATUSES)
def test_a_demand_sets_a_status_of_its_own_kind_of_item(item: Item) -> None:
    for row in all_rows():
        if isinstance(row.demand, Becomes | Keeps) and row.demand.item is item:
            assert type(row.demand.status) is type(STATUSES[item][0]), row.id


@pytest.mark.parametrize("item", STATUSES)
def test_one_row_lists_all_statuses_of_an_item(item: Item) -> None:
    listed = [
        row.demand.statuses
        for row in all_rows()
        if isinstance(row.demand, PossibleStatuses) and row.demand.item is item
    ]
    assert listed == [STATUSES[item]]


def test_every_situation_is_one_that_a_row_speaks_of() -> None:
    used = {getattr(row.demand, "when", None) for row in all_rows()}
    assert set(Situation) - used == set()


def test_cells_that_no_copy_holds_are_rows_that_demand_nothing() -> None:
    lost = {row.id: row for row in all_rows() if row.id.endswith("-current")}
    assert set(lost) == LOST_CELLS
    for row in lost.values():
        assert isinstance(row.demand, NotCheckable)
        assert row.cell == ""
        assert "no stored copy" in row.text


def test_what_cannot_be_checked_says_why() -> None:
    for row in all_rows():
        if isinstance(row.demand, NotCheckable):
            assert len(row.demand.reason) > 10, row.id


def test_every_grade_of_evidence_that_rows_have_fits_their_copy() -> None:
    for row in all_rows():
        transcribed = "transcribed" in row.edition
        assert (row.evidence is Evidence.SECOND_HAND) is transcribed, row.id
        if row.edition.startswith("no copy"):
            assert row.evidence is Evidence.INFERRED, row.id
