"""What stands left and right of an operator, as a function of the finite variables it looks at."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from ....engine.formulas.compile import compile_formula
from ....engine.program.program import Program
from ....engine.values import EvaluationError, Value, literal, shown
from ....grammar.formula.parse import parse_formula
from ....grammar.formula.tokens import FormulaProblem
from ....grammar.formula.tree import BooleanLiteral, Expression, NumberLiteral, TextLiteral, subexpressions
from ....grammar.model import Constant, Formula, TextTemplate, Variable
from ....grammar.names import Names
from ....grammar.value import FormulaValue, Reference, Text
from ....grammar.value import Value as Written
from ..statuses import StatusTerm
from .key import Key

Slot = Key | StatusTerm
"""What a value comes from: the world, or a status."""
State = Mapping[Slot, Value]
_MERGE: Final = re.compile(r"\{!([^{}]*)\}")
CONSTANTS: Final[dict[str, Value]] = {
    "$globalconstant.true": True,
    "$globalconstant.false": False,
    "$globalconstant.emptystring": "",
}
RECORD: Final = "$Record."
PRIOR: Final = "$Record__Prior."


@dataclass(frozen=True, slots=True, eq=False)
class Operand:
    """A value: what it looks at, how it is worked out (may raise EvaluationError), and the literals in it.

    `is_plain`: it is the value it looks at, or a literal; nothing is worked out.
    """

    looks_at: tuple[Slot, ...]
    read: Callable[[State], Value]
    literals: tuple[Value, ...] = ()
    is_plain: bool = False


class Operands:
    """Makes operands of what is written in one definition. References are resolved here."""

    def __init__(self, program: Program, names: Names, status: Callable[[str], StatusTerm | None]) -> None:
        """`status` says which variable a status reference reads, None for what is no status."""
        self.program = program
        self.names = names
        self._status = status
        self._open: list[str] = []

    def value(self, written: Written | None, *, prior: bool = False) -> Operand:
        """What is written; nothing is null. `prior`: fields of the record are its prior values."""
        match written:
            case None:
                return _fixed(None)
            case Reference(text=text):
                return self.reference(text, prior=prior)
            case FormulaValue(expression=expression):
                return self.formula(expression, prior=prior)
            case Text(value=text) if written.references:
                return self._template(text, prior=prior)
            case _:
                return _fixed(literal(written))

    def reference(self, text: str, *, prior: bool = False) -> Operand:
        """A reference; one that names nothing is null."""
        root, _, rest = text.partition(".")
        if root.startswith("$"):
            return self._global(text, prior=prior)
        status = self._status(text)
        if status is not None:
            return Operand((status,), lambda state: state[status], is_plain=True)
        head, _, output = rest.partition(".")
        if head.casefold() == "outputs" and output:
            place = self.program.places.get(root.casefold())
            if place is not None:
                path = self.program.stages[place[0]].steps[place[1]].subject.name
                return _of_key(Key("output", f"{path}.{output}").folded)
        match self.names.get(root):
            case Variable():
                return _of_key(Key("input", text).folded)
            case Constant(value=value):
                return self.value(value)
            case Formula(name=name, expression=expression):
                return self._named(name, lambda: self.formula(expression, prior=prior))
            case TextTemplate(name=name, text=template):
                return self._named(name, lambda: self._template(template, prior=prior))
            case _:
                if any(
                    root.casefold() == found.name.casefold()
                    for found in self.program.orchestration.parameters
                ):
                    return _of_key(Key("input", text).folded)
                return _fixed(None)

    def _global(self, text: str, *, prior: bool) -> Operand:
        if text.casefold() in CONSTANTS:
            return _fixed(CONSTANTS[text.casefold()])
        if prior and text.startswith(RECORD):
            text = PRIOR + text.removeprefix(RECORD)
        return _of_key(Key("field", text).folded)

    def formula(self, expression: str, *, prior: bool = False) -> Operand:
        """A formula; one that cannot be read is an error where it is needed."""
        tree = parse_formula(expression)
        if isinstance(tree, FormulaProblem):
            return Operand((), _failing(tree.message))
        looks_at: dict[Slot, None] = {}
        literals = list(_literals(tree))

        def read(name: str) -> Callable[[State], Value]:
            operand = self.reference(name, prior=prior)
            looks_at.update(dict.fromkeys(operand.looks_at))
            literals.extend(operand.literals)
            return operand.read

        function = compile_formula(tree, read)
        return Operand(tuple(looks_at), function, tuple(literals))

    def _template(self, text: str, *, prior: bool) -> Operand:
        pieces: list[str | Operand] = []
        end = 0
        for match in _MERGE.finditer(text):
            pieces += (text[end : match.start()], self.reference(match[1].strip(), prior=prior))
            end = match.end()
        pieces.append(text[end:])
        operands = [piece for piece in pieces if isinstance(piece, Operand)]
        return Operand(
            tuple(dict.fromkeys(slot for operand in operands for slot in operand.looks_at)),
            lambda state: "".join(
                piece if isinstance(piece, str) else _plain(piece.read(state)) for piece in pieces
            ),
            tuple(value for operand in operands for value in operand.literals),
        )

    def _named(self, name: str, build: Callable[[], Operand]) -> Operand:
        folded = name.casefold()
        if folded in self._open:
            return Operand((), _failing(f"{name} needs its own value"))
        self._open.append(folded)
        try:
            return build()
        finally:
            self._open.pop()


def _fixed(value: Value) -> Operand:
    return Operand((), lambda _: value, (value,), is_plain=True)


def _of_key(key: Key) -> Operand:
    return Operand((key,), lambda state: state[key], is_plain=True)


def _failing(message: str) -> Callable[[State], Value]:
    def read(_: State) -> Value:
        raise EvaluationError(message)

    return read


def _plain(value: Value) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else shown(value)


def _literals(tree: Expression) -> list[Value]:
    return [
        part.value
        for part in subexpressions(tree)
        if isinstance(part, TextLiteral | NumberLiteral | BooleanLiteral)
    ]
