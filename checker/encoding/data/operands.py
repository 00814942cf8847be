"""What stands left and right of an operator, as a function of the finite variables it looks at."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from ....engine.formulas.compile import compile_formula
from ....engine.program.domains import default_value
from ....engine.program.lasting_variables import lasts
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
from .meaning import Failing, Joined, Operand, Slot, State, Worked, fixed, looked

_MERGE: Final = re.compile(r"\{!([^{}]*)\}")
CONSTANTS: Final[dict[str, Value]] = {
    "$globalconstant.true": True,
    "$globalconstant.false": False,
    "$globalconstant.emptystring": "",
}
RECORD: Final = "$Record."
PRIOR: Final = "$Record__Prior."


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
                return fixed(None)
            case Reference(text=text):
                return self.reference(text, prior=prior)
            case FormulaValue(expression=expression):
                return self.formula(expression, prior=prior)
            case Text(value=text) if written.references:
                return self._template(text, prior=prior)
            case _:
                return fixed(literal(written))

    def reference(self, text: str, *, prior: bool = False) -> Operand:
        """A reference; one that names nothing is null."""
        root, _, rest = text.partition(".")
        if root.startswith("$"):
            return self._global(text, prior=prior)
        status = self._status(text)
        if status is not None:
            return looked(status)
        head, _, output = rest.partition(".")
        if head.casefold() == "outputs" and output:
            place = self.program.places.get(root.casefold())
            if place is not None:
                path = self.program.stages[place[0]].steps[place[1]].subject.name
                return looked(Key("output", f"{path}.{output}").folded)
        match self.names.get(root):
            case Variable() as variable:
                if lasts(self.program.orchestration, variable):
                    return fixed(default_value(self.program.orchestration, text))
                return looked(Key("input", text).folded)
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
                    return looked(Key("input", text).folded)
                return fixed(None)

    def _global(self, text: str, *, prior: bool) -> Operand:
        if text.casefold() in CONSTANTS:
            return fixed(CONSTANTS[text.casefold()])
        if prior and text.startswith(RECORD):
            text = PRIOR + text.removeprefix(RECORD)
        return looked(Key("field", text).folded)

    def formula(self, expression: str, *, prior: bool = False) -> Operand:
        """A formula; one that cannot be read is an error where it is needed."""
        tree = parse_formula(expression)
        if isinstance(tree, FormulaProblem):
            return _failing(tree.message)
        looks_at: dict[Slot, None] = {}
        literals = list(_literals(tree))
        parts: dict[str, Operand] = {}

        def read(name: str) -> Callable[[State], Value]:
            operand = self.reference(name, prior=prior)
            parts[name] = operand
            looks_at.update(dict.fromkeys(operand.looks_at))
            literals.extend(operand.literals)
            return operand.read

        function = compile_formula(tree, read)
        return Operand(tuple(looks_at), function, tuple(literals), Worked(tree, parts))

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
            Joined(tuple(pieces)),
        )

    def _named(self, name: str, build: Callable[[], Operand]) -> Operand:
        folded = name.casefold()
        if folded in self._open:
            return _failing(f"{name} needs its own value")
        self._open.append(folded)
        try:
            return build()
        finally:
            self._open.pop()


def _failing(message: str) -> Operand:
    def read(_: State) -> Value:
        raise EvaluationError(message)

    return Operand((), read, (), Failing())


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
