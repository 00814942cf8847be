"""The error with which a drawn run says what it breaks. Its text is made when somebody reads it, not before."""

from __future__ import annotations

from ...engine.events import Event
from ...engine.program.program import Program
from ..campaigns.reports.text import failure_parts
from ..counterexamples.shortened import shortened
from ..random_runs.flaw import Flaw
from ..random_runs.tally import Failure
from ..reports.style import Style


class BrokenRunError(AssertionError):
    """A run breaks rows of the documented tables, or properties of its definition."""

    def __init__(self, program: Program, events: tuple[Event, ...], flaws: tuple[Flaw, ...]) -> None:
        """Of the events only those are shown without which the mistake does not show."""
        super().__init__(flaws)
        self.program = program
        self.events = events
        self.flaws = flaws

    def __str__(self) -> str:
        parts: list[str] = []
        for flaw in self.flaws:
            failure = shortened(self.program, Failure(flaw, 1, None, self.events))
            parts += (part.rstrip("\n") for part in failure_parts(failure, self.program, None, Style(), None))
        return "\n" + "\n\n".join(parts)
