"""A Hypothesis state machine of another engine: what it does, held against the tables and the reference beside it."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import note
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from ...engine.decisions.choices import Choices
from ...grammar.model import Orchestration
from ..adapters.contract import Capabilities, Engine, Verdict
from ..adapters.model import Programs
from ..adapters.random_trials import Trials, is_drivable
from ..adapters.texts import finding_lines, run_lines
from ..adapters.trial import Course, Step, Trial
from ..random_runs.fault_model import FaultModel
from ..random_runs.known_runs import Way
from ..traces.event_words import event_words
from .paths import INDEXES, MOST_EVENTS, Paths, below
from .statistics import tell_rows


class EngineMistakeError(AssertionError):
    """An engine breaks rows of the documented tables, or does otherwise than the reference interpreter."""


def engine_machine(
    definition: Orchestration,
    adapter: Callable[[], Engine],
    faults: FaultModel,
    chosen: Choices,
    accepted: frozenset[str] = frozenset(),
) -> type[RuleBasedStateMachine]:
    """The state machine; each run has an engine of its own, which `adapter` makes. `accepted` are the ids of decisions whose other
    readings it may follow.
    """
    programs = Programs(definition, chosen)
    paths = Paths(programs.program, faults, MOST_EVENTS)

    class EngineMachine(RuleBasedStateMachine):
        """Plays one run of the engine."""

        def __init__(self) -> None:
            super().__init__()
            self.engine = adapter()
            self.capabilities = self.engine.capabilities()
            self.trial = Trial(self.engine, self.capabilities, programs)
            self.place = paths.start()
            self.steps: list[Step] = []
            self.has_ended = self.trial.reset.verdict is not Verdict.ACCEPTED

        @rule(index=below(INDEXES))
        def fire(self, index: int) -> None:
            """Let something happen; nothing does once the run is over, or the reference cannot follow it any more."""
            way = None if self.has_ended else self._way(index)
            if way is None:
                return
            for told in way.events:
                note(event_words(told))
            tell_rows(way.features)
            step = self.trial.play(way.transition.event, way.transition.faults)
            self.steps.append(step)
            followed = self.trial.model.configuration == way.target.configuration
            self.place = way.target
            self.has_ended = step.course is not Course.GOES_ON or not followed or way.target.is_end

        def _way(self, index: int) -> Way | None:
            choices = paths.choices(self.place)
            driven = [choice for choice in choices if is_drivable(choice.event, self.capabilities)]
            way = paths.way_at(self.place, driven, index) if driven else None
            return way if way is not None and _is_drivable(way, self.capabilities) else None

        @invariant()
        def keeps_to_the_tables(self) -> None:
            """Nothing was found in what happened last."""
            findings = self.steps[-1].findings if self.steps else ()
            if any(finding.reading.partition("=")[0] not in accepted for finding in findings):
                raise EngineMistakeError(_told(self.capabilities, self.steps))

        def teardown(self) -> None:
            """Let go of an engine that holds something open."""
            _close(self.engine)

    return EngineMachine


def _is_drivable(way: Way, capabilities: Capabilities) -> bool:
    return all(is_drivable(event, capabilities) for event in way.events)


def _close(engine: Engine) -> None:
    close = getattr(engine, "close", None)
    if callable(close):
        close()


def _told(capabilities: Capabilities, steps: list[Step]) -> str:
    lines = [line for finding in steps[-1].findings for line in finding_lines(finding)]
    run = run_lines(Trials(0, tuple(steps)))
    return "\n".join(["", *lines, f"the run of {capabilities.name}:", *(f"  {line}" for line in run)])
