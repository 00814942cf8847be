"""Every combination of answers that some values give, with values that give it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Final

from .....engine.values import Value, kept
from ..key import Key
from ..questions import Question, Truth
from .features import Features, Local, unknown
from .linear import Sum
from .terms import Language, Term, UntranslatableError, ticks
from .translation import Answer

STEPS: Final = 20_000_000
"""How much one question to z3 may cost, in its own count of steps (the same everywhere)."""
MILLISECONDS: Final = 10_000
"""The same as a guard in time."""
MOST_CELLS: Final = 400


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
        self._sums = {one: self._written(one) for one in asked.features.sums}
        self._told: dict[tuple[int, Value], bool] = {}

    def all(self, tried: Iterable[Sequence[Value]]) -> dict[Cell, tuple[Value, ...]]:
        """Every cell with values in it: the first of those that are `tried`, or values that z3 finds.

        Raises UntranslatableError where z3 does not know, or there are too many.
        """
        found: dict[Cell, tuple[Value, ...]] = {}
        solver = self._solver()
        for values in tried:
            cell = self.cell(values)
            if cell not in found:
                self._confirm(values, cell)
                found[cell] = tuple(map(kept, values))
                solver.add(self.asked.language.z3.Not(self.term(cell)))
        while len(found) <= MOST_CELLS:
            match str(solver.check()):
                case "unsat":
                    return found
                case "sat":
                    values = self._values(solver.model())
                    cell = self.cell(values)
                    if cell in found:
                        raise WrongTranslationError(f"z3 takes {values} for others than they are")
                    self._confirm(values, cell)
                    found[cell] = values
                    solver.add(self.asked.language.z3.Not(self.term(cell)))
                case _:
                    raise UntranslatableError("more steps of z3 than the budget has")
        raise UntranslatableError(f"more than {MOST_CELLS} combinations of answers")

    def within(self, cell: Cell, fixed: Mapping[Key, Value]) -> dict[Key, Value] | None:
        """Values in a cell, some of which are given; None where there are none."""
        solver = self._solver()
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
            tuple(_sign(one, numbers) for one in self._sums),
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
        language, z3 = self.asked.language, self.asked.language.z3
        parts: list[Any] = []
        for key, is_null in zip(self.keys, cell.nulls, strict=True):
            null = self.asked.terms[key].null
            parts.append(null if is_null else language.negation(null))
        for total, sign in zip(self._sums.values(), cell.signs, strict=True):
            if sign is not None:
                parts.append(total < 0 if sign < 0 else total > 0 if sign > 0 else total == 0)
        for local, holds in zip(self.asked.features.locals, cell.locals, strict=True):
            if holds is not None:
                parts.append(local.term if holds else z3.Not(local.term))
        for (left, right), holds in zip(self.asked.features.pairs, cell.same, strict=True):
            if holds is not None:
                same = self.asked.terms[left].value == self.asked.terms[right].value
                parts.append(same if holds else z3.Not(same))
        for (_, answer), truth in zip(self.asked.questions, cell.answers, strict=True):
            wrong = answer.error if truth is None else language.negation(answer.error)
            parts.append(wrong)
            if truth is not None:
                parts.append(answer.true if truth else language.negation(answer.true))
        return language.all_of(*parts)

    def _solver(self) -> Any:
        solver = self.asked.language.z3.Solver(ctx=self.asked.language.context)
        solver.set("rlimit", STEPS)
        solver.set("timeout", MILLISECONDS)
        solver.set("random_seed", 0)
        solver.add(*self.asked.bounds)
        return solver

    def _values(self, model: Any) -> tuple[Value, ...]:
        language = self.asked.language
        return tuple(kept(language.found(self.asked.terms[key], model)) for key in self.keys)

    def _confirm(self, values: Sequence[Value], cell: Cell) -> None:
        """Whether z3 agrees that these values lie in the cell."""
        z3 = self.asked.language.z3
        given: list[tuple[Any, Any]] = []
        for key, value in zip(self.keys, values, strict=True):
            given += self._given(key, value)
        if not z3.is_true(z3.simplify(z3.substitute(self.term(cell), *given))):
            raise WrongTranslationError(f"z3 takes {values} for others than they are")

    def _given(self, key: Key, value: Value) -> list[tuple[Any, Any]]:
        """What a value stands for in terms."""
        language, term = self.asked.language, self.asked.terms[key]
        null = (term.null, language.true if value is None else language.false)
        if value is None:
            return [null]
        variable = unknown(language, term)
        constant = language.constant(value).value
        if language.z3.is_int(variable) and term.sort == "number":
            constant = language.z3.simplify(language.z3.ToInt(constant))
        return [null, (variable, constant)]

    def _is(self, key: Key, value: Value) -> Any:
        language = self.asked.language
        term = self.asked.terms[key]
        if value is None:
            return term.null
        return language.all_of(language.negation(term.null), term.value == language.constant(value).value)

    def _written(self, total: Sum) -> Any:
        language = self.asked.language
        written = language.number(total.constant)
        for key, factor in total.parts:
            term = self.asked.terms[key]
            value = term.value if term.sort == "number" else language.z3.ToReal(term.value)
            written = written + language.number(factor) * value
        return written

    def _answer(self, place: int, local: Local, values: Mapping[Key, Value]) -> bool | None:
        value = values[local.key]
        if value is None:
            return None
        if (place, value) not in self._told:
            z3 = self.asked.language.z3
            term = z3.simplify(z3.substitute(local.term, *self._given(local.key, value)))
            if not z3.is_true(term) and not z3.is_false(term):
                raise UntranslatableError(f"{local.term.decl().name()} of {value}")
            self._told[place, value] = bool(z3.is_true(term))
        return self._told[place, value]


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
