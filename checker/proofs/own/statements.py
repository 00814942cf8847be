"""Statements of properties as guards, at a moment in which something has just happened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from ....engine.scenarios.expectations import atoms
from ....grammar.condition import Condition
from ....grammar.property import AllOf, AnyOf, Happens, Implication, Negation, Property, Statement
from ...encoding.data.space import DataSpace
from ...encoding.encode import Encoding
from ...encoding.guard import FALSE, TRUE, Guard, all_of, any_of, negation, read_by
from .judging import Happened


def guard_of(statement: Statement, space: DataSpace, happened: Happened) -> Guard:
    """Where a statement holds. A condition that cannot be judged there does not hold."""
    match statement:
        case Condition():
            return space.condition(statement).true
        case Happens(element=element, event=event):
            return TRUE if (element.casefold(), event) in happened else FALSE
        case AllOf(parts=parts):
            return all_of(guard_of(part, space, happened) for part in parts)
        case AnyOf(parts=parts):
            return any_of(guard_of(part, space, happened) for part in parts)
        case Negation(part=part):
            return negation(guard_of(part, space, happened))
        case Implication(premise=premise, conclusion=conclusion):
            return any_of(
                (negation(guard_of(premise, space, happened)), guard_of(conclusion, space, happened))
            )
        case _:
            assert_never(statement)


def subjects(claim: Property) -> tuple[Statement, ...]:
    """What has to hold at some time, or the property is about nothing: the premise of an always, the parts of a never."""
    match claim.kind, claim.statement:
        case "always", Implication(premise=premise):
            return (premise,)
        case "never", AllOf(parts=parts):
            return parts
        case _:
            return ()


def spoken_of(claim: Property, encoding: Encoding) -> Iterator[int]:
    """The variables that a property speaks of: those that its conditions look at, and the statuses of what starts, completes
    or fails.
    """
    places = encoding.program.places
    for statement in (claim.statement, *(() if claim.second is None else (claim.second,))):
        for atom in atoms(statement):
            if isinstance(atom, Condition):
                yield from sorted(read_by(encoding.space.condition(atom).true))
            elif atom.element.casefold() in places:
                yield encoding.statuses.step(*places[atom.element.casefold()])
