"""What a definition compares each place with: a plain reading of its conditions and formulas, no solver."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import permutations
from typing import Final

from ...grammar.condition import COMPARISONS, Condition
from ...grammar.contract import Sum
from ...grammar.formula.parse import parse_formula
from ...grammar.formula.tree import (
    BooleanLiteral,
    Call,
    Chain,
    Expression,
    NamedValue,
    NumberLiteral,
    Signed,
    TextLiteral,
    parts,
    subexpressions,
)
from ...grammar.model import (
    Constant,
    Decision,
    Formula,
    Orchestration,
    Outcome,
    Stage,
    Start,
    TextTemplate,
    Variable,
)
from ...grammar.names import Names
from ...grammar.property import AllOf, AnyOf, Happens, Implication, Negation, Statement
from ...grammar.sites import clauses
from ...grammar.value import Boolean, FormulaValue, Reference, Text
from ...grammar.value import Value as Written
from ..program.domains import default_value
from ..program.lasting_variables import lasts
from ..values import Value, literal

TWO_VALUED = frozenset((*COMPARISONS, "StartsWith", "EndsWith", "Contains", "In", "NotIn"))
"""Operators whose right side is a value to compare with, not the answer that a test has to give."""
PARTIAL: Final[Mapping[str, Callable[[str], tuple[str, ...]]]] = {
    "StartsWith": lambda text: (f"{text} and more",),
    "EndsWith": lambda text: (f"more and {text}",),
    "Contains": lambda text: (f"{text} and more", f"more and {text}", f"more and {text} and more"),
}
"""Texts that an operator finds its constant in without being it: equality and it tell them apart."""
MOST_SEARCHED: Final = 3
RECORD, PRIOR = "$record.", "$record__prior."


@dataclass(frozen=True, slots=True)
class Compared:
    """What a place is compared with: these constants, in the order they are written; `linked`: another place."""

    constants: tuple[Value, ...] = ()
    linked: bool = False


def compared(orchestration: Orchestration) -> Mapping[str, Compared]:
    """Every place whose value can make a difference, by case-folded reference (`step.outputs.x`, `$record.status`).

    A place compared with another one shares its constants. Inputs of called flows make no difference to a run's course, and
    assignees only where working them out may fail: a place that only others read is not here.
    """
    groups = _Reading(orchestration).groups()
    leader: dict[str, str] = {}

    def lead(place: str) -> str:
        while leader[place] != place:
            place = leader[place]
        return place

    for group in groups:
        for place in group.places:
            leader.setdefault(place, place)
            leader[lead(place)] = lead(group.places[0])
    constants: dict[str, dict[tuple[type, Value], None]] = {place: {} for place in leader}
    members: dict[str, set[str]] = {place: set() for place in leader}
    searched: dict[str, dict[str, None]] = {place: {} for place in leader}
    for group in groups:
        for place in group.places:
            members[lead(place)].add(place)
            for constant in group.constants:
                constants[lead(place)][constant.__class__, constant] = None
            searched[lead(place)] |= dict.fromkeys(group.searched)
    for place, texts in searched.items():
        constants[place] |= dict.fromkeys((str, text) for text in _joined(tuple(texts)))
    return {
        place: Compared(tuple(value for _, value in constants[lead(place)]), len(members[lead(place)]) > 1)
        for place in leader
    }


@dataclass(slots=True)
class _Group:
    """Places and constants that meet in one comparison."""

    places: list[str] = field(default_factory=list[str])
    constants: list[Value] = field(default_factory=list[Value])
    searched: list[str] = field(default_factory=list[str])

    def take(self, other: _Group) -> None:
        self.places += other.places
        self.constants += other.constants
        self.searched += other.searched


def _joined(searched: tuple[str, ...]) -> Iterator[str]:
    """Texts in which several of those that a place is searched for are found at once, in every order."""
    texts = searched[:MOST_SEARCHED]
    for size in range(2, len(texts) + 1):
        for chosen in permutations(texts, size):
            text = "".join(chosen)
            yield text
            if len(texts) == 2:
                yield from (f"{text} and more", f"more and {text}", f"more and {text} and more")


class _Reading:
    def __init__(self, orchestration: Orchestration) -> None:
        self.orchestration = orchestration
        self.names = Names.of(orchestration)
        self.open: set[str] = set()

    def groups(self) -> list[_Group]:
        found: list[_Group] = []
        start = self.orchestration.start
        for clause in clauses(self.orchestration):
            turns = start if clause.role == "filter" else clause.owner
            for condition in clause.requirements.conditions:
                places = list(self.condition(condition, bare=clause.role == "filter"))
                found += places
                if isinstance(turns, Start | Outcome) and turns.requires_change:
                    found += [_prior(group) for group in places]
        tree = parse_formula(start.filter_formula) if start and start.filter_formula else None
        if isinstance(tree, Expression):
            found += self.atoms(tree)
        for claim in self.orchestration.properties:
            for statement in (claim.statement, claim.second):
                if statement is not None:
                    found += self.statement(statement)
        found += self.assignees()
        for contract in self.orchestration.contracts:
            for write in contract.writes:
                group = _Group([write.field.casefold()])
                match write.value:
                    case Sum(reference=text):
                        group.take(self.reference(text))
                        found.append(group)
                    case Reference(text=text) if text.casefold().startswith(RECORD):
                        group.take(self.reference(text))
                        found.append(group)
                    case _:
                        pass
        return [group for group in found if group.places]

    def assignees(self) -> Iterator[_Group]:
        """The formulas that say who is to do a step: zero may be all that they fail for."""
        for _, step in self.orchestration.steps():
            for assignee in step.assignees[:1]:
                match assignee.value:
                    case Reference(text=text):
                        tree: object = self.formula(text)
                    case FormulaValue(expression=expression):
                        tree = parse_formula(expression)
                    case _:
                        continue
                if isinstance(tree, Expression):
                    group = self.whole(tree)
                    group.constants.append(Fraction(0))
                    yield group

    def statement(self, statement: Statement) -> Iterator[_Group]:
        match statement:
            case Condition():
                yield from self.condition(statement)
            case AllOf(parts=inner) | AnyOf(parts=inner):
                for part in inner:
                    yield from self.statement(part)
            case Negation(part=part):
                yield from self.statement(part)
            case Implication(premise=premise, conclusion=conclusion):
                yield from self.statement(premise)
                yield from self.statement(conclusion)
            case Happens():
                pass

    def condition(self, condition: Condition, *, bare: bool = False) -> Iterator[_Group]:
        left = condition.left.text
        if bare and not condition.left.is_global:
            left = f"$Record.{left}"
        if condition.operator == "IsChanged":
            group = self.reference(left)
            group.take(_prior(group))
            yield group
            return
        formula = self.formula(left)
        if formula is not None and _is_truth(condition):
            yield from self.atoms(formula)
            return
        group = self.reference(left)
        if condition.operator in TWO_VALUED:
            group.take(self.written(condition.right))
        if condition.operator in PARTIAL:
            group.searched = [found for found in group.constants if isinstance(found, str) and found]
            group.constants += [
                text
                for found in group.constants
                if isinstance(found, str)
                for text in PARTIAL[condition.operator](found)
            ]
        yield group

    def written(self, value: Written | None) -> _Group:
        match value:
            case None:
                return _Group()
            case Reference(text=text):
                return self.reference(text)
            case FormulaValue(expression=expression):
                return self.expression(expression)
            case Text(references=references) if references:
                group = _Group()
                for reference in references:
                    group.take(self.reference(reference.text))
                return group
            case _:
                return _Group([], [literal(value)])

    def reference(self, text: str) -> _Group:
        """The places and constants behind a reference; statuses and decisions are no places that the world fills."""
        folded = text.casefold()
        if folded.startswith("$globalconstant."):
            return _Group([], [{"true": True, "false": False}.get(folded.partition(".")[2], "")])
        root, _, rest = folded.partition(".")
        if root == "run" or (rest == "status" and not root.startswith("$")):
            return _Group()
        node = None if root.startswith("$") else self.names.get(root)
        if root in self.open:
            return _Group()
        self.open.add(root)
        try:
            match node:
                case Constant():
                    return self.written(node.value)
                case Variable() if lasts(self.orchestration, node):
                    return _Group([], [default_value(self.orchestration, text)])
                case Formula():
                    return self.expression(node.expression)
                case TextTemplate():
                    group = _Group()
                    for reference in node.references:
                        group.take(self.reference(reference.text))
                    return group
                case Decision() | Outcome() | Stage():
                    return _Group()
                case _:
                    return _Group([folded])
        finally:
            self.open.discard(root)

    def formula(self, text: str) -> Expression | None:
        node = self.names.get(text) if not text.startswith("$") else None
        if not isinstance(node, Formula) or node.name.casefold() in self.open:
            return None
        tree = parse_formula(node.expression)
        return tree if isinstance(tree, Expression) else None

    def expression(self, text: str) -> _Group:
        tree = parse_formula(text)
        return self.whole(tree) if isinstance(tree, Expression) else _Group()

    def whole(self, tree: Expression) -> _Group:
        """Everything that meets in an expression."""
        group = _Group()
        for node in subexpressions(tree):
            match node:
                case NamedValue(name=name):
                    group.take(self.reference(name))
                case TextLiteral(value=text):
                    group.constants.append(text)
                case Signed(operator="-", operand=NumberLiteral(value=number)):
                    group.constants.append(-number)
                case NumberLiteral(value=number):
                    group.constants.append(number)
                case BooleanLiteral(value=truth):
                    group.constants.append(truth)
                case _:
                    pass
        return group

    def atoms(self, tree: Expression) -> Iterator[_Group]:
        """The comparisons of a boolean formula, each apart: what stands on two sides of `and` does not meet."""
        match tree:
            case Signed(operator="!"):
                inner = parts(tree)
            case Chain(rest=rest) if all(operator in ("||", "&&") for operator, _ in rest):
                inner = parts(tree)
            case Call(function="AND" | "OR" | "NOT"):
                inner = parts(tree)
            case _:
                yield self.whole(tree)
                return
        for part in inner:
            yield from self.atoms(part)


def _prior(group: _Group) -> _Group:
    return _Group(
        [PRIOR + place.removeprefix(RECORD) for place in group.places if place.startswith(RECORD)],
        group.constants,
    )


def _is_truth(condition: Condition) -> bool:
    """Whether a condition only asks if something boolean holds."""
    if condition.operator not in ("EqualTo", "NotEqualTo"):
        return False
    match condition.right:
        case Boolean():
            return True
        case Reference(text=text):
            return text.casefold().startswith("$globalconstant.")
        case _:
            return False
