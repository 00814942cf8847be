"""Whether z3 finds all that the conditions on some values tell apart."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from itertools import islice, product
from typing import Any, Final

from .....engine.values import Value, literal
from .....grammar.contract import Domain
from ..atoms import Atom
from ..changes import Change
from ..classes import Classes, Trait
from ..key import Key
from ..points import fits, is_whole
from ..questions import Question
from .cells import Asked, Cell, Cells
from .features import Features, Local, features_of
from .linear import TooManySumsError, closed, made
from .settling import agree, settle
from .terms import FIRST_DAY, LAST_DAY, LAST_TICK, Language, Term, UntranslatableError
from .translation import Answer, Translator

MOST_TRIED: Final = 300
"""So many combinations of points are looked at before z3 is asked for more."""


class Decided:
    """The classes of some values, and values within them. `told` is what each condition tells apart; None: the values
    change only all at once, and the answers are all that matters.
    """

    def __init__(
        self,
        domains: Mapping[Key, Domain],
        cells: Cells,
        tried: Iterable[Sequence[Value]],
        told: Mapping[Atom, Features] | None,
    ) -> None:
        """Raises UntranslatableError where z3 does not know, or there are too many classes. `tried` are values that may
        stand for a class.
        """
        self.keys = cells.keys
        self.domains = domains
        self.cells = cells
        found = cells.all(tried)
        self._cells = tuple(found)
        self._told = told
        traits = tuple(self._traits(cells.asked.features))
        self.classes = Classes(self.keys, tuple(found.values()), traits)

    def alike(self, atom: Atom) -> list[tuple[int, int]]:
        """The classes (as bits) that give a condition the same answer, each with the first of them."""
        found: dict[Hashable, int] = {}
        for number, cell in enumerate(self._cells):
            seen = cell.answers if self._told is None else self._seen(cell, atom, self._told[atom])
            found[seen] = found.get(seen, 0) | 1 << number
        return [((bits & -bits).bit_length() - 1, bits) for bits in found.values()]

    def _seen(self, cell: Cell, atom: Atom, told: Features) -> Hashable:
        """What a condition sees of a cell."""
        features = self.cells.asked.features
        sums, pairs = set(told.sums), set(told.pairs)
        terms = {local.term.get_id() for local in told.locals}
        return (
            tuple(null for key, null in zip(self.keys, cell.nulls, strict=True) if key in atom.keys),
            tuple(sign for one, sign in zip(features.sums, cell.signs, strict=True) if one in sums),
            tuple(
                holds
                for local, holds in zip(features.locals, cell.locals, strict=True)
                if local.term.get_id() in terms
            ),
            tuple(same for pair, same in zip(features.pairs, cell.same, strict=True) if pair in pairs),
        )

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

    def _traits(self, features: Features) -> Iterator[Trait]:
        for place, key in enumerate(self.keys):
            yield Trait(frozenset((key,)), tuple(cell.nulls[place] for cell in self._cells))
        for place, total in enumerate(features.sums):
            yield Trait(frozenset(total.keys), tuple(cell.signs[place] for cell in self._cells))
        for place, local in enumerate(features.locals):
            yield Trait(frozenset((local.key,)), tuple(cell.locals[place] for cell in self._cells))
        for place, pair in enumerate(features.pairs):
            yield Trait(frozenset(pair), tuple(cell.same[place] for cell in self._cells))


def decide(
    domains: Mapping[Key, Domain],
    sorts: Mapping[Key, str],
    questions: Sequence[Question],
    changes: Sequence[Change],
    points: Mapping[Key, Sequence[Value]],
    apart: Collection[Key] = (),
) -> tuple[Decided, ...]:
    """The classes of some values, of those together that are compared with each other. `changes` are the values that
    change together, `apart` values of which each is told from each, where they are few.

    Raises UntranslatableError or TooManySumsError where z3 is not asked, or does not know.
    """
    return _Deciding(domains, sorts, questions, changes, points, apart).run()


class _Deciding:
    def __init__(
        self,
        domains: Mapping[Key, Domain],
        sorts: Mapping[Key, str],
        questions: Sequence[Question],
        changes: Sequence[Change],
        points: Mapping[Key, Sequence[Value]],
        apart: Collection[Key],
    ) -> None:
        self.keys = tuple(sorts)
        self.domains = {key: domains[key] for key in self.keys}
        self.language = Language()
        self.terms = {
            key: self.language.unknown(
                f"value {number}", sorts[key], is_whole=self.domains[key].base == "integer"
            )
            for number, key in enumerate(self.keys)
        }
        self.changes = [change for change in (one.among(self.keys) for one in changes) if change.keys]
        self.whole = {key: points[key] for key in self.keys if is_whole(self.domains[key])}
        self.points = {key: self._suiting(key, points[key], sorts[key]) for key in self.keys}
        self.apart = tuple(
            self._each({key: self._listed(key, self.whole[key]) for key in self.whole if key in apart})
        )
        translator = Translator(self.language, self.terms, self.whole)
        self.every = [(question, translator.question(question)) for question in questions]
        self.asked = _distinct(self.every)

    def run(self) -> tuple[Decided, ...]:
        if all(change.keys | change.missing == frozenset(self.keys) for change in self.changes):
            with suppress(UntranslatableError):
                return (self._decided(self.keys, Features(locals=self.apart), self.asked),)
        features, told = self._features()
        settle(Asked(self.language, self.terms, self._bounds(self.keys), features, self.asked), told)
        features = replace(features, locals=(*features.locals, *self.apart))
        parts = [self._decided(keys, features.about(keys), (), told) for keys in self._parts(features)]
        agree(Asked(self.language, self.terms, (), features, self.asked), [part.classes for part in parts])
        return tuple(parts)

    def _decided(
        self,
        keys: Sequence[Key],
        features: Features,
        asked: Sequence[tuple[Question, Answer]],
        told: Mapping[Atom, Features] | None = None,
    ) -> Decided:
        terms = {key: self.terms[key] for key in keys}
        cells = Cells(Asked(self.language, terms, self._bounds(keys), features, asked))
        tried = islice(product(*(self.points[key] for key in keys)), MOST_TRIED)
        return Decided({key: self.domains[key] for key in keys}, cells, tried, told)

    def _parts(self, features: Features) -> list[list[Key]]:
        """The values that are compared with each other, those that are with none alone."""
        parts: list[list[Key]] = [[key] for key in self.keys]
        for keys in (*(one.keys for one in features.sums), *features.pairs):
            joined = [part for part in parts if any(key in part for key in keys)]
            merged = [key for key in self.keys if any(key in part for part in joined)]
            parts = [part for part in parts if part not in joined] + [merged]
        return sorted(parts, key=lambda part: self.keys.index(part[0]))

    def _features(self) -> tuple[Features, dict[Atom, Features]]:
        """What tells values apart, and what each condition does; integers of a small range are looked at one by one only where nothing else helps."""
        listed = {
            key: self._listed(key, values)
            for key, values in self.whole.items()
            if self.domains[key].base != "boolean"
        }
        few = {key: values for key, values in listed.items() if self.domains[key].choices}
        try:
            return self._told(few)
        except (TooManySumsError, UntranslatableError):
            if few == listed:
                raise
            return self._told(listed)

    def _each(self, values: Mapping[Key, Sequence[Value]]) -> Iterator[Local]:
        for key, listed in values.items():
            for value in listed:
                term = self.terms[key].value == self.language.constant(value).value
                yield Local(key, self.language.z3.simplify(term))

    def _listed(self, key: Key, values: Sequence[Value]) -> list[Value]:
        return [value for value in values if value is not None and fits(value, self.domains[key])]

    def _told(self, few: Mapping[Key, Sequence[Value]]) -> tuple[Features, dict[Atom, Features]]:
        conditions: dict[Atom, list[Any]] = {}
        for question, answer in self.every:
            conditions.setdefault(question.atom, []).extend((answer.true, answer.error))
        told = {
            atom: features_of(self.language, terms, self.terms, few) for atom, terms in conditions.items()
        }
        every = [term for terms in conditions.values() for term in terms]
        found = features_of(self.language, every, self.terms, few)
        summed = {key for one in found.sums if len(one.parts) > 1 for key in one.keys}
        if any(local.key in summed for local in found.locals):
            raise UntranslatableError("it is rounded, and compared with other values")
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
        sums = closed((*found.sums, *borders), self.changes, integers)
        return Features(sums, found.locals, found.pairs), told

    def _bounds(self, keys: Iterable[Key]) -> tuple[Any, ...]:
        """What the declared domains say."""
        return tuple(bound for key in keys for bound in self._bound(self.terms[key], key))

    def _bound(self, term: Term, key: Key) -> Iterator[Any]:
        language, z3, domain = self.language, self.language.z3, self.domains[key]
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

    def _suiting(self, key: Key, points: Sequence[Value], sort: str) -> list[Value]:
        """The points that are values of the key."""
        may_be_null = key.kind == "output" or self.domains[key].nullable is not False
        return [
            value for value in points if (may_be_null if value is None else self._suits(value, key, sort))
        ]

    def _suits(self, value: Value, key: Key, sort: str) -> bool:
        try:
            return self.language.constant(value).sort == sort and fits(value, self.domains[key])
        except UntranslatableError:
            return False


def _distinct(asked: Iterable[tuple[Question, Answer]]) -> tuple[tuple[Question, Answer], ...]:
    """The questions without those that are the same to z3."""
    found: dict[tuple[int, int], tuple[Question, Answer]] = {}
    for question, answer in asked:
        found.setdefault((answer.true.get_id(), answer.error.get_id()), (question, answer))
    return tuple(found.values())
