"""Every condition of a definition, with the values it looks at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final, NamedTuple

from ....engine.program.program import Program
from ....engine.values import EvaluationError, Value
from ....grammar.condition import Condition, Requirements
from ....grammar.contract import Domain, FlowContract, Sum
from ....grammar.light_dataclass import dataclass
from ....grammar.model import Step
from ....grammar.property import AllOf, AnyOf, Happens, Implication, Negation, Statement
from ....grammar.sites import clauses
from ....grammar.value import Reference
from ..statuses import StatusTerm
from .comparing import ORDERINGS, TWO_VALUED, NotComparableError, holds
from .key import Key
from .meaning import Failing, Fixed, Joined, Looked, Operand, Slot, State, Worked, fixed
from .operands import PRIOR, RECORD, Operands


class StatusTest(NamedTuple):
    """A status compared with a value; `sort` tells True from 1."""

    operator: str
    status: StatusTerm
    sort: type
    value: Value


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
    def status_test(self) -> StatusTest | None:
        """What is asked of a status, where it is compared with something written out: equal tests hold at once."""
        match self.left.meaning, self.right.meaning:
            case Looked(slot=StatusTerm() as term), Fixed(value=value):
                return StatusTest(self.operator, term, type(value), value)
            case _:
                return None

    @property
    def is_plain(self) -> bool:
        """Whether nothing is worked out."""
        return self.left.is_plain and self.right.is_plain

    @property
    def constants(self) -> tuple[Value, ...]:
        """What it compares with; the answer that a test has to give is none."""
        if self.operator not in TWO_VALUED:
            return (*self.left.literals, " ") if self.operator == "IsBlank" else self.left.literals
        statuses = (slot.values for slot in self.looks_at if isinstance(slot, StatusTerm))
        return (
            *self.left.literals,
            *self.right.literals,
            *(value for values in statuses for value in values),
        )

    def never_fails(self, domains: Mapping[Key, Domain]) -> bool:
        """Whether the declared domains alone make sure that judging it is no error: values of one sort are compared."""
        if not self.is_plain or self.operator not in (*EQUALITIES, *ORDERINGS):
            return False
        sorts = {_sort(side, domains) for side in (self.left, self.right)} - {"null"}
        return len(sorts) < 2 and sorts <= (
            {"number", "date", "datetime"} | ({"text", "boolean"} if self.operator in EQUALITIES else set())
        )

    def truth(self, state: State) -> bool | None:
        """Whether it holds; None where judging it is an error."""
        try:
            return holds(self.operator, self.left.read(state), self.right.read(state))
        except (EvaluationError, NotComparableError):
            return None


EQUALITIES: Final = ("EqualTo", "NotEqualTo")


def _sort(side: Operand, domains: Mapping[Key, Domain]) -> str:
    """The sort of a plain operand; "" where it is not known."""
    match side.meaning:
        case Looked(slot=Key() as key):
            domain = domains[key]
            return "" if domain.is_collection else {"integer": "number"}.get(domain.base, domain.base)
        case Fixed(value=None):
            return "null"
        case Fixed(value=bool()):
            return "boolean"
        case Fixed(value=Fraction()):
            return "number"
        case Fixed(value=str()):
            return "text"
        case _:
            return ""


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


class Atoms:
    """The atoms of one definition: the same condition is always the same atom."""

    def __init__(self, program: Program, operands: Operands) -> None:
        """Nothing is made yet."""
        self.orchestration = program.orchestration
        self.operands = operands
        self._made: dict[tuple[int, bool], tuple[Condition, Atom]] = {}
        self._formulas: dict[str, Atom] = {}
        self._assignees: dict[int, Atom] = {}
        start = self.orchestration.start
        self.filters = None if start is None or start.filters is None else on_record(start.filters)
        """The trigger's filters, about fields of `$Record`."""

    def of(self, condition: Condition, *, prior: bool = False) -> Atom:
        """The atom of a condition."""
        found = self._made.get((id(condition), prior))
        if found is None:
            made = atom_of(condition, self.operands, prior=prior)
            found = self._made[id(condition), prior] = condition, made
        return found[1]

    def formula(self, expression: str) -> Atom:
        """A formula that has to be true."""
        if expression not in self._formulas:
            self._formulas[expression] = Atom("IsTrue", self.operands.formula(expression), fixed(True))
        return self._formulas[expression]

    def assignee(self, step: Step) -> Atom | None:
        """Whether there is an assignee: judging that is an error where it cannot be worked out. None where nothing is."""
        if id(step) not in self._assignees and step.assignees:
            operand = self.operands.value(step.assignees[0].value)
            if _is_worked_out(operand):
                self._assignees[id(step)] = Atom("IsNull", operand, fixed(True))
        return self._assignees.get(id(step))

    def all(self) -> Iterator[Atom]:
        """Every condition: of entries, exits, outcomes, assignees, the trigger, and of the author's properties."""
        for stage, program in zip(self.orchestration.stages, self.operands.program.stages, strict=True):
            for step, made in zip(stage.steps, program.steps, strict=True):
                atom = self.assignee(step) if made.asks else None
                if atom is not None:
                    yield atom
        for clause in clauses(self.orchestration):
            is_filter = clause.role == "filter" and self.filters is not None
            requirements = self.filters if is_filter and self.filters else clause.requirements
            changes = bool(getattr(clause.owner, "requires_change", False))
            for condition in requirements.conditions:
                yield self.of(condition)
                if changes:
                    yield self.of(condition, prior=True)
        start = self.orchestration.start
        if start is not None and start.filter_formula is not None:
            yield self.formula(start.filter_formula)
        for claim in self.orchestration.properties:
            for side in (claim.statement, claim.second):
                if side is not None:
                    yield from map(self.of, conditions_of(side))


def _is_worked_out(operand: Operand) -> bool:
    match operand.meaning:
        case Worked() | Failing():
            return True
        case Joined(pieces=pieces):
            return any(_is_worked_out(piece) for piece in pieces if isinstance(piece, Operand))
        case _:
            return False


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
