"""Events with representative values put into their holes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations, islice, product
from typing import Final

from ...grammar.light_dataclass import dataclass
from ..configuration import Configuration
from ..enabled import Template
from ..error_kinds import STRIKES, Strike
from ..events import Begin, Complete, Event, Fail, Given, Reassign, SetField, Wait
from ..interpreter.beginning import refuse_begin
from ..interpreter.refusal import is_over
from ..program.program import Hole, Program
from ..statuses import RunStatus
from ..values import Value
from .compared import Compared, compared
from .representatives import representatives

MINUTES_OF_A_DAY: Final = 24 * 60
SOMEBODY: Final = "somebody"
NOTHING: Final = Compared()


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many fillings one event may have, and how many are tried where a trigger's filter refuses some."""

    fillings: int = 256
    tries: int = 20_000


class Filler:
    """Fills the templates of one program. Each event's fillings are computed once."""

    def __init__(self, program: Program, bounds: Bounds | None = None) -> None:
        """Read what the definition compares. `notes` say, for people, where a product of values was cut."""
        self.program = program
        self.bounds = bounds or Bounds()
        self.notes: list[str] = []
        self._compared: Mapping[str, Compared] = compared(program.orchestration)
        self._known: dict[Event, tuple[Event, ...]] = {}
        self._resume_limit = Fraction(program.effects.resume_days * MINUTES_OF_A_DAY + 1)

    def events(self, configuration: Configuration, template: Template) -> tuple[Event, ...]:
        """The events that stand for all instances of a template, simplest first; none where it makes no difference."""
        event = template.event
        match event:
            case Wait():
                return (Wait(self._resume_limit),) if _can_become_overdue(configuration) else ()
            case Reassign(step=step, kind=kind):
                return (Reassign(step, kind, SOMEBODY),) if kind == "User" else ()
            case Begin() | Complete() | SetField():
                found = self._known.get(event)
                if found is None:
                    found = self._known[event] = self._filled(template)
                return found
            case _:
                return (event,)

    def suggestions(self, template: Template, hole: Hole) -> tuple[Value, ...]:
        """Representative values for one hole, for a person to choose from."""
        match template.event:
            case Wait():
                return (Fraction(1), self._resume_limit)
            case Reassign():
                return (SOMEBODY,)
            case _:
                return representatives(hole.domain, self._meets(template.event, hole))

    def _filled(self, template: Template) -> tuple[Event, ...]:
        event = template.event
        choices: list[tuple[tuple[str, Value], ...]] = []
        for hole in template.holes:
            values = self._values(event, hole)
            if values:
                choices.append(tuple((hole.name, value) for value in values))
        if isinstance(event, SetField) and not choices:
            return ()
        filled: Iterator[Event] = map(template.fill, by_deviations(choices))
        if isinstance(event, Begin):
            filled = self._beginning(filled, choices)
        found = tuple(islice(filled, self.bounds.fillings + 1))
        if len(found) > self.bounds.fillings:
            self.notes.append(
                f"{_what(event)} can have more than {self.bounds.fillings} combinations of values; "
                f"only the first {self.bounds.fillings} are tried"
            )
        return found[: self.bounds.fillings]

    def _beginning(
        self, filled: Iterator[Event], choices: list[tuple[tuple[str, Value], ...]]
    ) -> Iterator[Event]:
        """The beginnings that the trigger's filter lets through."""
        total = 1
        for options in choices:
            total *= len(options)
        for event in islice(filled, self.bounds.tries):
            if isinstance(event, Begin) and refuse_begin(self.program, self.program.initial, event) is None:
                yield event
        if total > self.bounds.tries:
            self.notes.append(
                f"the beginning of a run can have {total:,} combinations of values; "
                f"only the first {self.bounds.tries:,} were held against the trigger's conditions"
            )

    def _values(self, event: Event, hole: Hole) -> tuple[Value, ...]:
        """The values that a hole takes; none where it is left out, because its value makes no difference."""
        if hole.slot is None:
            return ()
        key = _place(event, hole)
        is_decision = hole.name.casefold() == "approvaldecision"
        if key not in self._compared and not is_decision:
            needed = isinstance(event, Complete) and hole.domain.nullable is False
            return representatives(hole.domain, NOTHING)[:1] if needed else ()
        values = representatives(hole.domain, self._meets(event, hole))
        if isinstance(event, Begin) and not hole.name.startswith("$"):
            default = self.program.initial.inputs[hole.slot]
            values = tuple({(value.__class__, value): value for value in (default, *values)}.values())
        return values

    def _meets(self, event: Event, hole: Hole) -> Compared:
        return self._compared.get(_place(event, hole), NOTHING)


def by_deviations(choices: list[tuple[tuple[str, Value], ...]]) -> Iterator[Given]:
    """Every combination, those with fewest values other than the first ones first: a cut leaves each value in."""
    places = range(len(choices))
    for count in range(len(choices) + 1):
        for others in combinations(places, count):
            for chosen in product(*(choices[place][1:] for place in others)):
                given = [options[0] for options in choices]
                for place, pair in zip(others, chosen, strict=True):
                    given[place] = pair
                yield tuple(given)


def _place(event: Event, hole: Hole) -> str:
    """The name under which the definition reads what fills a hole."""
    name = f"{event.step}.Outputs.{hole.name}" if isinstance(event, Complete) else hole.name
    return name.casefold()


def _can_become_overdue(configuration: Configuration) -> bool:
    return configuration.run is RunStatus.ERROR and not is_over(configuration)


def _what(event: Event) -> str:
    match event:
        case Complete(step=step):
            return f"the result of {step}"
        case SetField(field=field):
            return field
        case _:
            return "the beginning of a run"


def is_result(event: Event) -> bool:
    """Whether an event has to happen in the end: a result, or an error in its place (design ruling `obliged`)."""
    match event:
        case Complete():
            return True
        case Fail(kind=kind):
            return STRIKES[kind] is Strike.RESULT
        case _:
            return False
