"""Values for the fields that a trigger asks for and a scenario leaves out."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice
from typing import Final

from ...grammar.names import Names
from ..events import Begin, Given
from ..exploration.compared import Compared, compared
from ..exploration.fillings import by_deviations
from ..exploration.representatives import representatives
from ..interpreter.beginning import refuse_begin
from ..program.program import Hole, Program
from ..program.references import References
from ..program.triggers import trigger
from ..values import Value

MAXIMUM_TRIES: Final = 5_000


def trigger_values(program: Program, given: Given) -> Given:
    """The values to add to `given` for the trigger's conditions to hold: as few as possible, () where none are needed.

    Tried are the constants that the definition compares each field with, and values around them; () where none of
    `MAXIMUM_TRIES` combinations does it, and then no run begins.
    """
    if program.filter is None or refuse_begin(program, program.initial, Begin(given)) is None:
        return ()
    there = {name.casefold() for name, _ in given}
    holes = [hole for hole in _asked_for(program) if hole.name.casefold() not in there]
    meets = compared(program.orchestration)
    choices = [_choices(hole, meets.get(hole.name.casefold(), Compared())) for hole in holes]
    for values in islice(by_deviations(choices), MAXIMUM_TRIES):
        added = tuple((name, value) for name, value in values if value is not None)
        if added and refuse_begin(program, program.initial, Begin((*given, *added))) is None:
            return added
    return ()


def _asked_for(program: Program) -> list[Hole]:
    """The fields of the record that the trigger reads."""
    definition = program.orchestration
    references = References(definition, Names.of(definition))
    trigger(definition.start, references)
    read = {name.casefold() for name in references.fields.names}
    return [hole for hole in program.field_holes if hole.name.casefold() in read]


def _choices(hole: Hole, meets: Compared) -> tuple[tuple[str, Value], ...]:
    values = [value for value in representatives(hole.domain, meets) if value is not None]
    values.sort(key=lambda value: isinstance(value, Fraction) and value.denominator != 1)
    return ((hole.name, None), *((hole.name, value) for value in values))
