"""Random runs of an engine: events that the reference says are possible, late results, errors, and what it refuses.

A run depends on its seed and number alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

from ...engine.enabled import Template, enabled, late_results
from ...engine.error_kinds import STRIKES, Strike
from ...engine.events import (
    Begin,
    Cancel,
    Complete,
    Event,
    Fail,
    Reassign,
    Recall,
    Resume,
    Suspend,
    Wait,
)
from ...engine.exploration.fillings import Filler
from ...engine.exploration.policy import EVERYTHING, happening_of
from ...engine.exploration.strikes import struck
from ...engine.interpreter.advance import Advance
from ...grammar.light_dataclass import dataclass
from .contract import Capabilities, Engine
from .model import Programs
from .trial import Course, Step, Trial

PROBES: Final[tuple[Event, ...]] = (Suspend(), Resume(), Cancel(), Recall())
"""What people may try at any time."""
_RARE: Final = (Suspend, Cancel, Recall, Reassign, Wait)
MOST_FAULTS: Final = 2


@dataclass(frozen=True, slots=True, eq=False)
class Trials:
    """The steps of one run, or why there is none."""

    number: int
    steps: tuple[Step, ...]
    refused: str = ""


def is_drivable(event: Event, capabilities: Capabilities) -> bool:
    """Whether an engine says that it can be driven with this."""
    happening = happening_of(event)
    word = str(happening) if happening else "complete"
    if isinstance(event, Begin):
        return True
    if isinstance(event, Fail) and event.kind not in capabilities.errors:
        return False
    return word in capabilities.events


def random_trial(
    engine: Engine,
    capabilities: Capabilities,
    programs: Programs,
    filler: Filler,
    *,
    seed: int,
    number: int,
    length: int = 20,
) -> Trials:
    """Run number `number` of a seed, of at most `length` events."""
    random = Random(f"{seed}/{number}")  # noqa: S311  # runs, not secrets
    trial = Trial(engine, capabilities, programs)
    if trial.reset.verdict != "accepted":
        return Trials(number, (), trial.reset.reason or str(trial.reset.verdict))
    steps: list[Step] = []
    tried: set[tuple[int, Event]] = set()
    faults = 0
    for _ in range(length):
        chosen = _choose(random, trial, filler, faults)
        if chosen is None:
            break
        event, struck_on_the_way = chosen
        if (trial.model.number, event) in tried:
            continue
        tried.add((trial.model.number, event))
        faults += isinstance(event, Fail) + len(struck_on_the_way)
        steps.append(trial.play(event, struck_on_the_way))
        if steps[-1].course is not Course.GOES_ON:
            break
    return Trials(number, tuple(steps))


def _choose(
    random: Random, trial: Trial, filler: Filler, faults: int
) -> tuple[Event, tuple[Fail, ...]] | None:
    model, capabilities = trial.model, trial.capabilities
    if model.configuration.run is not None and random.random() < 0.08:
        probes = [event for event in _probes(trial) if is_drivable(event, capabilities)]
        if probes:
            return random.choice(probes), ()
    offered = [
        *enabled(model.program, model.configuration),
        *late_results(model.program, model.configuration),
    ]
    weighed: list[tuple[Template, float]] = [
        (template, weight)
        for template in offered
        if is_drivable(template.event, capabilities) and (weight := _weight(template, faults)) > 0
    ]
    while weighed:
        (template,) = random.choices([template for template, _ in weighed], [weight for _, weight in weighed])
        events = filler.events(model.configuration, template)
        if events:
            event = random.choice(events)
            return event, _on_the_way(random, trial, event, faults)
        weighed = [pair for pair in weighed if pair[0] is not template]
    return _after_the_end(random, trial)


def _after_the_end(random: Random, trial: Trial) -> tuple[Event, tuple[Fail, ...]] | None:
    """Now and then something that has to be refused, for nothing can happen any more."""
    probes = [event for event in _probes(trial) if is_drivable(event, trial.capabilities)]
    return (random.choice(probes), ()) if probes and random.random() < 0.6 else None


def _weight(template: Template, faults: int) -> float:
    match template.event:
        case Fail():
            return 0.5 if faults < MOST_FAULTS else 0.0
        case Complete() | Begin():
            return 6.0
        case event if isinstance(event, _RARE):
            return 0.6
        case _:
            return 2.0


def _on_the_way(random: Random, trial: Trial, event: Event, faults: int) -> tuple[Fail, ...]:
    """Errors that strike while the event is worked off, now and then one."""
    if faults >= MOST_FAULTS or random.random() > 0.15:
        return ()
    model = trial.model
    result = model.advance(event)
    if not isinstance(result, Advance):
        return ()
    found = [
        transition.faults
        for transition, _ in struck(model.program, model.configuration, event, result.changes, 1, EVERYTHING)
        if all(
            fault.kind in trial.capabilities.errors and STRIKES[fault.kind] is not Strike.RESULT
            for fault in transition.faults
        )
    ]
    return random.choice(found) if found else ()


def _probes(trial: Trial) -> Iterator[Event]:
    yield from PROBES
    for stage in trial.model.program.stages:
        for step in stage.steps:
            yield Complete(step.name)
            if step.asks:
                yield Reassign(step.name, "User", "somebody")
