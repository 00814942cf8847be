"""Conditions over the variables of a transition system."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, assert_never

from ...grammar.light_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class In:
    """The variable has one of the values: bit `v` of `values` stands for value number `v`."""

    variable: int
    values: int


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds; no part: true."""

    parts: tuple[Guard, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Some part holds; no part: false."""

    parts: tuple[Guard, ...]


@dataclass(frozen=True, slots=True)
class Negation:
    """The part does not hold."""

    part: Guard


Guard = In | AllOf | AnyOf | Negation

TRUE: Final = AllOf(())
"""Always holds."""
FALSE: Final = AnyOf(())
"""Never holds."""


def all_of(parts: Iterable[Guard]) -> Guard:
    """The conjunction, without parts that are true; false where a part is."""
    kept: list[Guard] = []
    for part in parts:
        if part == FALSE:
            return FALSE
        if isinstance(part, AllOf):
            kept += part.parts
        else:
            kept.append(part)
    distinct = tuple(dict.fromkeys(kept))
    return distinct[0] if len(distinct) == 1 else AllOf(distinct)


def any_of(parts: Iterable[Guard]) -> Guard:
    """The disjunction, without parts that are false; true where a part is."""
    kept: list[Guard] = []
    for part in parts:
        if part == TRUE:
            return TRUE
        if isinstance(part, AnyOf):
            kept += part.parts
        else:
            kept.append(part)
    distinct = tuple(dict.fromkeys(kept))
    return distinct[0] if len(distinct) == 1 else AnyOf(distinct)


def negation(part: Guard) -> Guard:
    """What holds where the part does not."""
    match part:
        case Negation(part=inner):
            return inner
        case AllOf(parts=()):
            return FALSE
        case AnyOf(parts=()):
            return TRUE
        case _:
            return Negation(part)


def read_by(guard: Guard) -> Iterator[int]:
    """The variables that a guard looks at, some more than once."""
    todo: list[Guard] = [guard]
    while todo:
        part = todo.pop()
        match part:
            case In(variable=variable):
                yield variable
            case AllOf(parts=parts) | AnyOf(parts=parts):
                todo += parts
            case Negation(part=inner):
                todo.append(inner)
            case _:
                assert_never(part)


def holds(guard: Guard, valuation: dict[int, int]) -> bool:
    """Whether a guard holds where each variable it looks at has this value (numbers of values by variable)."""
    match guard:
        case In(variable=variable, values=values):
            return bool(values >> valuation[variable] & 1)
        case AllOf(parts=parts):
            return all(holds(part, valuation) for part in parts)
        case AnyOf(parts=parts):
            return any(holds(part, valuation) for part in parts)
        case Negation(part=part):
            return not holds(part, valuation)
        case _:
            assert_never(guard)
