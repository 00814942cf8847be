"""What is known of open conditions that compare two numbers: by how much each edge changes the difference of the sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from ...engine.program.program import Program
from ...engine.values import shown
from ...grammar.contract import FlowContract, Sum
from .data.atoms import Atom
from .data.comparing import ORDERINGS
from .data.key import Key
from .data.meaning import Fixed, Looked, Operand
from .data.space import DataSpace
from .places import Held, Place
from .system import Comparison, Edge

SEEN_LATER: Final = ("store", "complete late")
"""Events with which a flow writes to the record although the run does not read it: that is seen when it does."""


def comparisons(
    program: Program,
    space: DataSpace,
    contracts: Mapping[tuple[int, int], FlowContract],
    places: Sequence[Place],
    edges: Sequence[Edge],
) -> tuple[Comparison, ...]:
    """One for each open condition that orders two numbers which nothing but called flows changes. `contracts` are those of
    called flows, by stage and step; `places` are the points of control by location.
    """
    return tuple(
        Comparison(
            variable,
            _spelled(space, atom.left),
            atom.operator,
            _spelled(space, atom.right),
            all(_is_never_null(space, side) for side in (atom.left, atom.right)),
            tuple(_changes(program, contracts, places, edges, atom)),
        )
        for atom, variable in sorted(space.open_atoms.items(), key=lambda pair: pair[1])
        if atom.operator in ORDERINGS
        and atom.never_fails(space.domains)
        and all(_is_known(program, side) for side in (atom.left, atom.right))
    )


def _is_known(program: Program, side: Operand) -> bool:
    """Whether nothing but called flows changes it."""
    match side.meaning:
        case Looked(slot=Key(kind="field", name=name)):
            frozen = {program.fields[slot].casefold() for slot in program.frozen_fields}
            return program.refreshes_record and name.casefold() in frozen
        case Looked(slot=Key(kind="input")) | Fixed(value=Fraction()):
            return True
        case _:
            return False


def _is_never_null(space: DataSpace, side: Operand) -> bool:
    match side.meaning:
        case Looked(slot=Key() as key):
            return space.domains[key].nullable is False
        case _:
            return True


def _changes(
    program: Program,
    contracts: Mapping[tuple[int, int], FlowContract],
    places: Sequence[Place],
    edges: Sequence[Edge],
    atom: Atom,
) -> Iterator[tuple[int, Fraction | None]]:
    for number, edge in enumerate(edges):
        event = edge.label.event
        change: Fraction | None = Fraction(0)
        if event == "begin":
            change = None
        elif event in SEEN_LATER or (event == "complete" and not isinstance(places[edge.source], Held)):
            change = _written(program, contracts, edge.label.element, atom)
        if change != 0:
            yield number, None if event in SEEN_LATER else change


def _written(
    program: Program, contracts: Mapping[tuple[int, int], FlowContract], name: str, atom: Atom
) -> Fraction | None:
    """By how much `left - right` grows as the flow of a step writes; None where that is not known."""
    step = program.step(name)
    contract = None if step is None else contracts.get(program.places[step.name.casefold()])
    if step is None or contract is None:
        return Fraction(0)
    change = Fraction(0)
    for write in contract.writes:
        field = write.field.casefold()
        for side, sign in ((atom.left, 1), (atom.right, -1)):
            if write.creates or not _is_field(side, field):
                continue
            value = write.value
            if step.synchronous or not isinstance(value, Sum) or value.reference.casefold() != field:
                return None
            change += sign * Fraction(value.amount)
    return change


def _is_field(side: Operand, field: str) -> bool:
    match side.meaning:
        case Looked(slot=Key(kind="field", name=name)):
            return name.casefold() == field
        case _:
            return False


def _spelled(space: DataSpace, side: Operand) -> str:
    match side.meaning:
        case Looked(slot=Key() as key):
            return space.spelled(key)
        case Fixed(value=Fraction() as value):
            return shown(value)
        case _:
            return "a value"
