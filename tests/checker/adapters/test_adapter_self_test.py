"""The contract tried on engines: one that keeps it, and one for each demand that does not."""

import signal
from dataclasses import replace
from itertools import count

import pytest
from partial_engines import ShowsStates

from stageproof.checker.adapters.contract import (
    ACCEPTED,
    Answer,
    Capabilities,
    Observation,
    Told,
    UnknownEvent,
    Verdict,
    breach,
)
from stageproof.checker.adapters.guarded import Guarded
from stageproof.checker.adapters.levels.scenario import definitions
from stageproof.checker.adapters.reference import ReferenceEngine
from stageproof.checker.adapters.self_test import TRIALS, Result, self_test
from stageproof.checker.adapters.texts import self_test_text
from stageproof.engine.events import Begin, Complete, Event, Given, Resume
from stageproof.grammar.model import Orchestration

FIRST_STEPS = definitions()["First_Steps"]


class Changing(ReferenceEngine):
    """Says something else of itself each time."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers = count()

    def capabilities(self) -> Capabilities:
        return replace(super().capabilities(), version=str(next(self.numbers)))


class Hasty(ReferenceEngine):
    """Starts with `reset`."""

    def reset(self, definition: Orchestration) -> Answer:
        super().reset(definition)
        return super().start(())


class Idle(ReferenceEngine):
    """Shows nothing."""

    def observe(self) -> Observation:
        return Observation()


class Chatty(ReferenceEngine):
    """Shows everything again."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[Told] = []

    def reset(self, definition: Orchestration) -> Answer:
        self.seen.clear()
        return super().reset(definition)

    def observe(self) -> Observation:
        seen = super().observe()
        self.seen += seen.told
        return Observation(tuple(self.seen), seen.log)


class Remembering(ReferenceEngine):
    """Runs of the past leave traces."""

    def __init__(self) -> None:
        super().__init__()
        self.runs = 0

    def start(self, inputs: Given) -> Answer:
        self.runs += 1
        answer = super().start(inputs)
        return replace(answer, reason=f"run {self.runs}")


class Resumes(ReferenceEngine):
    """Takes every resume."""

    def do(self, event: Event | UnknownEvent) -> Answer:
        return ACCEPTED if isinstance(event, Resume) else super().do(event)


class TakesEveryResult(ReferenceEngine):
    """Takes every result."""

    def do(self, event: Event | UnknownEvent) -> Answer:
        super().do(event)
        return ACCEPTED if isinstance(event, Complete) else super().do(event)


class Dances(ReferenceEngine):
    """Takes what nobody knows."""

    def do(self, event: Event | UnknownEvent) -> Answer:
        return ACCEPTED if isinstance(event, UnknownEvent) else super().do(event)


class SaysLess(ReferenceEngine):
    """Says that it cannot suspend a run, and does."""

    def capabilities(self) -> Capabilities:
        told = super().capabilities()
        return replace(told, events=told.events - {"suspend"})


BREAKS = dict(
    zip(
        TRIALS,
        (Changing, Hasty, Idle, Chatty, Remembering, Resumes, TakesEveryResult, Dances, SaysLess),
        strict=True,
    )
)


@pytest.mark.parametrize("demand", TRIALS)
def test_an_engine_that_breaks_a_demand_of_the_contract_is_told(demand: str) -> None:
    results = {tried.demand: tried for tried in self_test(BREAKS[demand](), FIRST_STEPS)}
    assert results[demand].result is Result.BROKEN
    assert results[demand].reason


@pytest.mark.parametrize("make", [ReferenceEngine, ShowsStates])
def test_an_engine_that_keeps_the_contract_breaks_no_demand(make: type[ReferenceEngine]) -> None:
    assert [tried for tried in self_test(make(), FIRST_STEPS) if tried.result is Result.BROKEN] == []


def test_what_an_engine_cannot_be_driven_with_is_skipped() -> None:
    class Small(ReferenceEngine):
        def capabilities(self) -> Capabilities:
            return replace(super().capabilities(), events=frozenset())

        def do(self, event: Event | UnknownEvent) -> Answer:
            if isinstance(event, Begin):
                return super().do(event)
            return Answer(Verdict.UNSUPPORTED, f"not {type(event).__name__}")

    results = [tried.result for tried in self_test(Small(), FIRST_STEPS)]
    assert results.count(Result.SKIPPED) == 2
    assert Result.BROKEN not in results


def test_an_engine_that_cannot_even_say_what_it_can_is_tried_no_further() -> None:
    class Mute(ReferenceEngine):
        def capabilities(self) -> Capabilities:
            raise breach("it has nothing to say")

    tried, *rest = self_test(Mute(), FIRST_STEPS)
    assert (tried.result, tried.reason) == (Result.BROKEN, "it has nothing to say")
    assert [one.demand for one in rest] == list(TRIALS)
    assert {one.result for one in rest} == {Result.NOT_ASKED}


class Hanging(ReferenceEngine):
    """Answers no call of this name, and counts what it was asked from then on."""

    def __init__(self, call: str) -> None:
        super().__init__()
        self.call = call
        self.asked: list[str] = []

    def hang(self, call: str) -> None:
        if self.asked or call == self.call:
            self.asked.append(call)
        while call == self.call:
            sum(range(100))

    def capabilities(self) -> Capabilities:
        self.hang("capabilities")
        return super().capabilities()

    def reset(self, definition: Orchestration) -> Answer:
        self.hang("reset")
        return super().reset(definition)

    def start(self, inputs: Given) -> Answer:
        self.hang("start")
        return super().start(inputs)

    def do(self, event: Event | UnknownEvent) -> Answer:
        if not isinstance(event, Begin):
            self.hang("do")
        return super().do(event)

    def observe(self) -> Observation:
        self.hang("observe")
        return super().observe()


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs signal.setitimer")
@pytest.mark.parametrize(
    ("call", "told"),
    [
        ("capabilities", "capabilities()"),
        ("reset", "reset(First_Steps)"),
        ("start", "start({})"),
        ("do", "do(complete Make_One)"),
        ("observe", "observe()"),
    ],
)
def test_an_engine_that_hangs_is_asked_nothing_more_and_the_rest_says_why(call: str, told: str) -> None:
    engine = Hanging(call)
    tried = self_test(Guarded(engine, 0.1), FIRST_STEPS)
    assert engine.asked == [call]
    assert [one.result for one in tried].count(Result.BROKEN) == 1
    place = next(place for place, one in enumerate(tried) if one.result is Result.BROKEN)
    assert "gave no answer within 0.1 seconds" in tried[place].reason
    rest = tried[place + 1 :]
    assert rest
    assert {(one.result, one.reason) for one in rest} == {
        (Result.NOT_ASKED, f"the engine did not answer {told} within 0.1 seconds")
    }
    text = self_test_text(tried)
    assert f"  not asked {rest[-1].demand}\n" in text
    assert (
        f"The engine did not answer {told} within 0.1 seconds; the {len(rest)} demands after that were not asked."
        in text
    )


def test_an_engine_that_refuses_the_definition_says_so() -> None:
    class Picky(ReferenceEngine):
        def reset(self, definition: Orchestration) -> Answer:
            return Answer(Verdict.UNSUPPORTED, f"no {definition.name}")

    reasons = {tried.demand: tried.reason for tried in self_test(Picky(), FIRST_STEPS)}
    assert "no First_Steps" in reasons["a run starts, and something is seen of it"]
