"""The state machine of another engine: the reference passes, faulty engines are found, with the row and a short run."""

from __future__ import annotations

import pytest

pytest.importorskip("stageproof.checker.adapters.contract")

from faulty_engines import FAULTY, Faulty
from hired import PLAIN
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from stageproof.checker.adapters.contract import Answer, Capabilities, UnknownEvent
from stageproof.checker.adapters.levels.scenario import definitions
from stageproof.checker.adapters.reference import ReferenceEngine
from stageproof.engine.decisions.choices import choices
from stageproof.engine.events import Begin, Complete, Event, Fail
from stageproof.strategies import state_machine

SHORT = settings(max_examples=100, stateful_step_count=15, database=None, derandomize=True)
FOUND_SOON = [faulty for faulty in FAULTY if faulty.level in ("core", "errors")]


def test_the_reference_as_an_engine_passes() -> None:
    run_state_machine_as_test(state_machine(PLAIN, ReferenceEngine), settings=SHORT)


@pytest.mark.parametrize("faulty", FOUND_SOON, ids=lambda faulty: faulty.fault)
def test_a_faulty_engine_is_found_and_the_row_is_named(faulty: Faulty) -> None:
    machine = state_machine(definitions()[faulty.definition], faulty.make)
    with pytest.raises(AssertionError) as told:
        run_state_machine_as_test(machine, settings=SHORT)
    text = str(told.value)
    assert "breaks row " in text or "differs from the reference" in text
    assert "the run of the reference interpreter:" in text
    assert "  1. begin" in text


def test_another_reading_is_named_with_the_option_that_chooses_it() -> None:
    other = choices(overrides={"canceled-steps": "in-progress"})
    machine = state_machine(PLAIN, lambda: ReferenceEngine(other))
    with pytest.raises(AssertionError, match="--decision canceled-steps=in-progress"):
        run_state_machine_as_test(machine, settings=SHORT)
    run_state_machine_as_test(
        state_machine(PLAIN, lambda: ReferenceEngine(other), chosen=other), settings=SHORT
    )


def test_a_reading_that_is_accepted_is_no_mistake_of_an_engine() -> None:
    other = choices(overrides={"canceled-steps": "in-progress"})
    machine = state_machine(PLAIN, lambda: ReferenceEngine(other), accept="C1")
    run_state_machine_as_test(machine, settings=SHORT)
    machine = state_machine(PLAIN, lambda: ReferenceEngine(other), accept="C4")
    with pytest.raises(AssertionError, match="--decision canceled-steps=in-progress"):
        run_state_machine_as_test(machine, settings=SHORT)


class OnlyResults(ReferenceEngine):
    """Can be driven with results alone, and says so."""

    def capabilities(self) -> Capabilities:
        return Capabilities("only results", events=frozenset({"complete"}), errors=frozenset())

    def do(self, event: Event | UnknownEvent) -> Answer:
        assert isinstance(event, Begin | Complete)
        return super().do(event)

    def inject(self, error: Fail) -> Answer:
        raise AssertionError(error)


def test_an_engine_is_driven_with_what_it_says_alone() -> None:
    run_state_machine_as_test(state_machine(PLAIN, OnlyResults), settings=SHORT)
