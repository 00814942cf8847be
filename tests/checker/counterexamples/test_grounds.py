"""A broken row is told with its document, table and decisions; what another reading allows is told with how to accept it."""

from stageproof.checker.counterexamples.grounds import grounds, grounds_data
from stageproof.checker.random_runs.flaw import Flaw, Judge
from stageproof.engine.decisions.catalogue import decision_named
from stageproof.engine.tables.catalogue import all_rows, row_named


def _flaw(row: str, tolerance: str | None = None) -> Flaw:
    return Flaw(Judge.ROW, row, "Prepare", "Completed", "Error", tolerance)


def test_every_row_has_grounds_that_name_its_document_and_its_table() -> None:
    for row in all_rows():
        told = dict(grounds(_flaw(row.id)))
        assert row.document in told["row"]
        assert row.table in told["row"]
        assert f"stageproof explain {row.id}" in told["row"]


def test_decisions_that_touch_a_row_are_named_with_their_alias() -> None:
    row = row_named("resume-background-error")
    assert row is not None
    told = [text for word, text in grounds(_flaw(row.id)) if word == "decision"]
    assert len(told) == len(row.decisions)
    assert any("flow-version" in text for text in told)


def test_what_is_right_by_another_reading_says_how_to_accept_it() -> None:
    decision = decision_named("open-work-items")
    assert decision is not None
    told = dict(grounds(_flaw("error-sets-work-items", decision.id)))
    assert f"--accept {decision.aliases[0]}" in told["but"]


def test_a_property_rests_on_nothing_but_its_author() -> None:
    flaw = Flaw(Judge.PROPERTY, "mine", "run", "never", "it holds")
    assert list(grounds(flaw)) == []
    assert grounds_data(flaw) is None


def test_machines_get_the_same_address() -> None:
    row = row_named("run-status-in-progress")
    assert row is not None
    data = grounds_data(_flaw(row.id))
    assert isinstance(data, dict)
    assert data["table"] == row.table
    assert data["document"] == row.document
