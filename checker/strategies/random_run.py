"""A run that was drawn, with everything that is said of it, printed as a scenario that can be copied."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ...engine.history import LogRow, Moment, Run
from ...grammar.light_dataclass import dataclass
from .pretty import Printer

if TYPE_CHECKING:
    from ...engine.events import Event
    from ...engine.program.program import Program
    from ..random_runs.flaw import Flaw


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RandomRun:
    """A run of a definition.

    `events` are told in order: an error that strikes while an event is worked off comes after it. `run` is the run they
    lead to, with its past. `flaws` are the rows of the documented tables and the properties of the author that it breaks,
    `features` what it covers, such as `row:stage-status-completed`. `is_anonymous`: the definition was drawn too, so it is
    printed with the run. `tolerated` are the ids of accepted decisions by whose other readings the run is right.
    """

    program: Program
    events: tuple[Event, ...]
    run: Run
    flaws: tuple[Flaw, ...] = ()
    features: tuple[str, ...] = ()
    is_anonymous: bool = False
    tolerated: tuple[str, ...] = ()

    @property
    def moments(self) -> tuple[Moment, ...]:
        """What happened, oldest first."""
        return self.run.moments()

    @property
    def log(self) -> tuple[LogRow, ...]:
        """The rows that the run left in the log, oldest first."""
        return tuple(row for moment in self.moments for row in moment.log)

    def check(self) -> None:
        """Raise an AssertionError that tells every flaw with its run, where there is one."""
        if self.flaws:
            from .broken import BrokenRunError

            raise BrokenRunError(self.program, self.events, self.flaws)

    def scenario(self, title: str = "drawn") -> str:
        """The events as a scenario of the language; it expects the status that the run ends with."""
        from ...grammar.language.text import encode
        from ..traces.event_words import event_words

        lines = [event_words(event) for event in self.events]
        status = self.run.configuration.run
        if status is not None:
            lines.append(f"expect run is {status}")
        return "\n".join([f"scenario {encode(title)} {{", *(f"  {line}" for line in lines), "}"]) + "\n"

    def table(self) -> str:
        """The run as `stageproof run` shows it: event, what changed, why."""
        from ..traces.text_table import text_table
        from ..traces.trace import trace_of

        return text_table(trace_of(self.program, self.run))

    def anonymous(self) -> RandomRun:
        """The same run, printed with its definition."""
        return replace(self, is_anonymous=True)

    def __repr__(self) -> str:
        definition = self.program.orchestration
        if not self.is_anonymous:
            return f"# a run of {definition.name}\n{self.scenario()}".rstrip("\n")
        from ...grammar.language.print import to_text

        head, _, _ = to_text(definition).rpartition("}")
        scenario = "".join(f"  {line}\n" for line in self.scenario().splitlines())
        return f"{head}\n{scenario}}}"

    def _repr_pretty_(self, printer: Printer, _is_cycle: bool) -> None:
        """How Hypothesis prints a run."""
        printer.text(f"\n{self!r}")
