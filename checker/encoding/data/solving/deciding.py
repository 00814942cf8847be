"""Whether z3 finds all that the conditions on some values tell apart."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import islice, product
from typing import Any, Final

from .....engine.values import Value, literal
from .....grammar.contract import Domain
from ..changes import Change
from ..classes import Classes, Trait
from ..key import Key
from ..points import fits, is_whole
from ..questions import Question
from .cells import Asked, Cell, Cells
from .features import Features, Local, features_of
from .linear import TooManySumsError, closed, made
from .terms import FIRST_DAY, LAST_DAY, LAST_TICK, Language, UntranslatableError
from .translation import Answer, Translator

MOST_TRIED: Final = 300
"""So many combinations of points are looked at before z3 is asked for more."""


class Decided:
    """The classes of some values, and values within them. `changes` are the values that change together."""

    def __init__(
        self,
        domains: Mapping[Key, Domain],
        sorts: Mapping[Key, str],
        questions: Sequence[Question],
        changes: Sequence[Change],
        points: Mapping[Key, Sequence[Value]],
        apart: Collection[Key] = (),
    ) -> None:
        """`apart` are values of which each is told from each, where they are few.

        Raises UntranslatableError or TooManySumsError where z3 is not asked, or does not know.
        """
        self.keys = tuple(sorts)
        self.domains = {key: domains[key] for key in self.keys}
        self.language = Language()
        self.terms = {
            key: self.language.unknown(
                f"value {number}", sorts[key], is_whole=self.domains[key].base == "integer"
            )
            for number, key in enumerate(self.keys)
        }
        whole = {key: points[key] for key in self.keys if is_whole(self.domains[key])}
        translator = Translator(self.language, self.terms, whole)
        asked = _distinct((question, translator.question(question)) for question in questions)
        own = [change for change in (one.among(self.keys) for one in changes) if change.keys]
        self._is_together = all(change.keys | change.missing == frozenset(self.keys) for change in own)
        each = {key: self._listed(key, whole[key]) for key in self.keys if key in apart and key in whole}
        features = Features(locals=tuple(self._each(each)))
        if not self._is_together:
            told = self._features(asked, own, whole)
            features = replace(told, locals=(*told.locals, *features.locals))
        self.cells = Cells(Asked(self.language, self.terms, tuple(self._bounds()), features, asked))
        found = self.cells.all(islice(self._tried(points, sorts), MOST_TRIED))
        self._cells = tuple(found)
        if not self._is_together:
            _check_told(self._cells)
        self.classes = Classes(self.keys, tuple(found.values()), tuple(self._traits(features)))

    def class_of(self, values: Mapping[Key, Value]) -> int | None:
        """The class that values lie in; None where they are not all in their domains."""
        cell = self.cells.cell([values[key] for key in self.keys])
        return self._cells.index(cell) if cell in self._cells else None

    def values_after(
        self, number: int, before: Mapping[Key, Value], changed: Collection[Key]
    ) -> dict[Key, Value]:
        """Values in a class, some of which have changed; the others stay. Where nobody looks at them any more, and the
        class is none that they can be in, they are any values that may be given.
        """
        classes = self.classes
        fixed: dict[Key, Value] = {}
        for key in self.keys:
            if key not in changed and key in before:
                fixed[key] = None if classes.is_null(number, key) else before[key]
        needed = [key for key in self.keys if key in changed and self.domains[key].nullable is False]
        if not any(classes.is_null(number, key) for key in needed):
            found = self._values(number, fixed)
            if found is not None:
                return found
        for other in range(classes.count):
            if not any(classes.is_null(other, key) for key in needed):
                return dict(zip(self.keys, classes.members[other], strict=True))
        return {}

    def _values(self, number: int, fixed: Mapping[Key, Value]) -> dict[Key, Value] | None:
        """Values in a class, some of which are given; None where there are none."""
        member = dict(zip(self.keys, self.classes.members[number], strict=True))
        if all(member[key] == value for key, value in fixed.items()):
            return member
        return self.cells.within(self._cells[number], fixed)

    def _features(
        self,
        asked: Sequence[tuple[Question, Answer]],
        changes: Sequence[Change],
        whole: Mapping[Key, Sequence[Value]],
    ) -> Features:
        """What tells values apart; integers of a small range are looked at one by one only where nothing else helps."""
        listed = {key: self._listed(key, whole[key]) for key in whole if self.domains[key].base != "boolean"}
        few = {key: values for key, values in listed.items() if self.domains[key].choices}
        try:
            return self._told(asked, changes, few)
        except (TooManySumsError, UntranslatableError):
            if few == listed:
                raise
            return self._told(asked, changes, listed)

    def _each(self, values: Mapping[Key, Sequence[Value]]) -> Iterator[Local]:
        for key, listed in values.items():
            for value in listed:
                term = self.terms[key].value == self.language.constant(value).value
                yield Local(key, self.language.z3.simplify(term))

    def _listed(self, key: Key, values: Sequence[Value]) -> list[Value]:
        return [value for value in values if value is not None and fits(value, self.domains[key])]

    def _told(
        self,
        asked: Sequence[tuple[Question, Answer]],
        changes: Sequence[Change],
        few: Mapping[Key, Sequence[Value]],
    ) -> Features:
        conditions = [term for _, answer in asked for term in (answer.true, answer.error)]
        found = features_of(self.language, conditions, self.terms, few)
        summed = {key for one in found.sums if len(one.parts) > 1 for key in one.keys}
        if any(local.key in summed for local in found.locals):
            raise UntranslatableError("it is rounded, and compared with other values")
        if any(self.domains[key].choices for pair in found.pairs for key in pair):
            raise UntranslatableError("a text of a list is compared with others")
        borders = [
            made({key: Fraction(1)}, -border)
            for key in self.keys
            if key in summed
            for border in (self.domains[key].low, self.domains[key].high)
            if border is not None
        ]
        integers = {
            key
            for key, term in self.terms.items()
            if term.sort in ("date", "datetime") or self.domains[key].base == "integer"
        }
        sums = closed((*found.sums, *borders), changes, integers)
        return Features(sums, found.locals, found.pairs)

    def _bounds(self) -> Iterator[Any]:
        language, z3 = self.language, self.language.z3
        for key, domain in self.domains.items():
            term = self.terms[key]
            if domain.nullable is False and key.kind != "output":
                yield z3.Not(term.null)
            if term.sort == "date":
                yield z3.And(term.value >= FIRST_DAY, term.value <= LAST_DAY)
            if term.sort == "datetime":
                yield z3.And(term.value >= 0, term.value <= LAST_TICK)
            if domain.low is not None:
                yield term.value >= language.number(domain.low)
            if domain.high is not None:
                yield term.value <= language.number(domain.high)
            if domain.choices:
                constants = [language.constant(literal(choice)) for choice in domain.choices]  # type: ignore[arg-type]  # choices are literals
                yield z3.Or(*(term.value == constant.value for constant in constants), term.null)

    def _tried(
        self, points: Mapping[Key, Sequence[Value]], sorts: Mapping[Key, str]
    ) -> Iterator[tuple[Value, ...]]:
        """Combinations of points, the first of each key first."""
        choices: list[list[Value]] = []
        for key in self.keys:
            may_be_null = key.kind == "output" or self.domains[key].nullable is not False
            choices.append(
                [
                    value
                    for value in points[key]
                    if (may_be_null if value is None else self._suits(value, key, sorts[key]))
                ]
            )
        return product(*choices)

    def _suits(self, value: Value, key: Key, sort: str) -> bool:
        try:
            return self.language.constant(value).sort == sort and fits(value, self.domains[key])
        except UntranslatableError:
            return False

    def _traits(self, features: Features) -> Iterator[Trait]:
        everything = frozenset(self.keys)
        for place, key in enumerate(self.keys):
            yield Trait(frozenset((key,)), tuple(cell.nulls[place] for cell in self._cells))
        for place, total in enumerate(features.sums):
            yield Trait(frozenset(total.keys), tuple(cell.signs[place] for cell in self._cells))
        for place, local in enumerate(features.locals):
            yield Trait(frozenset((local.key,)), tuple(cell.locals[place] for cell in self._cells))
        for place, pair in enumerate(features.pairs):
            yield Trait(frozenset(pair), tuple(cell.same[place] for cell in self._cells))
        if self._is_together:
            yield Trait(everything, tuple(cell.answers for cell in self._cells))


def _distinct(asked: Iterator[tuple[Question, Answer]]) -> tuple[tuple[Question, Answer], ...]:
    """The questions without those that are the same to z3."""
    found: dict[tuple[int, int], tuple[Question, Answer]] = {}
    kept: list[Answer] = []
    for question, answer in asked:
        kept.append(answer)
        found.setdefault((answer.true.get_id(), answer.error.get_id()), (question, answer))
    return tuple(found.values())


def _check_told(cells: Sequence[Cell]) -> None:
    """Whether what values are told apart by settles every answer."""
    answers: dict[Hashable, Hashable] = {}
    for cell in cells:
        told = cell.nulls, cell.signs, cell.locals, cell.same
        if answers.setdefault(told, cell.answers) != cell.answers:
            raise UntranslatableError("its conditions ask more than can be told apart")
