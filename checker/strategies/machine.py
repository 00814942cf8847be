"""A Hypothesis state machine of a definition: one rule that lets something happen, and the tables as invariant."""

from __future__ import annotations

from typing import Final

from hypothesis import event, note
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from ...engine.decisions.choices import Choices
from ...engine.events import Event
from ..random_runs.fault_model import FaultModel
from ..random_runs.features import Feature, parts_of
from ..random_runs.flaw import Flaw
from ..traces.event_words import event_words
from .broken import BrokenRunError
from .events import ANY_FAULTS
from .paths import MOST_EVENTS, Paths, below
from .spec import Spec, program_of

INDEXES: Final = 10_000
"""More than there are choices anywhere, so that every one of them can be drawn."""


def state_machine(
    spec: Spec, *, faults: FaultModel = ANY_FAULTS, chosen: Choices | None = None
) -> type[RuleBasedStateMachine]:
    """A state machine that plays a definition in the interpreter and holds every moment against the documented tables and
    the definition's own properties.

    Its one rule, `fire(index)`, lets the event with this index happen, among those that may happen where the run stands,
    counted round and round; what happens is printed in words. Use `.TestCase`, or `run_state_machine_as_test`. `faults`
    and `chosen` are those of `runs`. Raises SpecError where the definition cannot be read.
    """
    paths = Paths(program_of(spec, chosen), faults, MOST_EVENTS)

    class OrchestrationMachine(RuleBasedStateMachine):
        """Plays one run."""

        def __init__(self) -> None:
            super().__init__()
            self.place = paths.start()
            self.events: list[Event] = []
            self.flaws: tuple[Flaw, ...] = ()
            self.has_ended = False

        @rule(index=below(INDEXES))
        def fire(self, index: int) -> None:
            """Let something happen; once the run is over, nothing does."""
            choices = [] if self.has_ended else paths.choices(self.place)
            if not choices:
                return
            others, number = divmod(index, len(choices))
            ways = paths.ways(self.place, choices[number])
            if not ways:
                return
            way = ways[others % len(ways)]
            for told in way.events:
                note(event_words(told))
            for feature in way.features:
                if parts_of(feature)[0] is Feature.ROW:
                    event(feature)
            self.events += way.events
            self.flaws = way.flaws
            self.place, self.has_ended = way.target, way.ends or way.target.is_end

        @invariant()
        def keeps_to_tables_and_properties(self) -> None:
            """No row and no property is broken by what happened last."""
            if self.flaws:
                raise BrokenRunError(paths.program, tuple(self.events), self.flaws)

    name = (
        "".join(filter(str.isidentifier, paths.program.orchestration.name.replace("-", "_"))) or "Definition"
    )
    OrchestrationMachine.__name__ = OrchestrationMachine.__qualname__ = f"{name}Machine"
    return OrchestrationMachine
