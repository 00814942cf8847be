"""A run that a person steps through: choices, undo to any depth, and the scenario it makes."""

from __future__ import annotations

from dataclasses import replace

from ...engine.enabled import Template, enabled
from ...engine.events import Begin, Event, Fail
from ...engine.history import Run
from ...engine.interpreter.refusal import Refusal
from ...engine.program.program import Program
from ...engine.run import apply, new_run, strikes_passed
from ...engine.statuses import RunStatus
from ...grammar.language.text import encode
from ...grammar.light_dataclass import dataclass
from ..traces.event_words import event_words


@dataclass(frozen=True, slots=True, eq=False)
class Session:
    """Where a person is: the run, and the session before the last event (None: at the beginning)."""

    program: Program
    run: Run
    before: Session | None = None

    @classmethod
    def new(cls, program: Program) -> Session:
        """A session whose run has not begun."""
        return cls(program, new_run(program))

    def choices(self) -> tuple[Template, ...]:
        """What may happen next, simplest first."""
        return enabled(self.program, self.run.configuration)

    def strikes(self) -> tuple[Fail, ...]:
        """The errors that could have struck while the last event was worked off; none once one has."""
        last = self.run.last
        return () if last is None or last.faults else strikes_passed(self.program, last.changes)

    def told(self, event: Event) -> Session | Refusal:
        """The session after an event, or why it is refused."""
        following = apply(self.program, self.run, event)
        if isinstance(following, Refusal):
            return following
        return replace(self, run=following, before=self)

    def scenario(self, title: str = "a run stepped through by hand") -> str:
        """The run as a scenario to copy into the definition; it expects what the run came to."""
        events: list[Event] = []
        for moment in self.run.moments():
            events += (moment.event, *moment.faults)
        lines = [f"  {event_words(event)}" for event in events if event != Begin()]
        status = self.run.configuration.run or RunStatus.IN_PROGRESS
        lines.append(f"  expect run is {status.value}")
        return "\n".join([f"scenario {encode(title)} {{", *lines, "}"]) + "\n"
