"""Every condition of a definition, with the values it looks at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ....engine.program.program import Program
from ....engine.values import EvaluationError, Value
from ....grammar.condition import Condition, Requirements
from ....grammar.contract import FlowContract, Sum
from ....grammar.property import AllOf, AnyOf, Happens, Implication, Negation, Statement
from ....grammar.sites import clauses
from ....grammar.value import Reference
from .comparing import TWO_VALUED, NotComparableError, holds
from .key import Key
from .operands import PRIOR, RECORD, Operand, Operands, Slot, State


@dataclass(frozen=True, slots=True, eq=False)
class Atom:
    """One condition: `left operator right`."""

    operator: str
    left: Operand
    right: Operand

    @property
    def looks_at(self) -> tuple[Slot, ...]:
        """What it looks at, each once."""
        return tuple(dict.fromkeys((*self.left.looks_at, *self.right.looks_at)))

    @property
    def keys(self) -> tuple[Key, ...]:
        """The values of the world that it looks at."""
        return tuple(slot for slot in self.looks_at if isinstance(slot, Key))

    @property
    def constants(self) -> tuple[Value, ...]:
        """What it compares with; the answer that a test has to give is none."""
        return (*self.left.literals, *(self.right.literals if self.operator in TWO_VALUED else ()))

    def truth(self, state: State) -> bool | None:
        """Whether it holds; None where judging it is an error."""
        try:
            return holds(self.operator, self.left.read(state), self.right.read(state))
        except (EvaluationError, NotComparableError):
            return None


def atom_of(condition: Condition, operands: Operands, *, prior: bool = False) -> Atom:
    """The atom of a condition. `prior`: judged on the record's prior values."""
    left = operands.value(condition.left, prior=prior)
    match condition.operator:
        case "HasError":
            status = operands.reference(f"{condition.left.root}.Status")
            return Atom("HasError", status, operands.value(condition.right))
        case "IsChanged":
            before = PRIOR + condition.left.text.removeprefix(RECORD)
            wanted = operands.value(condition.right).read({}) is not False
            return Atom("Differs" if wanted else "Same", left, operands.reference(before))
        case operator:
            return Atom(operator, left, operands.value(condition.right, prior=prior))


def on_record(filters: Requirements) -> Requirements:
    """The trigger's filters with their bare field names as fields of `$Record`."""
    return replace(
        filters,
        conditions=tuple(
            condition
            if condition.left.is_global
            else replace(condition, left=replace(condition.left, text=f"{RECORD}{condition.left.text}"))
            for condition in filters.conditions
        ),
    )


def formula_atom(expression: str, operands: Operands) -> Atom:
    """A formula that has to be true."""
    truth = Operand((), lambda _: True, (True,))
    return Atom("IsTrue", operands.formula(expression), truth)


def all_atoms(program: Program, operands: Operands) -> Iterator[Atom]:
    """Every condition: of entries, exits, outcomes, the trigger, and of the author's properties."""
    orchestration = program.orchestration
    for clause in clauses(orchestration):
        requirements = on_record(clause.requirements) if clause.role == "filter" else clause.requirements
        changes = bool(getattr(clause.owner, "requires_change", False))
        for condition in requirements.conditions:
            yield atom_of(condition, operands)
            if changes:
                yield atom_of(condition, operands, prior=True)
    start = orchestration.start
    if start is not None and start.filter_formula is not None:
        yield formula_atom(start.filter_formula, operands)
    for claim in orchestration.properties:
        for side in (claim.statement, claim.second):
            if side is not None:
                for condition in conditions_of(side):
                    yield atom_of(condition, operands)


def conditions_of(statement: Statement) -> Iterator[Condition]:
    """The conditions in a statement."""
    todo: list[Statement] = [statement]
    while todo:
        part = todo.pop(0)
        match part:
            case Condition():
                yield part
            case AllOf(parts=parts) | AnyOf(parts=parts):
                todo += parts
            case Negation(part=inner):
                todo.append(inner)
            case Implication(premise=premise, conclusion=conclusion):
                todo += (premise, conclusion)
            case Happens():
                pass


@dataclass(frozen=True, slots=True)
class Written:
    """A field that a called flow writes: gets a constant, an amount more, or what another field holds."""

    key: Key
    constant: Value = None
    amount: Sum | None = None
    source: Key | None = None


def all_writes(contracts: Iterator[FlowContract], operands: Operands) -> Iterator[Written]:
    """What called flows write to fields of the record, as far as it is known."""
    for contract in contracts:
        for write in contract.writes:
            key = Key("field", write.field).folded
            match write.value:
                case None:
                    continue
                case Sum(reference=text) as total:
                    yield Written(key, amount=total, source=Key("field", text).folded)
                case Reference(text=text):
                    yield Written(key, source=Key("field", text).folded)
                case value:
                    yield Written(key, constant=operands.value(value).read({}))
