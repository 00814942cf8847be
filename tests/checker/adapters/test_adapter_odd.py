"""However oddly an engine behaves, it is judged: nothing that it shows is too odd for a verdict."""

from dataclasses import replace
from random import Random

import pytest
from adapter_runs import conforming, example, found_in

from stageproof.checker.adapters.contract import (
    Answer,
    Capabilities,
    Observation,
    Part,
    Sight,
    Told,
    UnknownEvent,
)
from stageproof.checker.adapters.contract import Verdict as Answered
from stageproof.checker.adapters.levels.level import Level
from stageproof.checker.adapters.levels.scenario import definitions
from stageproof.checker.adapters.reference import ReferenceEngine
from stageproof.engine.events import Event

STATUSES = ("InProgress", "Completed", "Error", "Discontinued", "Canceled", "NotStarted", "Strange", None, "")


class Odd(ReferenceEngine):
    """Changes what it shows and answers, at random but the same each time."""

    def __init__(self, seed: int, sight: Sight = Sight.CHANGES) -> None:
        super().__init__()
        self.random = Random(seed)
        self.sight = sight

    def capabilities(self) -> Capabilities:
        return replace(super().capabilities(), sight=self.sight)

    def do(self, event: Event | UnknownEvent) -> Answer:
        answer = super().do(event)
        if self.random.random() < 0.1:
            return Answer(self.random.choice(list(Answered)))
        return answer

    def observe(self) -> Observation:
        seen = super().observe()
        told = [other for one in seen.told for other in self._odd(one)]
        if told and self.random.random() < 0.2:
            self.random.shuffle(told)
        log = tuple(row for row in seen.log if self.random.random() < 0.95)
        return Observation(tuple(told), log)

    def _odd(self, told: Told) -> list[Told]:
        drawn = self.random.random()
        if drawn < 0.05:
            return []
        if drawn < 0.1:
            return [told, told]
        if drawn < 0.2 and told.part not in (Part.DECISION, Part.OUTPUT):
            return [replace(told, after=self.random.choice(STATUSES))]
        return [told]


@pytest.mark.parametrize("sight", Sight)
@pytest.mark.parametrize("name", ["Conditions", "Fault_Paths", "Evaluation", "Approval"])
def test_odd_engines_are_judged_on_built_in_definitions(name: str, sight: Sight) -> None:
    found = found_in(Odd(1, sight), definitions()[name], runs=25)
    assert found.mistakes


@pytest.mark.parametrize("name", ["employee_onboarding", "ringi_approval"])
def test_odd_engines_are_judged_on_examples(name: str) -> None:
    assert found_in(Odd(2), example(name), runs=15).mistakes


def test_an_odd_engine_gets_a_result_for_every_row() -> None:
    found = conforming(Odd(3), Level.ERRORS, Level.APPROVALS)
    assert len(found.rows) == 89
    assert not found.is_whole
