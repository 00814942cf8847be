"""The contract tried on an engine, without any judgement of what a run does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from ...engine.events import Begin, Complete, Event, Resume, Suspend
from ...grammar.model import Orchestration
from .contract import (
    AdapterError,
    Capabilities,
    Engine,
    EngineGoneError,
    EngineSilentError,
    Observation,
    Sight,
    UnknownEvent,
    Verdict,
)
from .repeating import repeated

STEP: Final = "Make_One"
LATER: Final = "Make_Two"
"""Steps of the definition that the contract is tried on (`levels/definitions/first_steps.orch`)."""
DANCE: Final = UnknownEvent("dance")


TOLD: Final = "capabilities are told"
"""The demand that comes before all others."""


class Result(StrEnum):
    """What came of one trial. Not asked: the engine is gone, or did not answer before."""

    HOLDS = "holds"
    BROKEN = "broken"
    SKIPPED = "skipped"
    NOT_ASKED = "not asked"


class Tried(NamedTuple):
    """One demand of the contract, whether it holds, and what was seen where it does not, or why it was not asked."""

    demand: str
    result: Result
    reason: str = ""


def capabilities_told(engine: Engine) -> Capabilities | AdapterError:
    """What an engine says of itself, or how it breaks the contract instead."""
    try:
        return engine.capabilities()
    except AdapterError as problem:
        return problem


def self_test(
    engine: Engine, definition: Orchestration, told: Capabilities | AdapterError | None = None
) -> tuple[Tried, ...]:
    """Every demand of the contract, tried in turn. `definition` has the steps Make_One and, after it, Make_Two; `told` is what the
    engine said of itself, where it was asked already.
    """
    capabilities = told or capabilities_told(engine)
    if isinstance(capabilities, AdapterError):
        problem = capabilities
        why = _why_no_more(problem) or "the engine does not say what it can be driven with"
        rest = (Tried(demand, Result.NOT_ASKED, why) for demand in TRIALS)
        return (Tried(TOLD, Result.BROKEN, str(problem)), *rest)
    bench = _Bench(engine, definition, capabilities)
    return (Tried(TOLD, Result.HOLDS), *_all_tried(bench))


def _all_tried(bench: _Bench) -> Iterator[Tried]:
    """One after the other; once the engine is gone or silent, none of the rest is asked."""
    why = ""
    for demand, trial in TRIALS.items():
        if why:
            yield Tried(demand, Result.NOT_ASKED, why)
            continue
        try:
            yield _tried(demand, trial, bench)
        except (EngineGoneError, EngineSilentError) as problem:
            why = _why_no_more(problem)
            yield Tried(demand, Result.BROKEN, str(problem))


def _why_no_more(problem: AdapterError) -> str:
    """Why nothing more is asked after this; empty where one may go on."""
    match problem:
        case EngineGoneError():
            return "the engine is gone"
        case EngineSilentError():
            return f"the engine did not answer {problem.call} within {problem.seconds:g} seconds"
        case _:
            return ""


class _Bench(NamedTuple):
    engine: Engine
    definition: Orchestration
    capabilities: Capabilities

    def begin(self) -> str | None:
        """A run that has begun; else why there is none."""
        answer = self.engine.reset(self.definition)
        if answer.verdict is not Verdict.ACCEPTED:
            return f"`reset` was {answer.verdict}: {answer.reason}"
        answer = self.engine.start(())
        return (
            None if answer.verdict is Verdict.ACCEPTED else f"`start` was {answer.verdict}: {answer.reason}"
        )


Trial = Callable[[_Bench], str | None]
"""Tries one demand: None where it holds, else what was seen."""


def _tried(demand: str, trial: Trial, bench: _Bench) -> Tried:
    try:
        reason = trial(bench)
    except (EngineGoneError, EngineSilentError):
        raise
    except AdapterError as problem:
        return Tried(demand, Result.BROKEN, str(problem))
    except SkippedError as skipped:
        return Tried(demand, Result.SKIPPED, str(skipped))
    return Tried(demand, Result.HOLDS if reason is None else Result.BROKEN, reason or "")


class SkippedError(Exception):
    """A demand that this engine says it cannot be asked."""


def _told_again(bench: _Bench) -> str | None:
    again = bench.engine.capabilities()
    return None if again == bench.capabilities else f"first {bench.capabilities}, then {again}"


def _nothing_before_start(bench: _Bench) -> str | None:
    bench.engine.reset(bench.definition)
    seen = bench.engine.observe()
    return None if not seen.told and not seen.log else f"seen after `reset`: {_in_words(seen)}"


def _begins(bench: _Bench) -> str | None:
    problem = bench.begin()
    if problem:
        return problem
    seen = bench.engine.observe()
    shown = bool(bench.capabilities.parts) or bench.capabilities.log
    return "nothing was seen" if shown and not seen.told and not seen.log else None


def _observed_once(bench: _Bench) -> str | None:
    problem = bench.begin()
    if problem:
        return problem
    first, second = bench.engine.observe(), bench.engine.observe()
    if bench.capabilities.sight is Sight.STATES:
        alike = set(first.told) == set(second.told) and not second.log
        return None if alike else f"first {_in_words(first)}, then {_in_words(second)}"
    return None if not second.told and not second.log else f"seen again: {_in_words(second)}"


def _same_after_reset(bench: _Bench) -> str | None:
    played: list[tuple[Event | UnknownEvent, tuple[()]]] = [(Begin(), ())]
    if "complete" in bench.capabilities.events:
        played.append((Complete(STEP), ()))
    found = repeated(bench.engine, bench.definition, played, 2)
    return None if found is None else f"{found.event}: first {found.then}, then {found.now}"


def _is_refused(event: Event, word: str) -> Trial:
    def trial(bench: _Bench) -> str | None:
        if word not in bench.capabilities.events:
            raise SkippedError(f"it cannot be driven with `{word}`")
        problem = bench.begin()
        if problem:
            return problem
        bench.engine.observe()
        answer = bench.engine.do(event)
        if answer.verdict is not Verdict.REFUSED:
            return f"it was {answer.verdict}"
        seen = bench.engine.observe()
        if bench.capabilities.sight is Sight.CHANGES and (seen.told or seen.log):
            return f"it was refused, and yet was seen: {_in_words(seen)}"
        return None

    return trial


def _unknown(bench: _Bench) -> str | None:
    problem = bench.begin()
    if problem:
        return problem
    answer = bench.engine.do(DANCE)
    return None if answer.verdict is Verdict.UNSUPPORTED else f"`{DANCE.word}` was {answer.verdict}"


def _undriven(bench: _Bench) -> str | None:
    if "suspend" in bench.capabilities.events:
        raise SkippedError("it can be driven with everything that is tried here")
    problem = bench.begin()
    if problem:
        return problem
    answer = bench.engine.do(Suspend())
    return "it was accepted" if answer.verdict is Verdict.ACCEPTED else None


TRIALS: Final[dict[str, Trial]] = {
    "capabilities are the same when they are told again": _told_again,
    "nothing is seen before a run starts": _nothing_before_start,
    "a run starts, and something is seen of it": _begins,
    "what was seen is not seen again": _observed_once,
    "after `reset` the same events give the same": _same_after_reset,
    "a resume of a run in progress is refused": _is_refused(Resume(), "resume"),
    "the result of a step that has not started is refused": _is_refused(Complete(LATER), "complete"),
    "an event that nobody knows is unsupported": _unknown,
    "an event that it says it cannot be driven with is not accepted": _undriven,
}
"""The demands of the contract."""


def _in_words(seen: Observation) -> str:
    return "; ".join(_lines(seen)) or "nothing"


def _lines(seen: Observation) -> Iterator[str]:
    for told in seen.told[:4]:
        yield f"{told.part} {told.element} {told.attribute} {told.after}"
    if len(seen.told) > 4:
        yield f"{len(seen.told) - 4} more"
    for row in seen.log[:2]:
        yield f"a log row {row.kind}"
