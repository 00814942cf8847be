"""One run, given by its events, with everything that is wrong in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...engine.events import Event
from ...engine.history import Run
from ...engine.interpreter.refusal import Refusal
from ...engine.program.program import Program
from ...engine.run import apply, new_run
from ...grammar.light_dataclass import dataclass
from ..oracle.facts import Facts
from ..oracle.judge import judge_step
from ..oracle.observation import observe
from ..oracle.rulebook import rulebook
from ..oracle.standing import Standing
from ..oracle.timeline import Timeline
from ..random_runs.flaw import Flaw, flaw_of
from ..random_runs.property_watch import beginning, watch
from ..random_runs.refused_events import refused_events


class Found(NamedTuple):
    """A flaw, and the number of the moment in which it is, from 1."""

    moment: int
    flaw: Flaw


@dataclass(frozen=True, slots=True, eq=False)
class JudgedRun:
    """A run as far as its events could be played. `refusal`: why the event with this place among them was not enabled."""

    program: Program
    run: Run
    found: tuple[Found, ...]
    refused_at: int | None = None
    refusal: Refusal | None = None

    def first(self, fingerprint: str) -> Found | None:
        """The first flaw with this fingerprint; None where there is none."""
        return next((each for each in self.found if each.flaw.fingerprint == fingerprint), None)


def judged_run(program: Program, events: Sequence[Event]) -> JudgedRun:
    """Play events in the interpreter and hold every moment against the tables and the definition's properties.

    An error that strikes on the way is told after the event that brings it about. Ends at an event that is refused.
    """
    run = new_run(program)
    refused_at: int | None = None
    refusal: Refusal | None = None
    for place, event in enumerate(events):
        following = apply(program, run, event)
        if isinstance(following, Refusal):
            refused_at, refusal = place, following
            break
        run = following
    return JudgedRun(program, run, _judged(program, run), refused_at, refusal)


def _judged(program: Program, run: Run) -> tuple[Found, ...]:
    facts, rules = Facts.of(program.orchestration, program.choices), rulebook(program.choices)
    properties = tuple(claim for claim in program.orchestration.properties if claim.kind != "reachable")
    moments = run.moments()
    after = [moment.before.configuration for moment in moments[1:]] + [run.configuration]
    refused = {
        moment.number: refused_events(program, configuration)
        for moment, configuration in zip(moments, after, strict=False)
    }
    standing, memory = Standing(), beginning(properties)
    found: list[Found] = []
    for moment in observe(moments, refused):
        judged = judge_step(facts, rules, standing, moment)
        found += (Found(moment.number, flaw_of(each)) for each in judged.violations)
        watched = watch(properties, Timeline.of(facts, standing, moment), memory)
        found += (Found(moment.number, flaw) for flaw in watched.flaws)
        standing, memory = judged.standing, watched.memory
    return tuple(found)
