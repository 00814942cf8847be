"""Steps of random runs: any event that is possible, with any representative values, and errors that strike on the way."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from agreement_truth import ALONE

from stageproof.engine.configuration import Configuration
from stageproof.engine.enabled import enabled
from stageproof.engine.exploration.fillings import Filler
from stageproof.engine.exploration.graph import Transition
from stageproof.engine.exploration.strikes import struck
from stageproof.engine.interpreter.advance import Advance, advance
from stageproof.engine.interpreter.refusal import Refusal
from stageproof.engine.program.program import Program
from stageproof.engine.statuses import RunStatus


class Step(NamedTuple):
    """An event with the errors behind it, and the configurations around it."""

    before: Configuration
    transition: Transition
    after: Configuration


def random_steps(program: Program, chance: Random, most: int) -> Iterator[Step]:
    """At most so many steps of one run in the world `ALONE`, those before it begins left out. It ends
    where the run is over.
    """
    configuration = program.initial
    filler = Filler(program, None)
    for _ in range(most):
        if configuration.run not in (None, RunStatus.IN_PROGRESS):
            return
        found = _drawn(program, configuration, filler, chance)
        if found is None:
            return
        transition, result = found
        if result.configuration.run is not None:
            yield Step(configuration, transition, result.configuration)
        configuration = result.configuration


def _drawn(
    program: Program, configuration: Configuration, filler: Filler, chance: Random
) -> tuple[Transition, Advance] | None:
    templates = [one for one in enabled(program, configuration) if ALONE.allows(one.event)]
    chance.shuffle(templates)
    for template in templates:
        for event in chance.sample(filled := filler.events(configuration, template), len(filled)):
            result = advance(program, configuration, event)
            if isinstance(result, Refusal):
                continue
            strikes = list(struck(program, configuration, event, result.changes, ALONE.strikes, ALONE))
            if strikes and chance.random() < 0.3:
                return chance.choice(strikes)
            return Transition(event), result
    return None
