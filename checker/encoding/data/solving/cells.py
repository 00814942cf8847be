"""Every combination of answers that some values give, with values that give it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Final

from .....engine.values import Value, kept
from .....grammar.light_dataclass import dataclass
from ..key import Key
from ..questions import Question, Truth
from .features import Features, Local, unknown
from .linear import Sum
from .terms import Language, Term, UntranslatableError, ticks
from .translation import Answer

STEPS: Final = 3_000_000
"""How much one question to z3 may cost, in its own count of steps (the same everywhere)."""
MILLISECONDS: Final = 30_000
"""The same as a guard in time."""
MOST_CELLS: Final = 400
_ANSWERS: Final = 4
"""The place of the answers in a cell; they alone are told where they are None, too: that is an error."""


class WrongTranslationError(Exception):
    """z3 and the plain evaluation disagree about values: a mistake of ours."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What values have in common: which are null, the signs of sums, what is asked of single values, which texts are the
    same, and the answers. What is about a value that is null is None.
    """

    nulls: tuple[bool, ...]
    signs: tuple[int | None, ...]
    locals: tuple[bool | None, ...]
    same: tuple[bool | None, ...]
    answers: tuple[Truth, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What is asked about some values: the questions in words of z3, beside what they tell values apart by."""

    language: Language
    terms: Mapping[Key, Term]
    bounds: Sequence[Any]
    features: Features
    questions: Sequence[tuple[Question, Answer]]


class Cells:
    """The cells of some values."""

    def __init__(self, asked: Asked) -> None:
        """Nothing is found yet."""
        self.asked = asked
        self.keys = tuple(asked.terms)
        self._sums = [written(asked, one) for one in asked.features.sums]
        self._literals: dict[tuple[int, int, int | None], Any] = {}
        self._told: dict[tuple[int, Value], bool] = {}

    def all(self, tried: Iterable[Sequence[Value]]) -> dict[Cell, tuple[Value, ...]]:
        """Every cell with values in it: the first of those that are `tried`, or values that z3 finds.

        Raises UntranslatableError where z3 does not know, or there are too many.
        """
        z3 = self.asked.language.z3
        found: dict[Cell, tuple[Value, ...]] = {}
        solver = self._asking()
        for values in tried:
            cell = self.cell(values)
            if cell not in found:
                term = self.term(cell)
                self._confirm(values, z3.simplify(z3.substitute(term, *self._all_given(values))))
                found[cell] = tuple(map(kept, values))
                solver.add(z3.Not(term))
        while len(found) <= MOST_CELLS:
            match str(solver.check()):
                case "unsat":
                    return found
                case "sat":
                    model = solver.model()
                    values = self._values(model)
                    cell = self.cell(values)
                    term = self.term(cell)
                    self._confirm(values, model.eval(term, model_completion=True))
                    found[cell] = values
                    solver.add(z3.Not(term))
                case _:
                    raise UntranslatableError("it takes z3 more steps than the budget has")
        raise UntranslatableError(f"more than {MOST_CELLS} combinations of answers")

    def within(self, cell: Cell, fixed: Mapping[Key, Value]) -> dict[Key, Value] | None:
        """Values in a cell, some of which are given; None where there are none."""
        solver = self._asking()
        solver.add(self.term(cell), *(self._is(key, value) for key, value in fixed.items()))
        if str(solver.check()) != "sat":
            return None
        return dict(zip(self.keys, self._values(solver.model()), strict=True))

    def cell(self, values: Sequence[Value]) -> Cell:
        """The cell that values lie in, worked out without z3 but for what it alone is asked of single values."""
        named = dict(zip(self.keys, values, strict=True))
        numbers = {key: _number(value) for key, value in named.items() if value is not None}
        return Cell(
            tuple(value is None for value in values),
            tuple(_sign(one, numbers) for one in self.asked.features.sums),
            tuple(
                self._answer(place, local, named) for place, local in enumerate(self.asked.features.locals)
            ),
            tuple(
                None if named[left] is None or named[right] is None else named[left] == named[right]
                for left, right in self.asked.features.pairs
            ),
            tuple(question.truth(named) for question, _ in self.asked.questions),
        )

    def term(self, cell: Cell) -> Any:
        """The cell as a term."""
        parts = (cell.nulls, cell.signs, cell.locals, cell.same, cell.answers)
        told = [
            self._literal(kind, place, value)
            for kind, values in enumerate(parts)
            for place, value in enumerate(values)
            if value is not None or kind == _ANSWERS
        ]
        return self.asked.language.all_of(*told)

    def _literal(self, kind: int, place: int, value: int | None) -> Any:
        """One thing that is told of a cell."""
        if (kind, place, value) not in self._literals:
            self._literals[kind, place, value] = self._made(kind, place, value)
        return self._literals[kind, place, value]

    def _made(self, kind: int, place: int, value: int | None) -> Any:
        language, features = self.asked.language, self.asked.features
        match kind:
            case 1:
                total = self._sums[place]
                return total < 0 if value == -1 else total > 0 if value == 1 else total == 0
            case 4:
                answer = self.asked.questions[place][1]
                if value is None:
                    return answer.error
                holds = answer.true if value else language.negation(answer.true)
                return language.all_of(language.negation(answer.error), holds)
            case 0:
                holds = self.asked.terms[self.keys[place]].null
            case 2:
                holds = features.locals[place].term
            case _:
                left, right = features.pairs[place]
                holds = self.asked.terms[left].value == self.asked.terms[right].value
        return holds if value else language.negation(holds)

    def _asking(self) -> Any:
        solver = solver_of(self.asked)
        solver.add(*self.asked.bounds)
        return solver

    def _values(self, model: Any) -> tuple[Value, ...]:
        language = self.asked.language
        return tuple(kept(language.found(self.asked.terms[key], model)) for key in self.keys)

    def _confirm(self, values: Sequence[Value], lies_within: Any) -> None:
        """Whether z3 agrees that these values lie in the cell that was worked out without it."""
        if not self.asked.language.z3.is_true(lies_within):
            raise WrongTranslationError(f"z3 takes {values} for others than they are")

    def _all_given(self, values: Sequence[Value]) -> list[tuple[Any, Any]]:
        return [
            pair
            for key, value in zip(self.keys, values, strict=True)
            for pair in given(self.asked, key, value)
        ]

    def _is(self, key: Key, value: Value) -> Any:
        language = self.asked.language
        term = self.asked.terms[key]
        if value is None:
            return term.null
        return language.all_of(language.negation(term.null), term.value == language.constant(value).value)

    def _answer(self, place: int, local: Local, values: Mapping[Key, Value]) -> bool | None:
        value = values[local.key]
        if value is None:
            return None
        if (place, value) not in self._told:
            z3 = self.asked.language.z3
            term = z3.simplify(z3.substitute(local.term, *given(self.asked, local.key, value)))
            if not z3.is_true(term) and not z3.is_false(term):
                raise UntranslatableError(f"{local.term.decl().name()} of {value}")
            self._told[place, value] = bool(z3.is_true(term))
        return self._told[place, value]


def solver_of(asked: Asked) -> Any:
    """A solver with the bounds of every question."""
    solver = asked.language.z3.Solver(ctx=asked.language.context)
    solver.set("rlimit", STEPS)
    solver.set("timeout", MILLISECONDS)
    solver.set("random_seed", 0)
    return solver


def given(asked: Asked, key: Key, value: Value) -> list[tuple[Any, Any]]:
    """What a value puts in the place of the unknowns behind it."""
    language, term = asked.language, asked.terms[key]
    null = (term.null, language.true if value is None else language.false)
    if value is None:
        return [null]
    variable = unknown(language, term)
    constant = language.constant(value).value
    if language.z3.is_int(variable) and term.sort == "number":
        constant = language.z3.simplify(language.z3.ToInt(constant))
    return [null, (variable, constant)]


def written(asked: Asked, total: Sum) -> Any:
    """A sum as a term."""
    language = asked.language
    term = language.number(total.constant)
    for key, factor in total.parts:
        own = asked.terms[key]
        value = own.value if own.sort == "number" else language.z3.ToReal(own.value)
        term = term + language.number(factor) * value
    return term


def _number(value: Value) -> Fraction:
    match value:
        case Fraction():
            return value
        case datetime():
            return Fraction(ticks(value))
        case date():
            return Fraction(value.toordinal())
        case _:
            return Fraction(0)


def _sign(total: Sum, numbers: Mapping[Key, Fraction]) -> int | None:
    if any(key not in numbers for key in total.keys):
        return None
    found = total.total(numbers)
    return (found > 0) - (found < 0)
