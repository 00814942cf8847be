"""The state machine of a definition: one rule, the tables as invariant, and what it breaks told in full."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hired import BREAKS, PLAIN, with_lines
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from stageproof.engine.effects import EFFECTS
from stageproof.engine.program.compile import compile_orchestration
from stageproof.grammar.language.parse import parse
from stageproof.grammar.source import Source
from stageproof.strategies import FaultModel, Spec, state_machine

SHORT = settings(max_examples=60, stateful_step_count=12, database=None, derandomize=True)


def broken(spec: Spec, faults: FaultModel | None = None) -> str:
    """What the state machine says of a definition that it breaks, with the program that Hypothesis prints."""
    with pytest.raises(AssertionError) as told:
        run_state_machine_as_test(state_machine(spec, faults=faults or FaultModel()), settings=SHORT)
    return "\n".join([str(told.value), *getattr(told.value, "__notes__", ())])


def test_a_definition_that_breaks_nothing_passes() -> None:
    run_state_machine_as_test(state_machine(PLAIN), settings=SHORT)


def test_a_broken_property_is_told_with_its_shortest_run_and_a_program_in_words() -> None:
    text = broken(with_lines(BREAKS))
    assert 'property "no laptop without the form" is broken at' in text
    assert "no event of it can be left out" in text
    assert "state.fire(index=0)" in text
    assert "begin\n" in text
    assert "fail Form with" in text


def test_without_the_errors_that_break_it_the_property_holds() -> None:
    machine = state_machine(with_lines(BREAKS), faults=FaultModel(at_most=0))
    run_state_machine_as_test(machine, settings=SHORT)


def test_a_wrong_interpreter_breaks_a_row() -> None:
    found = parse(Source("hire.orch", PLAIN)).orchestration
    assert found is not None
    wrong = replace(EFFECTS, step_starts=EFFECTS.step_starts._replace(kind=None))
    assert "row step-milestone-start-step is broken at" in broken(compile_orchestration(found, effects=wrong))


def test_the_machine_has_the_name_of_its_definition() -> None:
    assert state_machine(PLAIN).__name__ == "HireMachine"
