"""The definitions whose campaigns look for the mutants of the interpreter: those of the levels, examples, small ones."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from observed_runs import SeenMoment

from stageproof.checker.campaigns.subject import Subject
from stageproof.checker.random_runs.closure import close
from stageproof.checker.random_runs.fault_model import FaultModel
from stageproof.checker.random_runs.known_runs import KnownRuns, Place, Way, observed_moment
from stageproof.engine.decisions.choices import Choices, choices
from stageproof.engine.effects import Effects
from stageproof.engine.events import Fail, Wait
from stageproof.engine.exploration.graph import Transition
from stageproof.engine.interpreter.advance import Advance
from stageproof.engine.program.compile import compile_orchestration
from stageproof.engine.program.program import Program, StepKind
from stageproof.engine.statuses import RunStatus

ROOT: Final = Path(__file__).parents[2]
LEVELS: Final = tuple(sorted((ROOT / "checker" / "adapters" / "levels" / "definitions").glob("*.orch")))
SMALL: Final = tuple(sorted((ROOT / "tests" / "mutants" / "definitions").glob("*.orch")))
EXAMPLES: Final = tuple(sorted((ROOT / "specs").glob("*/good.orch")))


class Indexed(NamedTuple):
    """A definition, and after how many moments of its campaign each reason first occurs: what a change rests on with
    what it changed to (`run-status-completed RunStatus Completed`), `error called-flow`, with `handled` where the run went
    on, `wait`.
    """

    name: str
    program: Program
    reasons: dict[str, int]

    def has(self, kind: StepKind) -> bool:
        """Whether a step of this kind is in it."""
        return any(step.kind is kind for stage in self.program.stages for step in stage.steps)

    def mutated(self, effects: Effects) -> Program:
        """The definition as an interpreter with these effects has it."""
        return compile_orchestration(self.program.orchestration, self.program.choices, effects=effects)


def moments_of(program: Program, most_ways: int) -> tuple[SeenMoment, ...]:
    """So many moments of a campaign on a program, as the judge sees them, with where the run stood before."""
    known = _Observing(program)
    close(known, most_ways)
    return tuple(known.moments)


@cache
def indexed(paths: tuple[Path, ...], most_ways: int) -> tuple[Indexed, ...]:
    """These definitions, looked at through so many moments."""
    found = [_indexed(path.parent.name + "/" + path.name, path, most_ways, choices()) for path in paths]
    return tuple(found)


def _indexed(name: str, path: Path, most_ways: int, chosen: Choices) -> Indexed:
    program = Subject(name, path.read_text(encoding="utf-8"), chosen).program()
    known = _Noting(program)
    closure = close(known, most_ways)
    assert not closure.tally.failures, (name, closure.tally.failures)
    return Indexed(name, program, known.reasons)


class _Noting(KnownRuns):
    """A graph of known runs that notes why anything changed."""

    def __init__(self, program: Program) -> None:
        self.reasons: dict[str, int] = {}
        super().__init__(program, FaultModel())

    def _way(self, place: Place, transition: Transition, result: Advance) -> Way:
        for reason in _reasons(transition, result):
            self.reasons.setdefault(reason, self.way_count)
        return super()._way(place, transition, result)


class _Observing(KnownRuns):
    """A graph of known runs that keeps every moment."""

    def __init__(self, program: Program) -> None:
        self.moments: list[SeenMoment] = []
        super().__init__(program, FaultModel())

    def _way(self, place: Place, transition: Transition, result: Advance) -> Way:
        moment = observed_moment(self.program, place.configuration, transition, result)
        self.moments.append(SeenMoment(self.facts, place.standing, moment))
        return super()._way(place, transition, result)


def _reasons(transition: Transition, result: Advance) -> Iterator[str]:
    for change in result.changes:
        yield f"{change.because} {type(change.after).__name__} {change.after}"
    for event in (transition.event, *transition.faults):
        if isinstance(event, Fail):
            yield f"error {event.kind}"
            if result.configuration.run is RunStatus.IN_PROGRESS:
                yield f"error {event.kind} handled"
        elif isinstance(event, Wait):
            yield "wait"
