"""What is drawn at random depends on the seed alone, and is the same in every version of Python."""

from collections import Counter
from itertools import cycle

import pytest

from stageproof.checker.adapters.levels.scenario import definitions
from stageproof.checker.adapters.model import Programs
from stageproof.checker.adapters.random_trials import random_trial
from stageproof.checker.adapters.reference import ReferenceEngine
from stageproof.checker.stable_draw import one_of, seeded, weighted
from stageproof.engine.decisions.choices import choices
from stageproof.engine.exploration.fillings import Filler
from stageproof.engine.scenarios.event_words import in_words

LATE = "complete Make_One"
TOO_LATE = "wait 20161 minutes"
AS_EVER = {
    0: ["begin", "fail Make_One with process-result", "resume", *[TOO_LATE] * 3, "suspend", TOO_LATE],
    2: ["begin", "cancel", "resume", *[LATE] * 5],
    3: ["begin", "complete Make_One + fail Make_Two with prepare-request", *[TOO_LATE] * 6],
}
"""Runs of seed 1 by their number, noted once: a run that is reported can be played again years later."""


def test_the_numbers_of_a_seed_are_the_ones_that_they_were() -> None:
    draw = seeded(7, 3)
    assert [round(draw(), 6) for _ in range(3)] == [0.774361, 0.136199, 0.040074]
    assert seeded("7", "3")() == seeded(7, 3)() != seeded(7, 4)()


def test_each_is_drawn_as_often_as_it_weighs() -> None:
    steps = cycle([place / 10 for place in range(10)])
    found = Counter(
        weighted(lambda: next(steps), [("a", 1), ("none", 0), ("b", 3), ("c", 6)]) for _ in range(10)
    )
    assert found == {"a": 1, "b": 3, "c": 6}


def test_the_first_and_the_last_can_be_drawn_and_nothing_else() -> None:
    assert one_of(lambda: 0.0, "abc") == "a"
    assert one_of(lambda: 0.999_999, "abc") == "c"
    with pytest.raises(IndexError):
        one_of(lambda: 0.5, "")
    with pytest.raises(IndexError):
        weighted(lambda: 0.5, [("a", 0)])


@pytest.mark.parametrize("number", AS_EVER)
def test_a_random_run_of_an_engine_is_the_one_that_it_was(number: int) -> None:
    programs, engine = Programs(definitions()["First_Steps"], choices()), ReferenceEngine()
    filler, can = Filler(programs.program), engine.capabilities()
    trial = random_trial(engine, can, programs, filler, seed=1, number=number, length=8)
    told = [" + ".join(map(in_words, (step.event, *step.faults))) for step in trial.steps]
    assert told == AS_EVER[number]
