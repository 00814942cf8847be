"""What a value is worked out from, as far as solvers look into it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ....engine.formulas.functions import uninterpreted_functions
from ....engine.values import Value
from ....grammar.formula.tree import Expression
from ....grammar.light_dataclass import dataclass
from ..statuses import StatusTerm
from .key import Key

Slot = Key | StatusTerm
"""What a value comes from: the world, or a status."""
State = Mapping[Slot, Value]


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that is written out."""

    value: Value


@dataclass(frozen=True, slots=True)
class Looked:
    """The value of what it looks at."""

    slot: Slot


@dataclass(frozen=True, slots=True, eq=False)
class Worked:
    """A formula. `parts` are the operands behind its references, by name as written."""

    tree: Expression
    parts: Mapping[str, Operand]


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """Texts and values one after the other."""

    pieces: tuple[str | Operand, ...]


@dataclass(frozen=True, slots=True)
class Failing:
    """No value: judging it is an error, always."""


Meaning = Fixed | Looked | Worked | Joined | Failing


@dataclass(frozen=True, slots=True, eq=False)
class Operand:
    """A value: what it looks at, how it is worked out (may raise EvaluationError), the literals in it, and what it means."""

    looks_at: tuple[Slot, ...]
    read: Callable[[State], Value]
    literals: tuple[Value, ...]
    meaning: Meaning

    @property
    def is_plain(self) -> bool:
        """Whether it is the value it looks at, or a literal; nothing is worked out."""
        return isinstance(self.meaning, Fixed | Looked)


def fixed(value: Value) -> Operand:
    """A value that is written out."""
    return Operand((), lambda _: value, (value,), Fixed(value))


def looked(slot: Slot) -> Operand:
    """The value of a slot."""
    return Operand((slot,), lambda state: state[slot], (), Looked(slot))


def uninterpreted(*operands: Operand) -> tuple[str, ...]:
    """The functions in them that are not executed, in order."""
    found: dict[str, None] = {}
    todo = list(operands)
    while todo:
        match todo.pop().meaning:
            case Worked(tree=tree, parts=parts):
                found |= dict.fromkeys(sorted(uninterpreted_functions(tree)))
                todo += parts.values()
            case Joined(pieces=pieces):
                todo += (piece for piece in pieces if isinstance(piece, Operand))
            case Fixed() | Looked() | Failing():
                pass
    return tuple(found)
