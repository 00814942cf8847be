"""A Hypothesis state machine of a definition: one rule that lets something happen, and the tables as invariant."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from hypothesis import note
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from ...engine.decisions.choices import Choices
from ...engine.events import Event
from ...engine.program.program import Program
from ..oracle.tolerance import accepted_in
from ..random_runs.fault_model import FaultModel
from ..random_runs.flaw import Flaw
from ..traces.event_words import event_words
from .broken import BrokenRunError
from .events import ANY_FAULTS
from .paths import INDEXES, MOST_EVENTS, Paths, below
from .spec import Spec, program_of
from .statistics import tell_rows

if TYPE_CHECKING:
    from ..adapters.contract import Engine


def state_machine(
    spec: Spec,
    adapter: Callable[[], Engine] | None = None,
    *,
    faults: FaultModel = ANY_FAULTS,
    chosen: Choices | None = None,
    accept: str | Iterable[str] = (),
) -> type[RuleBasedStateMachine]:
    """A state machine that plays a definition and holds every moment against the documented tables.

    Its one rule, `fire(index)`, lets the event with this index happen, among those that may happen where the run stands,
    counted round and round; what happens is printed in words. Use `.TestCase`, or `run_state_machine_as_test`. `faults`,
    `chosen` and `accept` are those of `runs`.

    Without `adapter` the interpreter plays, and the definition's own properties are judged too. `adapter`, a class or
    a function that makes an engine (the contract is in `docs/adapters.md`), plays in its place, and is also held against
    what the interpreter does; it is driven with what its capabilities name. Raises SpecError where the definition
    cannot be read, ValueError where a decision is not known.
    """
    program, accepted = program_of(spec, chosen), accepted_in(accept)
    if adapter is None:
        made = _interpreter_machine(program, faults, accepted)
    else:
        from .engine_machine import engine_machine

        made = engine_machine(program.orchestration, adapter, faults, program.choices, accepted)
    name = "".join(filter(str.isidentifier, program.orchestration.name)) or "Definition"
    made.__name__ = made.__qualname__ = f"{name}Machine"
    return made


def _interpreter_machine(
    program: Program, faults: FaultModel, accepted: frozenset[str]
) -> type[RuleBasedStateMachine]:
    paths = Paths(program, faults, MOST_EVENTS, accepted)

    class InterpreterMachine(RuleBasedStateMachine):
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
            way = paths.way_at(self.place, choices, index) if choices else None
            if way is None:
                return
            for told in way.events:
                note(event_words(told))
            tell_rows(way.features)
            self.events += way.events
            self.flaws = way.flaws
            self.place, self.has_ended = way.target, way.ends or way.target.is_end

        @invariant()
        def keeps_to_tables_and_properties(self) -> None:
            """No row and no property is broken by what happened last."""
            if self.flaws:
                raise BrokenRunError(paths.program, tuple(self.events), self.flaws)

    return InterpreterMachine
