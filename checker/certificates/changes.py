"""Updates as a function of the valuation before them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from ..encoding.system import Copy, Map, Update
from .formulas import values_of


@dataclass(frozen=True, slots=True)
class Term:
    """What a variable may get: `images[old]` is the set of values (as bits) where `origin` had value `old`."""

    origin: int
    images: tuple[int, ...]

    def then(self, images: Sequence[int]) -> Term:
        """What may become of the value by a further update with these images."""
        return Term(self.origin, tuple(_image(values, images) for values in self.images))

    def defined(self) -> int:
        """The values (as bits) of the origin for which there is a result."""
        return sum(1 << old for old, values in enumerate(self.images) if values)

    def leading_to(self, values: int) -> int:
        """The values (as bits) of the origin for which some result is one of these."""
        return sum(1 << old for old, image in enumerate(self.images) if image & values)

    def is_single(self) -> bool:
        """Whether there never are two results to choose from."""
        return all(values & (values - 1) == 0 for values in self.images)


@dataclass(frozen=True, slots=True)
class Change:
    """One way in which updates can turn out: every variable changes by its term, the choices independent of each other.

    `terms` are the variables that change; `demands` are values (as bits) that variables need to have had before.
    """

    terms: Mapping[int, Term]
    demands: tuple[tuple[int, int], ...]
    changed: int = field(init=False)

    def __post_init__(self) -> None:
        """Note the changed variables as bits."""
        object.__setattr__(self, "changed", sum(1 << variable for variable in self.terms))

    def allows(self, before: Sequence[int], changed: Mapping[int, int]) -> bool:
        """Whether it can lead from a valuation to the one that has the values `changed`, and the others from before."""
        if any(not values >> before[variable] & 1 for variable, values in self.demands):
            return False
        if any(
            value != before[variable] for variable, value in changed.items() if variable not in self.terms
        ):
            return False
        return all(
            term.images[before[term.origin]] >> changed.get(variable, before[variable]) & 1
            for variable, term in self.terms.items()
        )


def changes(updates: Sequence[Update], sizes: Sequence[int]) -> tuple[Change, ...]:
    """The ways in which updates can turn out; together they are exactly what the updates do one after the other.

    There is one unless a variable is copied that has several results to choose from: then one for each of them, so
    that both variables get the same.
    """
    ways: list[tuple[dict[int, Term], list[tuple[int, int]]]] = [({}, [])]
    for update in updates:
        following: list[tuple[dict[int, Term], list[tuple[int, int]]]] = []
        for terms, demands in ways:
            match update:
                case Map(variable=variable, images=images):
                    term = terms.get(variable) or _unchanged(variable, sizes)
                    following.append(({**terms, variable: term.then(images)}, demands))
                case Copy(variable=variable, source=source, images=images):
                    copied = terms.get(source) or _unchanged(source, sizes)
                    overwritten = terms.get(variable)
                    kept = demands if overwritten is None else [*demands, _demand(overwritten)]
                    following += [
                        ({**terms, source: single, variable: single.then(images)}, kept)
                        for single in _singles(copied)
                    ]
        ways = following
    return tuple(_change(terms, demands, sizes) for terms, demands in ways)


def _change(terms: Mapping[int, Term], demands: Sequence[tuple[int, int]], sizes: Sequence[int]) -> Change:
    needed = [*demands, *(_demand(term) for term in terms.values())]
    return Change(
        {variable: term for variable, term in sorted(terms.items()) if term != _unchanged(variable, sizes)},
        tuple(sorted({demand for demand in needed if demand[1] != (1 << sizes[demand[0]]) - 1})),
    )


def _demand(term: Term) -> tuple[int, int]:
    return term.origin, term.defined()


def _unchanged(variable: int, sizes: Sequence[int]) -> Term:
    return _as_it_was(variable, sizes[variable])


@cache
def _as_it_was(variable: int, size: int) -> Term:
    return Term(variable, tuple(1 << value for value in range(size)))


def _singles(term: Term) -> list[Term]:
    """The term, split by its result where there are several to choose from."""
    if term.is_single():
        return [term]
    results = 0
    for values in term.images:
        results |= values
    return [
        Term(term.origin, tuple(values & 1 << result for values in term.images))
        for result in values_of(results)
    ]


def _image(values: int, images: Sequence[int]) -> int:
    reached = 0
    for value in values_of(values):
        reached |= images[value]
    return reached
