"""Replaying a story in the interpreter: does it come about as the path says?"""

from __future__ import annotations

from collections.abc import Sequence

from ...engine.configuration import Configuration
from ...engine.interpreter.advance import Advance, advance
from ...engine.interpreter.refusal import Refusal
from ...engine.program.program import Program
from ...grammar.light_dataclass import dataclass
from .story import Happening


@dataclass(frozen=True, slots=True)
class Replayed:
    """A story as the interpreter took it: what each event came to, and where it was refused, if it was."""

    advances: tuple[Advance, ...]
    refused: Refusal | None = None

    @property
    def configuration(self) -> Configuration | None:
        """Where the run stands at the end; None where nothing happened."""
        return self.advances[-1].configuration if self.advances else None


def replay(program: Program, happenings: Sequence[Happening]) -> Replayed:
    """Play the events one after the other."""
    configuration = program.initial
    advances: list[Advance] = []
    for happening in happenings:
        result = advance(program, configuration, happening.event, happening.faults)
        if isinstance(result, Refusal):
            return Replayed(tuple(advances), result)
        advances.append(result)
        configuration = result.configuration
    return Replayed(tuple(advances))
