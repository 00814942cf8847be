"""The reference interpreter beside an engine: what it makes of the same events, and under which reading it agrees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace
from fractions import Fraction
from functools import cached_property

from ...engine.configuration import Configuration
from ...engine.decisions.choices import Choices, choices, switchable_decisions
from ...engine.events import Event, Fail, Wait
from ...engine.interpreter.advance import Advance, advance
from ...engine.interpreter.refusal import Refusal
from ...engine.program.compile import compile_orchestration
from ...engine.program.program import Program
from ...grammar.light_dataclass import dataclass
from ...grammar.model import Orchestration
from ..oracle.observation import ObservedMoment, SeenChange, SeenRow


class Programs:
    """The programs of one definition under the chosen readings and, when they are asked for, under each other one."""

    def __init__(self, definition: Orchestration, chosen: Choices) -> None:
        """Compile under the chosen readings."""
        self.definition = definition
        self.chosen = chosen
        self.program = compile_orchestration(definition, chosen)

    @cached_property
    def others(self) -> tuple[tuple[str, Choices, Program], ...]:
        """For each decision and each of its readings that is not chosen: its name, the choices, the program."""
        return tuple(self._others())

    def _others(self) -> Iterator[tuple[str, Choices, Program]]:
        for decision in switchable_decisions():
            for reading in decision.readings:
                if reading.id == self.chosen.chosen(decision.id):
                    continue
                readings = dict(self.chosen.readings) | {decision.id: reading.id}
                other = choices(self.chosen.profile, readings)
                name = f"{decision.id}={reading.id}"
                yield name, other, compile_orchestration(self.definition, other)


@dataclass(frozen=True, slots=True)
class Model:
    """Where the reference stands beside an engine. `number` counts the events it took, `minutes` is simulated time."""

    programs: Programs = field(repr=False)
    program: Program = field(repr=False)
    configuration: Configuration
    number: int = 0
    minutes: Fraction = Fraction(0)

    @classmethod
    def of(cls, programs: Programs) -> Model:
        """Before the run begins."""
        return cls(programs, programs.program, programs.program.initial)

    def advance(self, event: Event, faults: tuple[Fail, ...] = ()) -> Advance | Refusal:
        """What the reference makes of an event."""
        return advance(self.program, self.configuration, event, faults)

    def taking(self, event: Event, result: Advance) -> Model:
        """After the event."""
        passed = event.minutes if isinstance(event, Wait) else Fraction(0)
        return replace(
            self,
            configuration=result.configuration,
            number=self.number + 1,
            minutes=self.minutes + passed,
        )

    def moment(
        self,
        event: Event,
        faults: tuple[Fail, ...],
        changes: tuple[SeenChange, ...],
        log: tuple[SeenRow, ...],
    ) -> ObservedMoment:
        """The moment that follows, with what was seen in it."""
        passed = event.minutes if isinstance(event, Wait) else Fraction(0)
        return ObservedMoment(self.number + 1, event, changes, log, faults, self.minutes + passed)

    def otherwise(
        self, event: Event, faults: tuple[Fail, ...]
    ) -> Iterator[tuple[str, Choices, Model, Advance]]:
        """What the reference makes of an event under each other reading of one decision."""
        for name, chosen, program in self.programs.others:
            result = advance(program, self.configuration, event, faults)
            if isinstance(result, Advance):
                yield name, chosen, replace(self, program=program), result


def seen_in(result: Advance) -> tuple[tuple[SeenChange, ...], tuple[SeenRow, ...]]:
    """The changes and log rows of the reference, without their reasons."""
    changes = tuple(
        SeenChange(*change.subject, change.attribute, change.before, change.after)
        for change in result.changes
    )
    return changes, tuple(SeenRow(row.kind, row.stage, row.step) for row in result.log)
