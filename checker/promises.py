"""What a contract ensures, held against what it writes."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, NamedTuple

from ..engine.comparison import COMPARISONS
from ..engine.values import EvaluationError, Value, is_literal, kept, literal
from ..grammar.contract import Ensures, FieldWrite, FlowContract, Sum
from ..grammar.value import Reference
from ..grammar.value import Value as Literal

BEFORE: Final = " before"


class _Term(NamedTuple):
    """A value after the flow: a constant, or what something was before it and a number more."""

    constant: Value = None
    before: str = ""
    more: Fraction = Fraction(0)


def broken_promises(contract: FlowContract) -> Iterator[tuple[Ensures, FieldWrite]]:
    """Each relation that no run of the flow can keep, with the write that breaks it."""
    for relation in contract.ensures:
        write = _plain_write(contract, relation.left)
        left = _after(relation.left, write)
        right = _right(relation.right, contract)
        if write is not None and left is not None and right is not None and _never(left, right, relation):
            yield relation, write


def _plain_write(contract: FlowContract, name: str) -> FieldWrite | None:
    """The only write of the contract to a field, where it says what becomes of it."""
    found = [
        write for write in contract.writes if write.field.casefold() == name.casefold() and not write.creates
    ]
    return found[0] if len(found) == 1 and found[0].value is not None else None


def _after(name: str, write: FieldWrite | None) -> _Term | None:
    """What something is after the flow, as far as that is known."""
    if name.endswith(BEFORE):
        return _Term(before=_folded(name))
    if write is None:
        return None
    match write.value:
        case Sum(reference=text, amount=amount):
            return _Term(before=_folded(text), more=Fraction(amount))
        case Reference(text=text):
            return _Term(before=_folded(text))
        case None:
            return None
        case value:
            return _constant(value)


def _right(value: Literal | Sum, contract: FlowContract) -> _Term | None:
    match value:
        case Sum(reference=text, amount=amount):
            found = _after(text, _plain_write(contract, text))
            if found is None or not (found.before or isinstance(found.constant, Fraction)):
                return None
            if found.before:
                return found._replace(more=found.more + amount)
            assert isinstance(found.constant, Fraction)  # noqa: S101  # see above
            return _Term(kept(found.constant + amount))
        case Reference(text=text):
            return _after(text, _plain_write(contract, text))
        case _:
            return _constant(value)


def _constant(value: Literal) -> _Term | None:
    return _Term(kept(literal(value))) if is_literal(value) else None


def _folded(name: str) -> str:
    return name.removesuffix(BEFORE).casefold()


def _never(left: _Term, right: _Term, relation: Ensures) -> bool:
    """Whether the relation holds for no value. Of what stays open only sums of one and the same value are compared."""
    if left.before != right.before:
        return False
    sides = (left.more, right.more) if left.before else (left.constant, right.constant)
    try:
        return not COMPARISONS[relation.operator](*map(kept, sides))
    except EvaluationError:
        return True
