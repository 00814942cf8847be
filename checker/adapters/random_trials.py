"""Random runs of an engine: events that the reference says are possible, late results, errors, and what it refuses.

A run depends on its seed and number alone, in every version of Python.
"""

from __future__ import annotations

from collections.abc import Iterator
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
from ...engine.statuses import RunStatus
from ...grammar.light_dataclass import dataclass
from ..oracle.rules import too_late
from ..stable_draw import Draw, one_of, seeded, weighted
from .contract import Capabilities, Engine
from .model import Programs
from .trial import Course, Step, Trial

PROBES: Final[tuple[Event, ...]] = (Suspend(), Resume(), Cancel(), Recall())
"""What people may try at any time."""
_RARE: Final = (Suspend, Cancel, Recall, Reassign, Wait)
MOST_FAULTS: Final = 2
PROBED: Final = 0.08
"""How often something is tried in a run that may have to be refused."""
PROBED_AFTER_FAILURE: Final = 0.5
"""The same of a run that has failed."""
PROBED_AT_THE_END: Final = 0.6
"""The same where nothing can happen any more."""
STRIKE_SHARE: Final = 0.15
"""How often an error strikes where one can while an event is worked off."""


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
    draw = seeded(seed, number)
    trial = Trial(engine, capabilities, programs)
    if trial.reset.verdict != "accepted":
        return Trials(number, (), trial.reset.reason or str(trial.reset.verdict))
    steps: list[Step] = []
    tried: set[tuple[int, Event]] = set()
    faults = 0
    for _ in range(length):
        chosen = _choose(draw, trial, filler, faults)
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


def _choose(draw: Draw, trial: Trial, filler: Filler, faults: int) -> tuple[Event, tuple[Fail, ...]] | None:
    model, capabilities = trial.model, trial.capabilities
    has_failed = model.configuration.run is RunStatus.ERROR
    if model.configuration.run is not None and draw() < (PROBED_AFTER_FAILURE if has_failed else PROBED):
        probes = [event for event in _probes(trial) if is_drivable(event, capabilities)]
        if probes:
            return _probed(draw, probes, has_failed=has_failed), ()
    offered = [
        *enabled(model.program, model.configuration),
        *late_results(model.program, model.configuration),
    ]
    weighed: list[tuple[Template, int]] = [
        (template, weight)
        for template in offered
        if is_drivable(template.event, capabilities)
        and (weight := _weight(template, faults, has_failed=has_failed)) > 0
    ]
    while weighed:
        template = weighted(draw, weighed)
        events = filler.events(model.configuration, template)
        if isinstance(template.event, Wait):
            events = tuple(dict.fromkeys((*events, *map(Wait, too_late(trial.rules.judged)))))
        if events:
            event = one_of(draw, events)
            return event, _on_the_way(draw, trial, event, faults)
        weighed = [pair for pair in weighed if pair[0] is not template]
    return _after_the_end(draw, trial)


def _after_the_end(draw: Draw, trial: Trial) -> tuple[Event, tuple[Fail, ...]] | None:
    """Now and then something that has to be refused, for nothing can happen any more."""
    probes = [event for event in _probes(trial) if is_drivable(event, trial.capabilities)]
    if not probes or draw() >= PROBED_AT_THE_END:
        return None
    has_failed = trial.model.configuration.run is RunStatus.ERROR
    return _probed(draw, probes, has_failed=has_failed), ()


def _probed(draw: Draw, probes: list[Event], *, has_failed: bool) -> Event:
    """One of these; of a failed run mostly whether it is resumed, which depends on what failed and how long ago."""
    return weighted(
        draw, [(probe, 20 if has_failed and isinstance(probe, Resume) else 1) for probe in probes]
    )


def _weight(template: Template, faults: int, *, has_failed: bool) -> int:
    match template.event:
        case Wait() if has_failed:
            return 20
        case Fail():
            return 5 if faults < MOST_FAULTS else 0
        case Complete() | Begin():
            return 60
        case event if isinstance(event, _RARE):
            return 6
        case _:
            return 20


def _on_the_way(draw: Draw, trial: Trial, event: Event, faults: int) -> tuple[Fail, ...]:
    """Errors that strike while the event is worked off, now and then one."""
    if faults >= MOST_FAULTS or draw() > STRIKE_SHARE:
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
    return one_of(draw, found) if found else ()


def _probes(trial: Trial) -> Iterator[Event]:
    yield from PROBES
    for stage in trial.model.program.stages:
        for step in stage.steps:
            yield Complete(step.name)
            if step.asks:
                yield Reassign(step.name, "User", "somebody")
