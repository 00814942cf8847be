"""Coverage counts what runs came by, and says of everything else why not."""

from fractions import Fraction

import pytest
from tested_definitions import ONBOARDING, RETRY, known_runs, program_of

from stageproof.checker.coverage.coverable import Measure, coverable
from stageproof.checker.coverage.coverage import Looked, Measured, Missed, Reason, measure
from stageproof.checker.coverage.needs import missing_part
from stageproof.checker.coverage.proved_unreachable import proved_unreachable
from stageproof.checker.coverage.thresholds import ThresholdError, short_of, thresholds
from stageproof.checker.random_runs.closure import close
from stageproof.checker.random_runs.fault_model import FaultModel
from stageproof.engine.error_kinds import ErrorKind
from stageproof.engine.exploration.policy import Happening
from stageproof.engine.tables.catalogue import row_named
from stageproof.grammar.source import Source

ANY_FAULTS = FaultModel()
DEAD = ONBOARDING.replace(
    'when HR_Data.Outputs.decision = "Approve" -> Provision',
    'when HR_Data.Outputs.decision = "Approve" and HR_Data.Outputs.decision = "Reject" -> Provision',
)


def _measured(text: str, faults: FaultModel = ANY_FAULTS, most: int = 100_000) -> dict[Measure, Measured]:
    known = known_runs(text, faults=faults)
    closure = close(known, most)
    orchestration = known.program.orchestration

    def unreachable() -> frozenset[str]:
        return proved_unreachable(orchestration, Source("tested.orch", text), {})

    looked = Looked(faults, closure.complete)
    found = measure(known.program, closure.tally.features, (looked,), unreachable)
    return {each.measure: each for each in found}


def test_an_exhaustive_search_covers_everything_that_any_run_comes_by() -> None:
    found = _measured(ONBOARDING)
    assert all(each.share == 1 for each in found.values())
    assert not found[Measure.ERRORS].missed
    assert not found[Measure.CONNECTORS].missed


def test_everything_that_was_not_seen_has_a_reason_and_nothing_is_both_seen_and_not() -> None:
    program = program_of(ONBOARDING)
    for name, each in _measured(ONBOARDING, most=50).items():
        missed = [one.feature for one in each.missed]
        assert sorted([*each.covered, *missed]) == sorted(coverable(program)[name])


def test_a_dead_branch_is_proved_unreachable_where_not_every_run_was_looked_at() -> None:
    found = _measured(DEAD, most=300)
    assert Missed("status:Provision=InProgress", Reason.PROVED) in found[Measure.ELEMENTS].missed
    assert Missed("outcome:Cleared=Cleared_Outcome_1", Reason.PROVED) in found[Measure.OUTCOMES].missed


def test_a_dead_branch_is_one_that_no_run_takes_where_every_run_was_looked_at() -> None:
    found = _measured(DEAD)
    assert Missed("status:Provision=InProgress", Reason.EXHAUSTED) in found[Measure.ELEMENTS].missed


def test_errors_that_the_model_leaves_out_are_outside_of_it() -> None:
    model = FaultModel(None, frozenset({ErrorKind.CALLED_FLOW}))
    missed = _measured(ONBOARDING, model)[Measure.ERRORS].missed
    assert missed
    assert {each.reason for each in missed} == {Reason.OUTSIDE}
    assert {each.detail for each in missed} == {"kinds=called-flow"}


@pytest.mark.parametrize(
    ("row", "part"),
    [
        ("error-kind-mulesoft-action", "a MuleSoft step"),
        ("recall-run", "a flow approval process"),
        ("evaluation-resume", "an evaluation flow"),
        ("fault-path-empty", "a fault path"),
        ("stage-exit-requirements", "a stage that completes when the requirements are met"),
        ("step-entry-requirements", "a step that starts when the requirements are met"),
        ("fault-path-rejoins", "a fault path that joins the main flow"),
        ("run-status-in-progress", None),
        ("step-status-completed-flow", None),
    ],
)
def test_a_row_that_needs_something_the_definition_lacks_says_what(row: str, part: str | None) -> None:
    found = row_named(row)
    assert found is not None
    assert missing_part(program_of(RETRY), found) == part


def test_rows_about_what_is_left_out_are_outside_of_the_fault_model() -> None:
    model = FaultModel(without=frozenset({Happening.SUSPEND}))
    missed = {each.feature: each.reason for each in _measured(ONBOARDING, model)[Measure.ROWS].missed}
    assert missed["row:run-status-suspended"] is Reason.OUTSIDE
    calm = {each.feature: each.reason for each in _measured(ONBOARDING, FaultModel(0))[Measure.ROWS].missed}
    assert calm["row:error-sets-errored-step"] is Reason.OUTSIDE


def test_no_row_that_a_run_kept_to_is_said_to_lack_something() -> None:
    for text in (ONBOARDING, RETRY):
        known = known_runs(text)
        for word in close(known, 100_000).tally.features:
            kind, _, name = word.partition(":")
            row = row_named(name) if kind == "row" else None
            assert row is None or missing_part(known.program, row) is None, name


def test_a_threshold_that_is_not_reached_is_told_with_numbers() -> None:
    measured = (Measured(Measure.ROWS, ("row:a",) * 9, (Missed("row:b", Reason.NOT_YET),)),)
    (short,) = short_of(measured, thresholds(["rows=95"]))
    assert str(short) == "rows: 9 of 10 covered (90.0 %), 95 % is asked for"
    assert not list(short_of(measured, thresholds(["rows=90"])))


def test_what_nobody_can_come_by_does_not_count() -> None:
    each = Measured(Measure.ROWS, ("row:a",), (Missed("row:b", Reason.LACKS), Missed("row:c", Reason.PROVED)))
    assert each.share == Fraction(1)


@pytest.mark.parametrize(
    ("text", "told"),
    [("row=95", "Did you mean rows"), ("rows=150", "from 0 to 100"), ("rows", "from 0 to 100")],
)
def test_a_threshold_that_cannot_be_read_says_what_was_expected(text: str, told: str) -> None:
    with pytest.raises(ThresholdError, match=told):
        thresholds([text])
