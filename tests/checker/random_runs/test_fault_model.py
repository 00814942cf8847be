"""Fault models are read from words, and say what takes part."""

import pytest

from stageproof.checker.random_runs.fault_model import FaultModel, FaultModelError, fault_model
from stageproof.engine.error_kinds import ErrorKind
from stageproof.engine.events import Complete, Fail, Suspend
from stageproof.engine.exploration.policy import Happening


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("any", FaultModel()),
        ("none", FaultModel(0)),
        ("2", FaultModel(2)),
        ("at-most=2", FaultModel(2)),
        (
            "kinds=called-flow+decision",
            FaultModel(None, frozenset({ErrorKind.CALLED_FLOW, ErrorKind.DECISION})),
        ),
        ("at-most=1, kinds=platform", FaultModel(1, frozenset({ErrorKind.PLATFORM}))),
    ],
)
def test_a_model_is_read_and_written_back(text: str, model: FaultModel) -> None:
    assert fault_model(text) == model
    assert fault_model(str(model)) == model


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("at-most=two", "no number of errors"),
        ("kinds=caled-flow", "Did you mean called-flow?"),
        ("often", "no number of errors"),
        ("rate=3", "no fault model"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_was_expected(text: str, told: str) -> None:
    with pytest.raises(FaultModelError, match=told.replace("?", r"\?")):
        fault_model(text)


def test_an_unknown_event_to_leave_out_is_told_with_the_nearest() -> None:
    with pytest.raises(FaultModelError, match=r"Did you mean suspend\?"):
        fault_model("any", ["suspnd"])


def test_only_the_kinds_that_are_named_strike() -> None:
    model = fault_model("kinds=called-flow")
    assert model.allows(Fail("A", ErrorKind.CALLED_FLOW))
    assert not model.allows(Fail("A", ErrorKind.PLATFORM))
    assert model.allows(Suspend())


def test_what_is_left_out_does_not_happen_and_results_always_do() -> None:
    model = FaultModel(without=frozenset({Happening.SUSPEND, Happening.FAIL}))
    assert not model.allows(Suspend())
    assert not model.allows(Fail("A", ErrorKind.CALLED_FLOW))
    assert model.allows(Complete("A"))
    assert not model.has_faults


def test_a_budget_has_room_until_it_is_spent() -> None:
    model = FaultModel(2)
    assert model.has_room(1)
    assert not model.has_room(1, 2)
    assert FaultModel().has_room(10**6)
